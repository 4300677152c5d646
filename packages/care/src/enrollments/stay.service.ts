import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { checkDay } from "../clients/index.ts";
import { addDays, daysBetween, localDay, startOfDay, timeZoneOf } from "../programs/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { Enrollment } from "./enrollment.entity.ts";
import { announce } from "./enrollment.events.ts";
import { reviewLeave } from "./enrollment.jobs.ts";
import { enrollmentMachine } from "./enrollment.machine.ts";
import { canBeVoided } from "./enrollment.rules.ts";
import type { EnrollmentCommandInput } from "./enrollment.service.ts";
import { checkedReason, liveEnrollment, releasePlaces, scheduleContactReview } from "./enrollment.service.ts";
import { closeEpisodeIfOver } from "./episode.service.ts";
import { leaveWaitlist } from "./waitlist/waitlist.service.ts";
import { closeLeave, openLeave } from "./leave.service.ts";

/** Longest leave before a person looks at it again. */
const LONGEST_LEAVE_DAYS = 14;

/**
 * The client is away and keeps the place.
 * @param input.until YYYY-MM-DD, day of the expected return, within 14 days from today
 * @throws DomainError ILLEGAL_TRANSITION, INVALID (reason TOO_LONG)
 */
export async function startLeave(
  tx: Transaction,
  input: EnrollmentCommandInput & { reason: string; until: string },
): Promise<{ enrollmentId: string }> {
  return leave(tx, input, "startLeave");
}

/**
 * Somebody looked at a leave and lets it go on: at most 14 days from today, then it is looked at again.
 * @throws DomainError ILLEGAL_TRANSITION, INVALID (reason TOO_LONG, or NOT_LATER when that is no later than before)
 */
export async function extendLeave(
  tx: Transaction,
  input: EnrollmentCommandInput & { reason: string; until: string },
): Promise<{ enrollmentId: string }> {
  return leave(tx, input, "extendLeave");
}

async function leave(
  tx: Transaction,
  input: EnrollmentCommandInput & { reason: string; until: string },
  command: "startLeave" | "extendLeave",
): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const state = enrollmentMachine.next(enrollment.state, command, "staff");
  const zone = await timeZoneOf(tx, enrollment.programId);
  const today = localDay(tx.now, zone);
  const until = checkDay(input.until, "until");
  const reason = checkedReason(input.reason);
  if (until <= today) throw invalid("until", "The return lies after today.");
  if (daysBetween(today, until) > LONGEST_LEAVE_DAYS)
    throw invalid("until", "A leave lasts at most 14 days.", "TOO_LONG");
  if (command === "extendLeave" && until <= (enrollment.leaveUntil ?? ""))
    throw invalid("until", "The leave lasts as long as that already.", "NOT_LATER");
  await tx.update(Enrollment, enrollment, {
    state,
    leaveReason: reason,
    leaveFrom: command === "startLeave" ? today : enrollment.leaveFrom,
    leaveUntil: until,
    lastContactOn: today,
  });
  await openLeave(tx, enrollment.id, today);
  tx.schedule({
    job: reviewLeave.name,
    subjectId: enrollment.id,
    dueAt: startOfDay(addDays(until, 1), zone),
    key: `leave:${enrollment.id}:${until}`,
  });
  await cancelTasksAbout(tx, enrollment.id, ["LEAVE_REVIEW"]);
  tx.audit({
    action: command === "startLeave" ? "enrollment.start-leave" : "enrollment.extend-leave",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  announce(tx, "enrollment.on-leave", enrollment);
  return { enrollmentId: enrollment.id };
}

/** The client is back. */
export async function endLeave(tx: Transaction, input: EnrollmentCommandInput): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const state = enrollmentMachine.next(enrollment.state, "endLeave", "staff");
  const zone = await timeZoneOf(tx, enrollment.programId);
  const today = localDay(tx.now, zone);
  await tx.update(Enrollment, enrollment, {
    state,
    leaveReason: null,
    leaveFrom: null,
    leaveUntil: null,
    lastContactOn: today,
  });
  await closeLeave(tx, enrollment.id, today);
  await cancelTasksAbout(tx, enrollment.id, ["LEAVE_REVIEW"]);
  scheduleContactReview(tx, enrollment.id, today, zone);
  tx.audit({
    action: "enrollment.end-leave",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  announce(tx, "enrollment.returned", enrollment);
  return { enrollmentId: enrollment.id };
}

/**
 * Takes back an enrollment that was entered by mistake, within 72 hours and before any session was
 * attended. It stays on record and stands in no list.
 * @throws DomainError CONFLICT (reason TOO_LATE or ATTENDED)
 */
export async function voidEnrollment(
  tx: Transaction,
  input: EnrollmentCommandInput & { reason: string },
): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const reason = checkedReason(input.reason);
  if (!canBeVoided(enrollment, tx.now)) {
    throw new DomainError("CONFLICT", "An entry is taken back within 72 hours.", {
      path: ["id"],
      reason: "TOO_LATE",
    });
  }
  const attended = await tx.query(
    "select from attendances where enrollment_id = $1 and state in ('ATTENDED', 'PARTIAL') limit 1",
    [enrollment.id],
  );
  if (attended.length > 0)
    throw new DomainError("CONFLICT", "Sessions were attended; this takes a discharge.", {
      path: ["id"],
      reason: "ATTENDED",
    });
  await releasePlaces(tx, enrollment);
  await leaveWaitlist(tx, enrollment.id, "VOIDED");
  await tx.update(Enrollment, enrollment, {
    voidedAt: tx.now,
    voidReason: reason,
    holdsPlace: false,
    incomingProgramId: null,
  });
  await tx.change("update placements set superseded_at = $2 where enrollment_id = $1 and superseded_at is null", [
    enrollment.id,
    tx.now,
  ]);
  await closeEpisodeIfOver(tx, enrollment.episodeId, localDay(tx.now, await timeZoneOf(tx, enrollment.programId)));
  await cancelTasksAbout(tx, enrollment.id);
  tx.audit({
    action: "enrollment.void",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  announce(tx, "enrollment.voided", enrollment);
  return { enrollmentId: enrollment.id };
}

/** The leave is over and nobody said that the client is back: a task for the clinicians, nothing else. */
export async function reviewLeaveOf(tx: Transaction, enrollmentId: string): Promise<void> {
  const enrollment = await tx.findOne(Enrollment, { id: enrollmentId });
  if (enrollment?.state !== "ON_LEAVE" || enrollment.voidedAt !== null || enrollment.leaveUntil === null) return;
  const today = localDay(tx.now, await timeZoneOf(tx, enrollment.programId));
  if (today <= enrollment.leaveUntil) return;
  await openTask(tx, {
    kind: "LEAVE_REVIEW",
    subjectId: enrollment.id,
    dueAt: tx.now,
    key: `leave:${enrollment.id}:${enrollment.leaveUntil}`,
  });
}

/** No contact for 30 days: a task for the clinicians; nobody is discharged by a clock. */
export async function reviewContactOf(tx: Transaction, enrollmentId: string): Promise<void> {
  const enrollment = await tx.findOne(Enrollment, { id: enrollmentId });
  if (!enrollment || enrollment.voidedAt !== null || enrollment.lastContactOn === null) return;
  if (enrollment.state !== "ADMITTED" && enrollment.state !== "ACTIVE") return;
  const today = localDay(tx.now, await timeZoneOf(tx, enrollment.programId));
  if (daysBetween(enrollment.lastContactOn, today) < 30) return;
  await openTask(tx, {
    kind: "NO_CONTACT",
    subjectId: enrollment.id,
    dueAt: tx.now,
    key: `contact:${enrollment.id}:${enrollment.lastContactOn}`,
  });
}
