import type { Transaction } from "@causeway/database";
import { DomainError, notFound } from "@causeway/kernel";
import { ConsentGrant } from "../consent/index.ts";
import { cancelTasksAbout } from "../tasks/index.ts";
import { OUTCOME_TASKS } from "./outcome.rules.ts";
import { ReferralAward } from "./packet.entity.ts";
import { ReferralRecipient } from "./recipient.entity.ts";
import type { Party, RecipientCommand } from "./recipient.machine.ts";
import { UNDER_CONSENT, recipientMachine } from "./recipient.machine.ts";
import { EVENT_OF, referralEvent } from "./referral.events.ts";

export interface PartInput {
  /** Of the recipient's part, not of the referral. */
  readonly recipientId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * A recipient's part, for one of its two sides.
 * @throws DomainError NOT_FOUND, alike for a missing one, a stranger's and the other side's; STALE
 */
export async function loadPart(
  tx: Transaction,
  side: "sender" | "recipient",
  input: PartInput,
): Promise<ReferralRecipient> {
  const { organisationId } = tx.actor;
  const part = await tx.findOne(ReferralRecipient, {
    id: input.recipientId,
    ...(side === "sender" ? { senderOrganisationId: organisationId } : { recipientOrganisationId: organisationId }),
  });
  if (!part) throw notFound("referral");
  const { expectedVersion } = input;
  if (expectedVersion !== undefined && expectedVersion !== null && part.version !== expectedVersion)
    throw stale(part.id);
  return part;
}

export function stale(id: string): DomainError {
  return new DomainError("STALE", "This referral was changed by someone else in the meantime.", {
    path: ["expectedVersion"],
    currentId: id,
  });
}

/** Whether the consent this part was sent under is neither revoked, held nor run out. Both sides may ask. */
export async function consentStands(tx: Transaction, part: ReferralRecipient): Promise<boolean> {
  const grant = part.grantId === null ? null : await tx.findOne(ConsentGrant, { id: part.grantId });
  if (grant === null || grant.revokedAt !== null || grant.heldAt !== null) return false;
  return grant.expiresAt === null || grant.expiresAt > tx.now;
}

/**
 * One move of a part: by the machine, kept in the audit, told to both sides.
 * @throws DomainError CONSENT_INVALID (reason ENDED) for a move that takes a consent which has ended
 */
export async function movePart(
  tx: Transaction,
  part: ReferralRecipient,
  command: RecipientCommand,
  party: Party,
  changes: Partial<ReferralRecipient> = {},
): Promise<ReferralRecipient> {
  const state = recipientMachine.next(part.state, command, party);
  if (UNDER_CONSENT.has(command) && !(await consentStands(tx, part))) {
    throw new DomainError(
      "CONSENT_INVALID",
      "No consent to this referral stands now. Nothing more passes between the two organisations.",
      {
        path: ["id"],
        reason: "ENDED",
      },
    );
  }
  // Whatever the recipient does now is the word that it owed.
  const said = part.outcomeDueAt !== null && command !== "reassign" && owes(tx, part);
  const moved = await tx.update(ReferralRecipient, part, {
    ...(said ? { outcomeDueAt: null } : {}),
    ...changes,
    state,
  });
  if (said) await cancelTasksAbout(tx, part.id, OUTCOME_TASKS);
  tx.audit({
    action: `referral.${command.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    subjectType: "referral_recipient",
    subjectId: part.id,
    ...(changes.declineReason ? { reason: changes.declineReason } : {}),
  });
  // What was never sent is the sender's own affair.
  if (part.state !== "DRAFT" || command === "send") tx.emit(referralEvent(EVENT_OF[command], moved));
  return moved;
}

function owes(tx: Transaction, part: ReferralRecipient): boolean {
  return tx.actor.organisationId === part.recipientOrganisationId;
}

/**
 * Claims the referral for this part, if nobody has it: one compare-and-set, decided by the row's lock.
 * Rivals are never visible to the one who claims.
 */
export async function claim(tx: Transaction, part: ReferralRecipient): Promise<boolean> {
  const claimed = await tx.change(
    "update referral_awards set winner_recipient_id = $2, winner_organisation_id = $3, awarded_at = $4 where referral_id = $1 and winner_recipient_id is null",
    [part.referralId, part.id, part.recipientOrganisationId, tx.now],
  );
  return claimed === 1;
}

/** Gives the referral back, if this part has it. Done while the part is still live: a closed one may not touch the award. */
export async function unclaim(tx: Transaction, part: ReferralRecipient): Promise<void> {
  await tx.change(
    "update referral_awards set winner_recipient_id = null, winner_organisation_id = null, awarded_at = null where referral_id = $1 and winner_recipient_id = $2",
    [part.referralId, part.id],
  );
}

export async function hasAward(tx: Transaction, part: ReferralRecipient): Promise<boolean> {
  return (await tx.findOne(ReferralAward, { referralId: part.referralId, winnerRecipientId: part.id })) !== null;
}

export function alreadyFilled(): DomainError {
  return new DomainError("ALREADY_FILLED", "This referral has been filled.", { path: ["id"] });
}
