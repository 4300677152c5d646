import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, encodeId, invalid, notFound } from "@causeway/kernel";
import { checkDay, liveClient } from "../clients/index.ts";
import {
  LevelOfCare,
  Program,
  addDays,
  holdPlace,
  localDay,
  releasePlace,
  startOfDay,
  timeZoneOf,
} from "../programs/index.ts";
import { admissionPathOf } from "./admission.rules.ts";
import { checkDayOrder } from "./date.rules.ts";
import type { AdmissionPath, CloseReason } from "./enrollment.entity.ts";
import { ADMISSION_PATHS, CLOSE_REASONS, Enrollment } from "./enrollment.entity.ts";
import { announce } from "./enrollment.events.ts";
import { reviewContact } from "./enrollment.jobs.ts";
import type { EnrollmentCommand, EnrollmentState } from "./enrollment.machine.ts";
import { enrollmentMachine } from "./enrollment.machine.ts";
import { overlapsOf } from "./overlap.query.ts";
import { closeEpisodeIfOver, episodeFor } from "./episode.service.ts";
import { cancelTasksAbout } from "../tasks/index.ts";
import { leaveWaitlist } from "./waitlist/waitlist.service.ts";
import { Placement } from "./placement.entity.ts";
import { endPlacements, openPlacement } from "./placement.service.ts";
import type { TedsRecord } from "./teds.rules.ts";
import { checkTeds } from "./teds.rules.ts";
import { IsNull } from "typeorm";

export interface EnrollmentCommandInput {
  readonly enrollmentId: string;
  readonly expectedVersion?: number | null | undefined;
}

export interface OpenEnrollmentInput {
  readonly clientId: string;
  readonly programId: string;
  readonly admissionPath?: AdmissionPath | null | undefined;
  readonly referralRecipientId?: string | null | undefined;
  /** The stay before, when someone comes back. */
  readonly previousEnrollmentId?: string | null | undefined;
  /** When care was asked for; without it, now. */
  readonly requestedAt?: Date | null | undefined;
  /** YYYY-MM-DD where the program is, as is the day below; both may be recorded later. */
  readonly firstContactOn?: string | null | undefined;
  readonly firstOfferedOn?: string | null | undefined;
  readonly tedsAdmission?: TedsRecord | null | undefined;
  readonly externalId?: string | null | undefined;
}

/** How long after the last contact an unheard-of client comes back to someone's attention. */
const CONTACT_REVIEW_DAYS = 30;

/**
 * An inquiry. Someone who comes back gets a new enrollment, linked to the one before.
 * @throws DomainError CONFLICT (reason ALREADY_OPEN) while another enrollment of the client in the program is open;
 *   CONFLICT (reason DECEASED); NO_PLACE is not asked here; INVALID, NOT_FOUND
 */
export async function openEnrollment(tx: Transaction, input: OpenEnrollmentInput): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const client = await liveClient(tx, input.clientId);
  if (client.deceasedOn !== null)
    throw new DomainError("CONFLICT", "This client has died.", { path: ["clientId"], reason: "DECEASED" });
  // A program that closes right now is waited for: nobody comes to one that has closed.
  await tx.query("select from programs where id = $1 for key share", [input.programId]);
  const program = await tx.get(Program, input.programId, { path: ["programId"] });
  if (program.state !== "ACTIVE")
    throw new DomainError("CONFLICT", "The program is not open to new clients.", {
      path: ["programId"],
      reason: "NOT_OPEN",
    });
  const requestedAt = input.requestedAt ?? tx.now;
  if (requestedAt > tx.now) throw invalid("requestedAt", "This lies in the future.");
  const previous = await previousStay(tx, { ...input, clientId: client.id });
  if (input.admissionPath && !ADMISSION_PATHS.includes(input.admissionPath))
    throw invalid("admissionPath", "This is not an admission path.");
  const open = await tx.query(
    "select from enrollments where client_id = $1 and program_id = $2 and state not in ('DISCHARGED', 'CLOSED_NOT_ADMITTED') and voided_at is null",
    [client.id, program.id],
  );
  if (open.length > 0) {
    throw new DomainError("CONFLICT", "An enrollment of this client in this program is open.", {
      path: ["programId"],
      reason: "ALREADY_OPEN",
    });
  }
  const zone = await timeZoneOf(tx, program.id);
  const days = {
    firstContactOn: input.firstContactOn ? checkDay(input.firstContactOn, "firstContactOn") : null,
    firstOfferedOn: input.firstOfferedOn ? checkDay(input.firstOfferedOn, "firstOfferedOn") : null,
  };
  checkDayOrder(
    { ...days, requestedOn: localDay(requestedAt, zone), admittedOn: null, firstSessionOn: null, dischargedOn: null },
    localDay(tx.now, zone),
    Object.keys(days),
  );
  const episodeId = await episodeFor(tx, client.id, localDay(requestedAt, zone));
  const enrollment = await tx.insert(Enrollment, {
    ...days,
    clientId: client.id,
    programId: program.id,
    episodeId,
    previousEnrollmentId: previous?.id ?? null,
    referralRecipientId: input.referralRecipientId ?? null,
    state: enrollmentMachine.initial,
    admissionPath: input.admissionPath ?? (await pathFrom(tx, previous, episodeId, program)),
    holdsPlace: false,
    requestedAt,
    lastContactOn: localDay(requestedAt, zone),
    tedsAdmission: checkTeds(input.tedsAdmission ?? {}, "tedsAdmission"),
    tedsDischarge: {},
    externalId: input.externalId ?? null,
  });
  tx.audit({ action: "enrollment.open", subjectType: "enrollment", subjectId: enrollment.id, clientId: client.id });
  announce(tx, "enrollment.opened", enrollment);
  return { enrollmentId: enrollment.id };
}

/** Somebody of the program has spoken with the client and looked at the need. */
export async function preScreenEnrollment(
  tx: Transaction,
  input: EnrollmentCommandInput,
): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const state = enrollmentMachine.next(enrollment.state, "preScreen", "staff");
  const today = localDay(tx.now, await timeZoneOf(tx, enrollment.programId));
  await tx.update(Enrollment, enrollment, {
    state,
    firstContactOn: enrollment.firstContactOn ?? today,
    lastContactOn: today,
  });
  tx.audit({
    action: "enrollment.preScreen",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  return { enrollmentId: enrollment.id };
}

/**
 * Paperwork and consents are done: the client takes a place and the first placement begins.
 * What came by a referral was screened and offered by its acceptance.
 * @param input.placeAlreadyHeld the accepted referral held the place; it passes to the enrollment
 * @param input.overlapReason why the client is admitted although another enrollment is open
 * @throws DomainError NO_PLACE; ILLEGAL_TRANSITION; CONFLICT (reason DECEASED, or OVERLAP with the ids of what else
 *   is open for the client); STALE; NOT_FOUND
 */
export async function admitEnrollment(
  tx: Transaction,
  input: EnrollmentCommandInput & { placeAlreadyHeld?: boolean | undefined; overlapReason?: string | null | undefined },
): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const client = await liveClient(tx, enrollment.clientId);
  if (client.deceasedOn !== null)
    throw new DomainError("CONFLICT", "This client has died.", { path: ["id"], reason: "DECEASED" });
  const before: EnrollmentCommand[] =
    enrollment.referralRecipientId !== null && enrollment.state === "INQUIRY" ? ["preScreen", "offer"] : [];
  const state = [...before, "admit" as const].reduce<EnrollmentState>(
    (from, command) => enrollmentMachine.next(from, command, "staff"),
    enrollment.state,
  );
  const overlapOverrideReason = await overlapAgreed(tx, enrollment.id, input.overlapReason);
  if (!input.placeAlreadyHeld) await holdPlace(tx, enrollment.programId, ["id"]);
  const zone = await timeZoneOf(tx, enrollment.programId);
  const today = localDay(tx.now, zone);
  const program = await tx.get(Program, enrollment.programId);
  await tx.update(Enrollment, enrollment, {
    state,
    holdsPlace: true,
    admittedAt: tx.now,
    firstContactOn: enrollment.firstContactOn ?? today,
    firstOfferedOn: enrollment.firstOfferedOn ?? today,
    lastContactOn: today,
    overlapOverrideReason,
    offerExpiresAt: null,
  });
  await leaveWaitlist(tx, enrollment.id, "ADMITTED");
  await openPlacement(tx, {
    enrollmentId: enrollment.id,
    programId: program.id,
    edition: program.edition,
    levelCode: program.levelCode,
    startsOn: today,
  });
  tx.audit({
    action: "enrollment.admit",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  scheduleContactReview(tx, enrollment.id, today, zone);
  announce(tx, "enrollment.admitted", enrollment);
  return { enrollmentId: enrollment.id };
}

/**
 * Ends a request that led to no stay; a place held is given back.
 * @throws DomainError ILLEGAL_TRANSITION once a session was attended: that takes a discharge
 */
export async function closeEnrollment(
  tx: Transaction,
  input: EnrollmentCommandInput & { reason: CloseReason },
): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const state = enrollmentMachine.next(enrollment.state, "close", "staff");
  if (!CLOSE_REASONS.includes(input.reason)) throw invalid("reason", "This is not a reason to close an enrollment.");
  const today = localDay(tx.now, await timeZoneOf(tx, enrollment.programId));
  await releasePlaces(tx, enrollment);
  await tx.update(Enrollment, enrollment, {
    state,
    closedReason: input.reason,
    holdsPlace: false,
    incomingProgramId: null,
    offerExpiresAt: null,
  });
  await leaveWaitlist(tx, enrollment.id, "CLOSED");
  await cancelTasksAbout(tx, enrollment.id);
  await endPlacements(tx, enrollment.id, today);
  await closeEpisodeIfOver(tx, enrollment.episodeId, today);
  tx.audit({
    action: "enrollment.close",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  announce(tx, "enrollment.closed", enrollment);
  return { enrollmentId: enrollment.id };
}

/** @throws DomainError INVALID unless 1 to 500 characters */
export function checkedReason(text: string, path = "reason"): string {
  const reason = text.trim();
  if (reason.length < 1 || reason.length > 500) throw invalid(path, "A reason has 1 to 500 characters.");
  return reason;
}

/** @throws DomainError NOT_FOUND when missing, another organisation's or voided, alike; STALE */
export async function liveEnrollment(tx: Transaction, input: EnrollmentCommandInput): Promise<Enrollment> {
  const enrollment = await tx.get(Enrollment, input.enrollmentId, {
    expectedVersion: input.expectedVersion,
    path: ["id"],
  });
  if (enrollment.voidedAt !== null) throw notFound("enrollment", ["id"]);
  return enrollment;
}

/** Gives back the place an enrollment holds, and one a later transition holds for it. */
export async function releasePlaces(
  tx: Transaction,
  enrollment: Pick<Enrollment, "holdsPlace" | "programId" | "incomingProgramId">,
): Promise<void> {
  const held = [
    ...(enrollment.holdsPlace ? [enrollment.programId] : []),
    ...(enrollment.incomingProgramId ? [enrollment.incomingProgramId] : []),
  ];
  for (const programId of held.toSorted()) await releasePlace(tx, programId);
}

/** A reminder, by day, that nobody has heard of this client for a month. */
export function scheduleContactReview(
  tx: Transaction,
  enrollmentId: string,
  lastContactOn: string,
  zone: string,
): void {
  const due = addDays(lastContactOn, CONTACT_REVIEW_DAYS);
  tx.schedule({
    job: reviewContact.name,
    subjectId: enrollmentId,
    dueAt: startOfDay(due, zone),
    key: `contact:${enrollmentId}:${due}`,
  });
}

/** What else is open for the client stands in the way until somebody says why not. */
async function overlapAgreed(
  tx: Transaction,
  enrollmentId: string,
  reason: string | null | undefined,
): Promise<string | null> {
  const overlaps = await overlapsOf(tx, enrollmentId);
  if (overlaps.length === 0) return null;
  if (reason?.trim()) return checkedReason(reason, "overlapReason");
  throw new DomainError("CONFLICT", "The client has another open enrollment here; say why this one is admitted too.", {
    path: ["overlapReason"],
    reason: "OVERLAP",
    related: overlaps.map((id) => encodeId("enrollment", id)),
  });
}

async function pathFrom(
  tx: Transaction,
  previous: Enrollment | null,
  episodeId: string,
  program: Program,
): Promise<AdmissionPath> {
  if (previous === null) return "DIRECT";
  const [placed] = await tx.find(
    Placement,
    { enrollmentId: previous.id, supersededAt: IsNull() },
    { order: { startsOn: "DESC", id: "DESC" }, take: 1 },
  );
  const from = placed ? await levelRank(tx, placed.edition, placed.levelCode) : null;
  const to = await levelRank(tx, program.edition, program.levelCode);
  return admissionPathOf({ rank: from ?? to, goesOn: previous.episodeId === episodeId }, to);
}

/** Levels in their order: the higher, the more intensive; 0 for one that is not known. */
export async function levelRank(tx: Transaction, edition: string, code: string): Promise<number> {
  const [level] = await tx.find(LevelOfCare, { edition, code });
  return level?.rank ?? 0;
}

async function previousStay(tx: Transaction, input: OpenEnrollmentInput): Promise<Enrollment | null> {
  if (!input.previousEnrollmentId) {
    const [last] = await tx.find(
      Enrollment,
      { clientId: input.clientId, state: "DISCHARGED", voidedAt: IsNull() },
      { order: { dischargedOn: "DESC", id: "DESC" }, take: 1 },
    );
    return last ?? null;
  }
  const previous = await tx.get(Enrollment, input.previousEnrollmentId, { path: ["previousEnrollmentId"] });
  if (previous.clientId !== input.clientId) throw notFound("enrollment", ["previousEnrollmentId"]);
  if (previous.state !== "DISCHARGED")
    throw invalid("previousEnrollmentId", "That stay has not ended.", "NOT_DISCHARGED");
  return previous;
}
