import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { endSchedule } from "../attendance/index.ts";
import type { CloseReason, DischargeInput, Enrollment, EnrollmentCommandInput } from "../enrollments/index.ts";
import {
  HOLDING_STATES,
  closeEnrollment,
  dischargeEnrollment,
  liveEnrollment,
  openEnrollment,
  preScreenEnrollment,
  openWait,
  waitlistEnrollment,
} from "../enrollments/index.ts";
import type { TransitionInput } from "../ledger/index.ts";
import { LevelTransition, changeLevelOfCare, takeTransitionIntoEffect } from "../ledger/index.ts";
import {
  Program,
  addDays,
  dueStateChange,
  loadStillProgram,
  localDay,
  planProgramState,
  programMachine,
  setProgramState,
  startOfDay,
  takeStateChange,
  takeStateChangeIntoEffect,
  timeZoneOf,
} from "../programs/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import type { Remaining } from "./remaining.query.ts";
import { remainingIn } from "./remaining.query.ts";

/** Where one client of a closing program goes: exactly one of the three. */
export interface ClosingDestination {
  /**
   * Another program of the organisation: a change of level for who holds a place, a request there as of the same day
   * for who waits.
   */
  readonly move?:
    | (Pick<TransitionInput, "enrollmentId" | "toProgramId" | "clientAgrees"> & Partial<TransitionInput>)
    | null
    | undefined;
  /** Ends a request that led to no stay. */
  readonly close?: (EnrollmentCommandInput & { reason: CloseReason }) | null | undefined;
  /** Ends a stay, for a referral or another place. */
  readonly discharge?: DischargeInput | null | undefined;
}

/**
 * Closes a program and says where its clients go, all in one transaction; what was still to be held there is called off.
 * On a later day, it is planned, and who holds a place moves on that day.
 * @throws DomainError CONFLICT (reason CLIENTS_REMAIN or REFERRALS_REMAIN) with the ids of those who are left; INVALID with
 *   the path of a destination; what the moves themselves refuse; ILLEGAL_TRANSITION, STALE, NOT_FOUND
 */
export async function closeProgram(
  tx: Transaction,
  input: {
    programId: string;
    expectedVersion?: number | null | undefined;
    effectiveOn?: string | null | undefined;
    reason?: string | null | undefined;
    destinations?: readonly ClosingDestination[] | null | undefined;
  },
): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await loadStillProgram(tx, input);
  programMachine.next(program.state, "close", "staff");
  const today = localDay(tx.now, await timeZoneOf(tx, program.id));
  for (const [index, destination] of (input.destinations ?? []).entries()) {
    const path = ["destinations", String(index)];
    await within(path, destination, () => settle(tx, program.id, destination, input.effectiveOn ?? today));
  }
  const command = { programId: program.id, command: "close", reason: input.reason } as const;
  if (input.effectiveOn && input.effectiveOn > today)
    return planProgramState(tx, { ...command, effectiveOn: input.effectiveOn });
  await shutTheDoor(tx, program.id);
  refuseRemaining(await remainingIn(tx, program.id));
  const closed = await setProgramState(tx, command);
  await endSchedule(tx, program.id);
  return closed;
}

/**
 * The day of a planned change of state has come. A program in which somebody is left does not close: a task says so,
 * and it is tried again with each new day.
 */
export async function takeStateChangeOf(tx: Transaction, stateChangeId: string): Promise<void> {
  const change = await dueStateChange(tx, stateChangeId);
  if (!change) return;
  if (change.command === "close") {
    // Moves of the same day may be done a moment later by their own timers.
    await takeMovesIntoEffect(tx, change.programId);
    await shutTheDoor(tx, change.programId);
    const { held, waiting, referrals } = await remainingIn(tx, change.programId);
    if (held.length + waiting.length + referrals.length > 0) {
      const zone = await timeZoneOf(tx, change.programId);
      const tomorrow = addDays(localDay(tx.now, zone), 1);
      await openTask(tx, {
        kind: "PROGRAM_CLOSING",
        subjectId: change.programId,
        dueAt: tx.now,
        key: `closing:${change.id}`,
      });
      tx.schedule({
        job: takeStateChange.name,
        subjectId: change.id,
        dueAt: startOfDay(tomorrow, zone),
        key: `state:${change.id}:${tomorrow}`,
      });
      return;
    }
    await cancelTasksAbout(tx, change.programId, ["PROGRAM_CLOSING"]);
  }
  await takeStateChangeIntoEffect(tx, change);
  if (change.command === "close") await endSchedule(tx, change.programId);
}

/** Waits for whoever is just coming in, and lets nobody follow until this transaction ends. */
async function shutTheDoor(tx: Transaction, programId: string): Promise<void> {
  await tx.query("select from programs where id = $1 for update", [programId]);
}

async function takeMovesIntoEffect(tx: Transaction, programId: string): Promise<void> {
  const leaving = await tx.query<{ id: string }>(
    "select id from enrollments where program_id = $1 and incoming_program_id is not null and voided_at is null order by id",
    [programId],
  );
  for (const { id } of leaving) {
    const planned = await tx.find(LevelTransition, { enrollmentId: id }, { order: { recordedAt: "DESC", id: "DESC" } });
    for (const transition of planned) await takeTransitionIntoEffect(tx, transition.id);
  }
}

function refuseRemaining({ held, waiting, referrals }: Remaining): void {
  if (held.length + waiting.length > 0) {
    throw new DomainError(
      "CONFLICT",
      `${held.length} hold places here and ${waiting.length} wait for one: say for each where it goes.`,
      { path: ["destinations"], reason: "CLIENTS_REMAIN", related: [...held, ...waiting] },
    );
  }
  if (referrals.length > 0) {
    throw new DomainError(
      "CONFLICT",
      `${referrals.length} accepted referrals hold places here: admit or decline them.`,
      {
        path: ["id"],
        reason: "REFERRALS_REMAIN",
        related: referrals,
      },
    );
  }
}

async function settle(
  tx: Transaction,
  programId: string,
  { move, close, discharge }: ClosingDestination,
  effectiveOn: string,
): Promise<void> {
  const [one, ...more] = [move, close, discharge].filter((each) => each !== null && each !== undefined);
  if (!one || more.length > 0)
    throw invalid([], "Each client goes to one place: a program, the end of a request, or a discharge.");
  const enrollment = await liveEnrollment(tx, { enrollmentId: one.enrollmentId });
  if (move) await tx.get(Program, move.toProgramId, { path: ["toProgramId"] });
  if (enrollment.programId !== programId)
    throw invalid("id", "This client is not in the program that closes.", "ELSEWHERE");
  if (close) await closeEnrollment(tx, close);
  if (discharge) await dischargeEnrollment(tx, discharge);
  if (!move) return;
  if (move.toProgramId === programId) throw invalid("toProgramId", "That program is the one that closes.");
  if (HOLDING_STATES.has(enrollment.state))
    await changeLevelOfCare(tx, { ...move, effectiveOn, reason: "PROGRAM_CLOSED" });
  else await askElsewhere(tx, enrollment, move.toProgramId);
}

/** Who waits asks for the other program from the day of the first request on; an offer made here is none there. */
async function askElsewhere(tx: Transaction, enrollment: Enrollment, toProgramId: string): Promise<void> {
  const { clientId, admissionPath, requestedAt, state } = enrollment;
  const { enrollmentId } = await openEnrollment(tx, {
    clientId,
    programId: toProgramId,
    admissionPath,
    requestedAt,
    tedsAdmission: enrollment.tedsAdmission,
  });
  if (state !== "INQUIRY") await preScreenEnrollment(tx, { enrollmentId });
  if (state === "WAITLISTED" || state === "OFFERED") {
    const wait = await openWait(tx, enrollment.id);
    await waitlistEnrollment(tx, {
      enrollmentId,
      waitingReason: "PROGRAM_CLOSED",
      priorityReasons: wait?.priorityReasons ?? [],
      statedBy: "RECORD",
    });
  }
  await closeEnrollment(tx, { enrollmentId: enrollment.id, reason: "PROGRAM_CLOSED" });
}

/** Names the place of a refusal in the input of the whole. */
async function within(
  at: readonly string[],
  { move, close }: ClosingDestination,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DomainError) || !error.isOutcome) throw error;
    const { code, message, reason, related } = error;
    const inside = move
      ? ["move", ...error.path.map((part) => (part === "id" ? "enrollmentId" : part))]
      : [close ? "close" : "discharge", ...error.path];
    throw new DomainError(code, message, {
      path: error.path.length > 0 ? [...at, ...inside] : at,
      related,
      cause: error,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
