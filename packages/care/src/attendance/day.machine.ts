import { defineMachine } from "@causeway/kernel";

export const DAY_STATES = ["OPEN", "CLOSED"] as const;
export type DayState = (typeof DAY_STATES)[number];

/** A closed day is opened again under supervision alone. */
export const dayMachine = defineMachine<DayState, "close" | "reopen", "staff" | "supervisor">({
  name: "day",
  states: DAY_STATES,
  initial: "OPEN",
  terminal: [],
  transitions: {
    close: { from: ["OPEN"], to: "CLOSED", by: ["staff", "supervisor"] },
    reopen: { from: ["CLOSED"], to: "OPEN", by: ["supervisor"] },
  },
});
