import { defineMachine } from "@causeway/kernel";

export const BREACH_STATES = ["OPEN", "ASSESSED", "NOTIFIED", "NOT_A_BREACH"] as const;
export type BreachState = (typeof BREACH_STATES)[number];
export type BreachCommand = "assess" | "dismiss" | "close";

/** A suspicion is assessed; what is a breach is told to everybody it is owed to, and then closed (45 CFR 164.402 to 164.408). */
export const breachMachine = defineMachine<BreachState, BreachCommand, "staff">({
  name: "breach",
  states: BREACH_STATES,
  initial: "OPEN",
  terminal: ["NOTIFIED", "NOT_A_BREACH"],
  transitions: {
    assess: { from: ["OPEN"], to: "ASSESSED", by: ["staff"] },
    dismiss: { from: ["OPEN"], to: "NOT_A_BREACH", by: ["staff"] },
    close: { from: ["ASSESSED"], to: "NOTIFIED", by: ["staff"] },
  },
});
