import { defineMachine } from "@causeway/kernel";

export const PROGRAM_STATES = ["DRAFT", "ACTIVE", "PAUSED", "CLOSED"] as const;
export type ProgramState = (typeof PROGRAM_STATES)[number];
export const PROGRAM_COMMANDS = ["open", "pause", "close"] as const;
export type ProgramCommand = (typeof PROGRAM_COMMANDS)[number];

/** A paused program keeps its clients and admits none; a closed one is never opened again. */
export const programMachine = defineMachine<ProgramState, ProgramCommand, "staff">({
  name: "program",
  states: PROGRAM_STATES,
  initial: "DRAFT",
  terminal: ["CLOSED"],
  transitions: {
    open: { from: ["DRAFT", "PAUSED"], to: "ACTIVE", by: ["staff"] },
    pause: { from: ["ACTIVE"], to: "PAUSED", by: ["staff"] },
    close: { from: ["DRAFT", "ACTIVE", "PAUSED"], to: "CLOSED", by: ["staff"] },
  },
});
