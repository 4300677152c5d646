import type { Role } from "@causeway/identity";
import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { Task } from "./task.entity.ts";
import { taskMachine } from "./task.machine.ts";

/** Whether a member of a role may take on what waits for another: its own, and an owner or admin stands in for all. */
export function servesRole(role: string, assignedRole: string): boolean {
  return role === assignedRole || role === "OWNER" || role === "ADMIN";
}

/** Whose queue an actor sees unless another is asked for; null, which is every one, for an owner and for a machine. */
export function queueOf(actor: Actor): Role | null {
  return actor.kind === "person" && actor.reason !== "OWNER" ? (actor.reason as Role) : null;
}

/** Names of the mutations this actor may give this task now. */
export function taskActions(actor: Actor, task: Pick<Task, "state" | "assignedTo" | "assignedRole">): string[] {
  if (!can(actor, "task.manage")) return [];
  const free = task.assignedTo === null;
  return taskMachine
    .available(task.state, "staff")
    .filter(
      (command) =>
        command !== "claim" || (free && actor.kind === "person" && servesRole(actor.reason, task.assignedRole)),
    )
    .filter((command) => command !== "unassign" || !free)
    .map((command) => `${command}Task`);
}
