import type { Transaction } from "@causeway/database";
import { Organisation, authorise, businessDaysAfter, calendarOf } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { localDay } from "../programs/index.ts";
import type { EmergencyAccess } from "../referrals/index.ts";
import { Referral, ReferralRecipient } from "../referrals/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { openBreach } from "./breach.service.ts";
import type { ReviewOutcome } from "./emergency-review.entity.ts";
import { EmergencyReview } from "./emergency-review.entity.ts";

const LONGEST_NOTE = 2000;

/** Asks this organisation to look at an emergency within a business day. Once for each. */
export async function openReview(
  tx: Transaction,
  of: { access: EmergencyAccess; clientId: string | null } | { disclosureId: string; clientId: string },
): Promise<{ emergencyReviewId: string }> {
  const access = "access" in of ? of.access : null;
  const known = access && (await tx.findOne(EmergencyReview, { emergencyAccessId: access.id }));
  if (known) return { emergencyReviewId: known.id };
  const organisation = await tx.get(Organisation, tx.actor.organisationId);
  const dueAt = businessDaysAfter(tx.now, 1, calendarOf(organisation));
  const review = await tx.insert(EmergencyReview, {
    ...(access
      ? {
          emergencyAccessId: access.id,
          discloserOrganisationId: access.senderOrganisationId,
          openerOrganisationId: access.recipientOrganisationId,
        }
      : { disclosureId: (of as { disclosureId: string }).disclosureId }),
    clientId: of.clientId,
    dueAt,
  });
  await openTask(tx, {
    kind: "EMERGENCY_REVIEW",
    subjectId: review.id,
    dueAt,
    key: `emergency-review:${review.id}`,
  });
  tx.audit({
    action: "emergency.review-due",
    subjectType: "emergency_review",
    subjectId: review.id,
    ...(of.clientId ? { clientId: of.clientId } : {}),
    legalBasis: "MEDICAL_EMERGENCY",
  });
  return { emergencyReviewId: review.id };
}

/** The sender's review of an emergency that a recipient of its referral opened. A repeat finds it there. */
export async function reviewForSender(
  tx: Transaction,
  access: EmergencyAccess,
): Promise<{ number: string; referralId: string }> {
  const part = await tx.get(ReferralRecipient, access.referralRecipientId);
  const referral = await tx.get(Referral, part.referralId);
  await openReview(tx, { access, clientId: referral.clientId });
  return { number: part.number, referralId: referral.id };
}

/**
 * What the review came to. Not justified, it was a disclosure the law does not allow: a breach is opened, to be assessed.
 * Who opened the emergency does not review it.
 * @throws DomainError CONFLICT (reason REVIEWED, OWN_EMERGENCY); INVALID; STALE; NOT_FOUND
 */
export async function reviewEmergency(
  tx: Transaction,
  input: {
    emergencyReviewId: string;
    expectedVersion?: number | null | undefined;
    outcome: ReviewOutcome;
    note: string;
  },
): Promise<{ emergencyReviewId: string; breachId?: string }> {
  authorise(tx.actor, "disclosure.manage");
  const { outcome, expectedVersion } = input;
  const review = await tx.get(EmergencyReview, input.emergencyReviewId, { expectedVersion });
  if (review.outcome !== null)
    throw new DomainError("CONFLICT", "This was reviewed already.", { path: ["id"], reason: "REVIEWED" });
  const note = input.note.trim();
  if (note === "" || note.length > LONGEST_NOTE)
    throw invalid("note", `A review says why, in 1 to ${LONGEST_NOTE} characters.`, "MISSING");
  if (await wasOpenedBy(tx, review, tx.actor.id))
    throw new DomainError("CONFLICT", "Another than who opened it reviews an emergency.", {
      path: ["id"],
      reason: "OWN_EMERGENCY",
    });
  await tx.update(EmergencyReview, review, {
    outcome,
    note,
    reviewedBy: tx.actor.kind === "person" ? tx.actor.id : null,
    reviewedAt: tx.now,
  });
  await cancelTasksAbout(tx, review.id);
  tx.audit({
    action: "emergency.review",
    subjectType: "emergency_review",
    subjectId: review.id,
    ...(review.clientId ? { clientId: review.clientId } : {}),
    reason: outcome,
  });
  tx.emit({ type: "emergency-review.done", subjectId: review.id, refIds: {} });
  if (outcome === "JUSTIFIED") return { emergencyReviewId: review.id };
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  const { breachId } = await openBreach(tx, {
    discoveredOn: localDay(tx.now, timeZone),
    occurredOn: localDay(review.createdAt, timeZone),
    description: `A disclosure in an emergency was reviewed and found not justified: ${note}`,
    clientIds: review.clientId === null ? [] : [review.clientId],
    emergencyReviewId: review.id,
  });
  return { emergencyReviewId: review.id, breachId };
}

async function wasOpenedBy(tx: Transaction, review: EmergencyReview, actorId: string | null): Promise<boolean> {
  const opened = await tx.query<{ by: string | null }>(
    `select opened_by as by from emergency_accesses where id = $1 and recipient_organisation_id = $3
     union all select actor_id from disclosures where id = $2`,
    [review.emergencyAccessId, review.disclosureId, tx.actor.organisationId],
  );
  return actorId !== null && opened.some((row) => row.by === actorId);
}
