import { defineMachine } from "@causeway/kernel";

export const TASK_STATES = ["OPEN", "DONE", "CANCELLED"] as const;
export type TaskState = (typeof TASK_STATES)[number];
export type TaskCommand = "claim" | "assign" | "unassign" | "postpone" | "complete" | "cancel";

export const taskMachine = defineMachine<TaskState, TaskCommand, "staff" | "system">({
  name: "task",
  states: TASK_STATES,
  initial: "OPEN",
  terminal: ["DONE", "CANCELLED"],
  transitions: {
    claim: { from: ["OPEN"], to: "OPEN", by: ["staff"] },
    assign: { from: ["OPEN"], to: "OPEN", by: ["staff"] },
    unassign: { from: ["OPEN"], to: "OPEN", by: ["staff"] },
    postpone: { from: ["OPEN"], to: "OPEN", by: ["staff"] },
    complete: { from: ["OPEN"], to: "DONE", by: ["staff"] },
    cancel: { from: ["OPEN"], to: "CANCELLED", by: ["system"] },
  },
});
