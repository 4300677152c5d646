import { defineMachine } from "@causeway/kernel";

export const CHECK_IN_STATES = ["DUE", "REACHED", "NOT_REACHED", "CANCELLED"] as const;
export type CheckInState = (typeof CHECK_IN_STATES)[number];
export type CheckInCommand = "reach" | "giveUp" | "cancel";

/** Staff reach a person or give up; a window that passes gives up; an opt-out or a death cancels. */
export const checkInMachine = defineMachine<CheckInState, CheckInCommand, "staff" | "system">({
  name: "check-in",
  states: CHECK_IN_STATES,
  initial: "DUE",
  terminal: ["REACHED", "NOT_REACHED", "CANCELLED"],
  transitions: {
    reach: { from: ["DUE"], to: "REACHED", by: ["staff"] },
    giveUp: { from: ["DUE"], to: "NOT_REACHED", by: ["staff", "system"] },
    cancel: { from: ["DUE"], to: "CANCELLED", by: ["staff", "system"] },
  },
});

export const ALUMNUS_STATES = ["FOLLOWED", "ENDED"] as const;
export type AlumnusState = (typeof ALUMNUS_STATES)[number];

export const alumnusMachine = defineMachine<AlumnusState, "end", "staff" | "system">({
  name: "alumnus",
  states: ALUMNUS_STATES,
  initial: "FOLLOWED",
  terminal: ["ENDED"],
  transitions: { end: { from: ["FOLLOWED"], to: "ENDED", by: ["staff", "system"] } },
});
