import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { Task } from "./task.entity.ts";
import { taskMachine } from "./task.machine.ts";

/** Names of the mutations this actor may give this task now. */
export function taskActions(actor: Actor, task: Pick<Task, "state">): string[] {
  return can(actor, "task.manage") ? taskMachine.available(task.state, "staff").map((command) => `${command}Task`) : [];
}
