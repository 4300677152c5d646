import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { localDay, timeZoneOf } from "../programs/index.ts";
import { bringBack, callOff } from "./calling-off.service.ts";
import { refuseClosedDay, watchDays } from "./day.service.ts";
import type { SessionDetails } from "./details.service.ts";
import { changedDetails, checkDetails, runningProgram, shortText } from "./details.service.ts";
import { ProgramSession } from "./program-session.entity.ts";
import { expect, reconcileRosters } from "./roster.service.ts";
import { sessionMachine } from "./session.machine.ts";

interface SessionCommand {
  readonly sessionId: string;
  readonly expectedVersion?: number | null | undefined;
}

export interface ScheduleSessionInput extends SessionDetails {
  readonly programId: string;
  readonly startsAt: Date;
  /** Held for those who missed another one. */
  readonly makeUp?: boolean | null | undefined;
  /** Who is expected. */
  readonly enrollmentIds?: readonly string[] | null | undefined;
}

/**
 * One session by itself, to come, or one that was and is entered late.
 * @throws DomainError CONFLICT (reason NOT_OPEN, FULL, DAY_CLOSED); INVALID; NOT_FOUND
 */
export async function scheduleSession(tx: Transaction, input: ScheduleSessionInput): Promise<{ sessionId: string }> {
  authorise(tx.actor, "attendance.record");
  const program = await runningProgram(tx, input.programId);
  const details = await checkDetails(tx, input);
  await openDayOf(tx, program.id, input.startsAt);
  const session = await tx.insert(ProgramSession, {
    programId: program.id,
    startsAt: input.startsAt,
    ...details,
    makeUp: input.makeUp ?? false,
    byHand: true,
    state: sessionMachine.initial,
  });
  await expect(tx, session, input.enrollmentIds ?? []);
  tx.audit({ action: "session.schedule", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/**
 * Moves or changes one session alone; its template then leaves it as it is.
 * @throws DomainError ILLEGAL_TRANSITION once it was held or cancelled; CONFLICT (reason DAY_CLOSED) by the day it
 *   leaves or the day it goes to; INVALID, STALE, NOT_FOUND
 */
export async function changeSession(
  tx: Transaction,
  input: SessionCommand & Partial<SessionDetails> & { startsAt?: Date | null | undefined },
): Promise<{ sessionId: string }> {
  authorise(tx.actor, "schedule.manage");
  const { sessionId, expectedVersion, startsAt, ...given } = input;
  const session = await tx.get(ProgramSession, sessionId, { expectedVersion });
  const state = sessionMachine.next(session.state, "change", "staff");
  const details = await checkDetails(tx, changedDetails(session, given));
  await openDayOf(tx, session.programId, session.startsAt);
  if (startsAt) await openDayOf(tx, session.programId, startsAt);
  await tx.update(ProgramSession, session, {
    ...details,
    startsAt: startsAt ?? session.startsAt,
    state,
    byHand: true,
  });
  await reconcileRosters(tx, { sessionId: session.id });
  tx.audit({ action: "session.change", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/** The program does not hold the session, which is nobody's absence. */
export async function cancelSession(
  tx: Transaction,
  input: SessionCommand & { reason?: string | null | undefined },
): Promise<{ sessionId: string }> {
  authorise(tx.actor, "attendance.record");
  const session = await tx.get(ProgramSession, input.sessionId, { expectedVersion: input.expectedVersion });
  await openDayOf(tx, session.programId, session.startsAt);
  await callOff(tx, session, { cause: "STAFF", reason: shortText(input.reason, "reason", 200) });
  tx.audit({ action: "session.cancel", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/** A cancelled session is held after all. */
export async function restoreSession(tx: Transaction, input: SessionCommand): Promise<{ sessionId: string }> {
  authorise(tx.actor, "schedule.manage");
  const session = await tx.get(ProgramSession, input.sessionId, { expectedVersion: input.expectedVersion });
  await openDayOf(tx, session.programId, session.startsAt);
  await bringBack(tx, session, "staff");
  await reconcileRosters(tx, { sessionId: session.id });
  tx.audit({ action: "session.restore", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/**
 * Puts people on the list of one session, beside the members of its template.
 * @throws DomainError ILLEGAL_TRANSITION once it was held or cancelled; CONFLICT (reason FULL, ON_THE_LIST); INVALID; NOT_FOUND
 */
export async function expectAtSession(
  tx: Transaction,
  input: { sessionId: string; enrollmentIds: readonly string[] },
): Promise<{ sessionId: string }> {
  authorise(tx.actor, "schedule.manage");
  await tx.query("select from program_sessions where id = $1 for update", [input.sessionId]);
  const session = await tx.get(ProgramSession, input.sessionId, { path: ["sessionId"] });
  sessionMachine.next(session.state, "change", "staff");
  await expect(tx, session, input.enrollmentIds);
  tx.audit({ action: "session.expect", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/** The day of an instant is open, and is looked at when nobody closes it. */
async function openDayOf(tx: Transaction, programId: string, startsAt: Date): Promise<void> {
  const zone = await timeZoneOf(tx, programId);
  const day = localDay(startsAt, zone);
  await refuseClosedDay(tx, programId, day, ["startsAt"]);
  await watchDays(tx, { programId, days: [day], zone });
}
