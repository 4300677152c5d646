import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { In } from "typeorm";
import { Task } from "./task.entity.ts";
import { taskMachine } from "./task.machine.ts";

export interface TaskInput {
  /** What is to be done, as a code. */
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Role whose members see it, by its name in the permission table. */
  readonly role: string;
  readonly dueAt: Date;
  /** One task a key: opening it again changes nothing. */
  readonly key: string;
}

/** Opens a task unless one with this key was opened before, done or not. */
export async function openTask(tx: Transaction, input: TaskInput): Promise<void> {
  await tx.change(
    `insert into tasks (id, organisation_id, kind, subject_type, subject_id, assigned_role, due_at, state, dedupe_key, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'OPEN', $8, $9) on conflict (organisation_id, dedupe_key) do nothing`,
    [
      tx.newId(),
      tx.actor.organisationId,
      input.kind,
      input.subjectType,
      input.subjectId,
      input.role,
      input.dueAt,
      input.key,
      tx.now,
    ],
  );
}

/**
 * A person has dealt with it.
 * @throws DomainError ILLEGAL_TRANSITION when it is done or cancelled already; STALE; NOT_FOUND
 */
export async function completeTask(
  tx: Transaction,
  input: { taskId: string; expectedVersion?: number | null | undefined },
): Promise<{ taskId: string }> {
  authorise(tx.actor, "task.manage");
  const task = await tx.get(Task, input.taskId, { expectedVersion: input.expectedVersion, path: ["id"] });
  await tx.update(Task, task, { state: taskMachine.next(task.state, "complete", "staff"), doneAt: tx.now });
  tx.audit({ action: "task.complete", subjectType: "task", subjectId: task.id });
  return { taskId: task.id };
}

/** Takes back open tasks about a record that no longer needs anyone; only those of some kinds where they are given. */
export async function cancelTasksAbout(tx: Transaction, subjectId: string, kinds?: readonly string[]): Promise<void> {
  for (const task of await tx.find(Task, { subjectId, state: "OPEN", ...(kinds ? { kind: In([...kinds]) } : {}) })) {
    await cancelTask(tx, task);
  }
}

/** Takes back one open task that nobody has to look at any more. */
export async function cancelTask(tx: Transaction, task: Task): Promise<void> {
  await tx.update(Task, task, { state: taskMachine.next(task.state, "cancel", "system"), doneAt: tx.now });
}
