import { defineMachine } from "@causeway/kernel";

export type RestrictionState = "AGREED" | "REFUSED" | "ENDED";
export type RestrictionCommand = "refuse" | "end";

/** A request is agreed to or refused as it is recorded; what was agreed ends when the client says so (45 CFR 164.522(a)(2)). */
export const restrictionMachine = defineMachine<RestrictionState, RestrictionCommand, "discloser" | "recorder">({
  name: "restriction",
  states: ["AGREED", "REFUSED", "ENDED"],
  initial: "AGREED",
  terminal: ["REFUSED", "ENDED"],
  transitions: {
    refuse: { from: ["AGREED"], to: "REFUSED", by: ["recorder"] },
    end: { from: ["AGREED"], to: "ENDED", by: ["discloser"] },
  },
});
