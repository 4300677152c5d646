import type { Transaction } from "@causeway/database";
import { Membership, authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { In } from "typeorm";
import { TaskChange } from "./task-change.entity.ts";
import type { TaskChangeKind } from "./task-change.entity.ts";
import type { TaskKind } from "./task-kinds.ts";
import { TASK_KINDS } from "./task-kinds.ts";
import { Task } from "./task.entity.ts";
import type { TaskCommand } from "./task.machine.ts";
import { taskMachine } from "./task.machine.ts";
import { servesRole } from "./task.rules.ts";

const LONGEST_NOTE = 2000;
const LONGEST_POSTPONEMENT_DAYS = 90;

export interface TaskInput {
  /** What is to be done; tells whose it is and what kind of record it is about. */
  readonly kind: TaskKind;
  /** The record. */
  readonly subjectId: string;
  readonly dueAt: Date;
  /** One task a key: opening it again changes nothing. */
  readonly key: string;
}

export interface TaskCommandInput {
  readonly taskId: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Opens a task unless one with this key was opened before, done or not. */
export async function openTask(tx: Transaction, input: TaskInput): Promise<void> {
  const { role, subject } = TASK_KINDS[input.kind];
  const taskId = tx.newId();
  const opened = await tx.change(
    `insert into tasks (id, organisation_id, kind, subject_type, subject_id, assigned_role, due_at, state, dedupe_key, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'OPEN', $8, $9) on conflict (organisation_id, dedupe_key) do nothing`,
    [taskId, tx.actor.organisationId, input.kind, subject, input.subjectId, role, input.dueAt, input.key, tx.now],
  );
  if (opened > 0) tx.emit({ type: "task.opened", subjectId: taskId, refIds: {} });
}

/**
 * A person takes the task on.
 * @throws DomainError CONFLICT (reason TAKEN while it is somebody's; OTHER_ROLE; NOT_A_PERSON for a machine);
 *   ILLEGAL_TRANSITION, STALE, NOT_FOUND
 */
export async function claimTask(tx: Transaction, input: TaskCommandInput): Promise<{ taskId: string }> {
  const { task, state } = await commanded(tx, input, "claim");
  if (tx.actor.kind !== "person" || tx.actor.id === null)
    throw conflict("A task is taken on by a person.", "NOT_A_PERSON");
  if (task.assignedTo !== null) throw conflict("Somebody has taken this on already.", "TAKEN");
  return give(tx, task, state, tx.actor.id, "CLAIMED", ["id"]);
}

/** Gives the task to a member of its role. @throws DomainError CONFLICT (reason OTHER_ROLE); ILLEGAL_TRANSITION, STALE, NOT_FOUND */
export async function assignTask(
  tx: Transaction,
  input: TaskCommandInput & { memberId: string },
): Promise<{ taskId: string }> {
  const { task, state } = await commanded(tx, input, "assign");
  return give(tx, task, state, input.memberId, "ASSIGNED", ["memberId"]);
}

/** Back to the queue of its role. @throws DomainError CONFLICT (reason UNASSIGNED) when it is nobody's */
export async function unassignTask(tx: Transaction, input: TaskCommandInput): Promise<{ taskId: string }> {
  const { task, state } = await commanded(tx, input, "unassign");
  if (task.assignedTo === null) throw conflict("This task is nobody's.", "UNASSIGNED");
  await tx.update(Task, task, { state, assignedTo: null });
  await note(tx, task, "UNASSIGNED", {});
  return { taskId: task.id };
}

/**
 * Due later, for a reason that stays with the task.
 * @param input.dueAt later than it was, at most 90 days ahead
 * @throws DomainError INVALID (reason NOT_LATER, TOO_LONG); ILLEGAL_TRANSITION, STALE, NOT_FOUND
 */
export async function postponeTask(
  tx: Transaction,
  input: TaskCommandInput & { dueAt: Date; reason: string },
): Promise<{ taskId: string }> {
  const { task, state } = await commanded(tx, input, "postpone");
  const reason = checkNote(input.reason, "reason");
  if (reason === null) throw invalid("reason", "A task is postponed for a reason.");
  const { dueAt } = input;
  if (dueAt <= tx.now || dueAt <= task.dueAt) throw invalid("dueAt", "This is not later.", "NOT_LATER");
  if (dueAt.getTime() > tx.now.getTime() + LONGEST_POSTPONEMENT_DAYS * 86_400_000)
    throw invalid("dueAt", `A task is postponed by ${LONGEST_POSTPONEMENT_DAYS} days at most.`, "TOO_LONG");
  await tx.update(Task, task, { state, dueAt });
  await note(tx, task, "POSTPONED", { dueAt, note: reason });
  return { taskId: task.id };
}

/**
 * A person has dealt with it.
 * @param input.outcome what came of it, in words
 * @throws DomainError ILLEGAL_TRANSITION when it is done or cancelled already; INVALID, STALE, NOT_FOUND
 */
export async function completeTask(
  tx: Transaction,
  input: TaskCommandInput & { outcome?: string | null | undefined },
): Promise<{ taskId: string }> {
  const { task, state } = await commanded(tx, input, "complete");
  const outcome = checkNote(input.outcome ?? "", "outcome");
  await tx.update(Task, task, { state, doneAt: tx.now, outcome });
  await note(tx, task, "COMPLETED", { note: outcome });
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
  tx.emit({ type: "task.cancelled", subjectId: task.id, refIds: {} });
}

async function commanded(tx: Transaction, input: TaskCommandInput, command: TaskCommand) {
  authorise(tx.actor, "task.manage");
  const task = await tx.get(Task, input.taskId, { expectedVersion: input.expectedVersion, path: ["id"] });
  return { task, state: taskMachine.next(task.state, command, "staff") };
}

async function give(
  tx: Transaction,
  task: Task,
  state: Task["state"],
  memberId: string,
  change: TaskChangeKind,
  path: readonly string[],
): Promise<{ taskId: string }> {
  const member = await tx.get(Membership, memberId, { path });
  if (member.status !== "ACTIVE" || !servesRole(member.role, task.assignedRole))
    throw conflict("This task is for another role.", "OTHER_ROLE", path);
  await tx.update(Task, task, { state, assignedTo: memberId });
  await note(tx, task, change, { assignedTo: memberId });
  return { taskId: task.id };
}

async function note(
  tx: Transaction,
  task: Task,
  change: TaskChangeKind,
  what: Partial<Pick<TaskChange, "assignedTo" | "dueAt" | "note">>,
): Promise<void> {
  await tx.insert(TaskChange, {
    taskId: task.id,
    change,
    ...what,
    changedBy: tx.actor.kind === "person" ? tx.actor.id : null,
    changedAt: tx.now,
  });
  tx.audit({ action: `task.${change.toLowerCase()}`, subjectType: "task", subjectId: task.id });
  tx.emit({ type: `task.${change.toLowerCase()}`, subjectId: task.id, refIds: {} });
}

/** @throws DomainError INVALID when it is too long; null for no words */
function checkNote(words: string, path: string): string | null {
  const trimmed = words.trim();
  if (trimmed.length > LONGEST_NOTE) throw invalid(path, `At most ${LONGEST_NOTE} characters.`);
  return trimmed === "" ? null : trimmed;
}

function conflict(words: string, reason: string, path: readonly string[] = ["id"]): DomainError {
  return new DomainError("CONFLICT", words, { path, reason });
}
