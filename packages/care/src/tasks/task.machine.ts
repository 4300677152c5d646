import { defineMachine } from "@causeway/kernel";

export const TASK_STATES = ["OPEN", "DONE", "CANCELLED"] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const taskMachine = defineMachine<TaskState, "complete" | "cancel", "staff" | "system">({
  name: "task",
  states: TASK_STATES,
  initial: "OPEN",
  terminal: ["DONE", "CANCELLED"],
  transitions: {
    complete: { from: ["OPEN"], to: "DONE", by: ["staff"] },
    cancel: { from: ["OPEN"], to: "CANCELLED", by: ["system"] },
  },
});
