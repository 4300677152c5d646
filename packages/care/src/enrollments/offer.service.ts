import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { Program, localDay, timeZoneOf } from "../programs/index.ts";
import { Enrollment } from "./enrollment.entity.ts";
import { announce } from "./enrollment.events.ts";
import { enrollmentMachine } from "./enrollment.machine.ts";
import type { EnrollmentCommandInput } from "./enrollment.service.ts";
import { liveEnrollment } from "./enrollment.service.ts";
import type { WaitingInput } from "./waitlist/waitlist.service.ts";
import { backInLine, joinWaitlist, noteOffer, offerNext, openWait } from "./waitlist/waitlist.service.ts";
import { expireOfferJob } from "./waitlist/waitlist.jobs.ts";
import { WAITING_REASONS } from "./waitlist/waitlist.rules.ts";

/** How long an offer stands unless it says otherwise, and at most. */
const OFFER_HOURS = 72;
const LONGEST_OFFER_DAYS = 30;

/**
 * Offers a place until a moment, after which it is the next one's to be offered. An open offer holds no place: that is
 * taken by the admission, so that a program may offer more places than it has and never give more.
 * @param input.expiresAt 72 hours from now unless given; at most 30 days ahead
 * @throws DomainError ILLEGAL_TRANSITION; INVALID; STALE; NOT_FOUND
 */
export async function offerEnrollment(
  tx: Transaction,
  input: EnrollmentCommandInput & { expiresAt?: Date | null | undefined },
): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const state = enrollmentMachine.next(enrollment.state, "offer", "staff");
  const offerExpiresAt = input.expiresAt ?? new Date(tx.now.getTime() + OFFER_HOURS * 3_600_000);
  const latest = new Date(tx.now.getTime() + LONGEST_OFFER_DAYS * 86_400_000);
  if (offerExpiresAt <= tx.now || offerExpiresAt > latest)
    throw invalid("expiresAt", "An offer ends after now, and within 30 days.");
  const today = localDay(tx.now, await timeZoneOf(tx, enrollment.programId));
  await tx.update(Enrollment, enrollment, {
    state,
    offerExpiresAt,
    firstOfferedOn: enrollment.firstOfferedOn ?? today,
  });
  const entry = await openWait(tx, enrollment.id);
  if (entry) await noteOffer(tx, entry);
  tx.schedule({
    job: expireOfferJob.name,
    subjectId: enrollment.id,
    dueAt: offerExpiresAt,
    key: `offer:${enrollment.id}:${offerExpiresAt.toISOString()}`,
  });
  audit(tx, enrollment, "offer");
  announce(tx, "enrollment.offered", enrollment);
  return { enrollmentId: enrollment.id };
}

/**
 * Puts a request on the waiting list of its program; somebody with an open offer has not taken it and goes back to the
 * line, where the request and the priority put them.
 * @param input.waitingReason why; where the program is full, that unless given
 * @throws DomainError ILLEGAL_TRANSITION; INVALID (path `waitingReason`, reason MISSING); STALE; NOT_FOUND
 */
export async function waitlistEnrollment(
  tx: Transaction,
  input: EnrollmentCommandInput & Partial<WaitingInput>,
): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const state = enrollmentMachine.next(enrollment.state, "waitlist", "staff");
  const note = input.note?.trim() || null;
  if (note !== null && note.length > 500) throw invalid("note", "At most 500 characters.");
  const waitingReason = input.waitingReason ?? (await reasonOfFullness(tx, enrollment));
  if (!WAITING_REASONS.includes(waitingReason)) throw invalid("waitingReason", "This is not a reason to wait.");
  if (waitingReason === "OTHER" && note === null) throw invalid("note", "Another reason is put in words.");
  const entry = await openWait(tx, enrollment.id);
  await tx.update(Enrollment, enrollment, { state, offerExpiresAt: null });
  if (entry) await backInLine(tx, entry, "OFFER_DECLINED", { waitingReason, waitingNote: note });
  const waiting = entry ?? (await joinWaitlist(tx, enrollment, { ...input, waitingReason, note }));
  if (enrollment.state === "OFFERED") await offerNext(tx, waiting.id);
  audit(tx, enrollment, "waitlist");
  announce(tx, "enrollment.waitlisted", enrollment);
  return { enrollmentId: enrollment.id };
}

/** An offer that nobody answered in time: back in the line, and the next one's turn. A repeat does nothing. */
export async function expireOffer(tx: Transaction, enrollmentId: string): Promise<void> {
  const enrollment = await tx.findOne(Enrollment, { id: enrollmentId });
  if (enrollment?.state !== "OFFERED" || enrollment.voidedAt !== null) return;
  if (enrollment.offerExpiresAt === null || enrollment.offerExpiresAt > tx.now) return;
  const state = enrollmentMachine.next(enrollment.state, "expireOffer", "system");
  await tx.update(Enrollment, enrollment, { state, offerExpiresAt: null });
  const entry = await openWait(tx, enrollment.id);
  if (entry) await backInLine(tx, entry, "OFFER_EXPIRED");
  const waiting = entry ?? (await joinWaitlist(tx, enrollment, { waitingReason: "NO_ANSWER" }));
  await offerNext(tx, waiting.id);
  audit(tx, enrollment, "expire-offer");
  announce(tx, "enrollment.offer-expired", enrollment);
}

async function reasonOfFullness(tx: Transaction, enrollment: Enrollment): Promise<WaitingInput["waitingReason"]> {
  const program = await tx.get(Program, enrollment.programId);
  if (program.placesHeld >= program.capacity) return "NO_PLACE";
  throw invalid("waitingReason", "The program has a free place; say what is waited for.", "MISSING");
}

function audit(tx: Transaction, enrollment: Enrollment, act: string): void {
  tx.audit({
    action: `enrollment.${act}`,
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
}
