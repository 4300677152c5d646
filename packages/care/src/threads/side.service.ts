import type { Transaction } from "@causeway/database";
import { Organisation, authorise, can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { DomainError, notFound } from "@causeway/kernel";
import type { Category } from "../consent/index.ts";
import { ConsentGrant, disclose } from "../consent/index.ts";
import { ReferralPacket, ReferralRecipient, consentOpens, consentStands } from "../referrals/index.ts";
import type { Side } from "./thread.rules.ts";
import { isOpenForWords } from "./thread.rules.ts";

/** A part of a referral, and on which side of it the actor stands. */
export interface Standing {
  readonly part: ReferralRecipient;
  readonly side: Side;
}

/**
 * The part, for either of its two sides.
 * @throws DomainError NOT_FOUND, alike for a missing one and a stranger's
 */
export async function standingAt(tx: Transaction, recipientId: string): Promise<Standing> {
  const part = await tx.findOne(ReferralRecipient, { id: recipientId });
  if (!part) throw notFound("referral");
  return { part, side: part.senderOrganisationId === tx.actor.organisationId ? "SENDER" : "RECIPIENT" };
}

/** Whether this actor may write where it stands: it reads packets, and sends or answers referrals. */
export function mayWrite(actor: Actor, side: Side): boolean {
  return can(actor, "packet.read") && can(actor, side === "SENDER" ? "referral.send" : "referral.respond");
}

/**
 * Leave to say or hand over something new.
 * @throws DomainError FORBIDDEN; CONFLICT (ENDED) once the part came to its end; CONSENT_INVALID (ENDED) without a
 *   consent that stands: nothing more passes between the two then, in either direction (42 CFR 2.31(a)(6))
 */
export async function requireOpen(tx: Transaction, { part, side }: Standing): Promise<void> {
  authorise(tx.actor, "packet.read");
  authorise(tx.actor, side === "SENDER" ? "referral.send" : "referral.respond");
  if (!isOpenForWords(part))
    throw new DomainError("CONFLICT", "This referral is not open between the two organisations.", { reason: "ENDED" });
  if (!(await consentStands(tx, part)))
    throw new DomainError(
      "CONSENT_INVALID",
      "No consent to this referral stands now. Nothing more passes between the two organisations.",
      { path: ["id"], reason: "ENDED" },
    );
}

/**
 * Whether this side may read what the other wrote: the sender always, the recipient while consent opens the packet. A
 * packet that only an emergency keeps open (42 CFR 2.51) brings no conversation with it.
 */
export async function readsTheOther(tx: Transaction, { part, side }: Standing): Promise<boolean> {
  if (side === "SENDER") return true;
  const packet = await tx.findOne(ReferralPacket, { referralRecipientId: part.id });
  const grant = part.grantId === null ? null : await tx.findOne(ConsentGrant, { id: part.grantId });
  return packet !== null && consentOpens(tx, part, packet, grant);
}

/**
 * The recipient reads what the sender wrote or handed over: a disclosure as the packet is.
 * @param categories of what is read; those of the packet where it is words
 * @returns the statement that goes along (42 CFR 2.32)
 * @throws DomainError CONSENT_INVALID; CONFLICT (NOT_OPEN) while the packet is not
 */
export async function discloseToRecipient(
  tx: Transaction,
  part: ReferralRecipient,
  categories?: readonly Category[],
): Promise<{ notice: string }> {
  const [packet] = await tx.query<{ categories: Category[] }>(
    "select categories from referral_packets where referral_recipient_id = $1",
    [part.id],
  );
  const grant = part.grantId === null ? null : await tx.findOne(ConsentGrant, { id: part.grantId });
  if (!packet || !grant)
    throw new DomainError("CONFLICT", "The packet is not open to this organisation.", { reason: "NOT_OPEN" });
  const reader = await tx.get(Organisation, tx.actor.organisationId);
  return disclose(tx, {
    kind: "READ",
    grant,
    recipientName: reader.name,
    purpose: "TREATMENT",
    categories: categories ?? packet.categories,
    referralRecipientId: part.id,
  });
}
