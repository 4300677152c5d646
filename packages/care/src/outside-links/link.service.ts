import type { Transaction } from "@causeway/database";
import { Organisation, authorise, issueLink, revokeLink } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { OutsideReceiver, retireReceiver } from "../outside/index.ts";
import { Referral, ReferralAward, ReferralRecipient, consentStands, isLive, loadPart } from "../referrals/index.ts";
import { CODE_MINUTES, codeOf } from "./code.rules.ts";
import { OutsideLink } from "./link.entity.ts";

/** A part that goes to a receiver off the platform, and the card of that receiver. */
interface OutsidePart {
  readonly part: ReferralRecipient;
  readonly receiver: OutsideReceiver;
}

/** For the sender: the part and the card, or null where the recipient is on the platform. */
async function outsidePart(tx: Transaction, recipientId: string): Promise<OutsidePart | null> {
  const part = await loadPart(tx, "sender", { recipientId });
  const receiver = await tx.findOne(OutsideReceiver, { receiverOrganisationId: part.recipientOrganisationId });
  return receiver && { part, receiver };
}

/** What a message to the receiver needs: its address, and the link where a new one was issued. */
export interface LinkIssued {
  readonly linkId: string;
  readonly token: string;
  readonly email: string;
  /** Membership of who is told of it in the local mailbox. */
  readonly issuedBy: string | null;
}

/**
 * Issues the one open link of a part, for the sender; the one before ends. Null where there is nobody to send one to:
 * the recipient is on the platform, retired, or its part or the consent has ended.
 */
export async function issueOutsideLink(
  tx: Transaction,
  input: { recipientId: string; issuedBy?: string | null },
): Promise<LinkIssued | null> {
  const found = await outsidePart(tx, input.recipientId);
  if (!found || found.receiver.state === "RETIRED") return null;
  const { part, receiver } = found;
  if (!isLive(part.state) || !(await consentStands(tx, part))) return null;
  await closeLinksOf(tx, part.id);
  const id = tx.newId();
  const { linkId: signedLinkId, token } = await issueLink(tx, { purpose: "outside-referral", subjectId: id });
  const issuedBy = input.issuedBy ?? (await tx.findOne(Referral, { id: part.referralId }))?.createdBy ?? null;
  await tx.insert(OutsideLink, {
    id,
    senderOrganisationId: part.senderOrganisationId,
    recipientOrganisationId: part.recipientOrganisationId,
    referralRecipientId: part.id,
    signedLinkId,
    issuedBy,
    codesAsked: 0,
    tries: 0,
    failures: 0,
  });
  tx.audit({ action: "outside-link.issue", subjectType: "referral_recipient", subjectId: part.id });
  return { linkId: id, token, email: receiver.email, issuedBy };
}

/** Ends the links of a part. A repeat finds none. */
export async function closeLinksOf(tx: Transaction, recipientId: string): Promise<number> {
  const closed = await tx.query<{ signed_link_id: string }>(
    `update outside_links set closed_at = $3, code_id = null
     where referral_recipient_id = $1 and sender_organisation_id = $2 and closed_at is null returning signed_link_id`,
    [recipientId, tx.actor.organisationId, tx.now],
  );
  for (const { signed_link_id: linkId } of closed) await revokeLink(tx, { linkId });
  if (closed.length > 0)
    tx.audit({ action: "outside-link.close", subjectType: "referral_recipient", subjectId: recipientId });
  return closed.length;
}

/**
 * The sender asks for a new link to be sent; the one before ends at once.
 * @throws DomainError NOT_FOUND; CONFLICT (ON_THE_PLATFORM, ENDED)
 */
export async function renewOutsideLink(
  tx: Transaction,
  input: { recipientId: string },
): Promise<{ recipientId: string; referralId: string }> {
  const part = await sendersPart(tx, input);
  await closeLinksOf(tx, part.id);
  tx.emit({
    type: "outside-link.renewed",
    subjectId: part.id,
    refIds: { senderOrganisationId: part.senderOrganisationId, recipientOrganisationId: part.recipientOrganisationId },
  });
  return { recipientId: part.id, referralId: part.referralId };
}

/** The sender ends the link at once, as when it went to the wrong address. */
export async function closeOutsideLink(
  tx: Transaction,
  input: { recipientId: string },
): Promise<{ recipientId: string; referralId: string }> {
  authorise(tx.actor, "referral.send");
  const found = await outsidePart(tx, input.recipientId);
  if (!found) throw onThePlatform();
  await closeLinksOf(tx, found.part.id);
  return { recipientId: found.part.id, referralId: found.part.referralId };
}

/**
 * A code to tell the receiver by telephone, where it has no number that takes texts or the text did not come. Shown to
 * one member, once; the act is kept.
 * @param show receives the code, the one time that it exists
 * @throws DomainError NOT_FOUND; CONFLICT (ON_THE_PLATFORM, ENDED, NO_LINK)
 */
export async function showReceiverCode(
  tx: Transaction,
  input: { recipientId: string; secret: string },
  show: (code: string) => void,
): Promise<{ recipientId: string; referralId: string }> {
  const part = await sendersPart(tx, input);
  const codeId = tx.newId();
  const changed = await tx.change(
    `update outside_links set code_id = $2, code_expires_at = $3
     where referral_recipient_id = $1 and sender_organisation_id = $4 and closed_at is null`,
    [part.id, codeId, new Date(tx.now.getTime() + CODE_MINUTES * 60_000), tx.actor.organisationId],
  );
  if (changed === 0)
    throw new DomainError("CONFLICT", "No link of this referral is open; send a new one first.", { reason: "NO_LINK" });
  tx.audit({ action: "outside-code.show", subjectType: "referral_recipient", subjectId: part.id });
  show(codeOf(input.secret, codeId));
  return { recipientId: part.id, referralId: part.referralId };
}

async function sendersPart(tx: Transaction, input: { recipientId: string }): Promise<ReferralRecipient> {
  authorise(tx.actor, "referral.send");
  const found = await outsidePart(tx, input.recipientId);
  if (!found) throw onThePlatform();
  if (!isLive(found.part.state) || found.receiver.state === "RETIRED" || !(await consentStands(tx, found.part)))
    throw new DomainError("CONFLICT", "This referral is not open to its receiver.", { reason: "ENDED" });
  return found.part;
}

const onThePlatform = (): DomainError =>
  invalid("id", "This recipient is on the platform and needs no link.", "ON_THE_PLATFORM");

/** A receiver is asked no more: its links end in this transaction, and what it holds is closed by a job of its own. */
export async function retireOutsideReceiver(
  tx: Transaction,
  input: { receiverId: string; expectedVersion?: number | null | undefined },
): Promise<{ receiverId: string }> {
  const receiver = await retireReceiver(tx, input);
  const open = await tx.find(OutsideLink, {
    senderOrganisationId: tx.actor.organisationId,
    recipientOrganisationId: receiver.receiverOrganisationId,
  });
  for (const link of open) if (!link.closedAt) await closeLinksOf(tx, link.referralRecipientId);
  return { receiverId: receiver.id };
}

/** Whose link it is, and whether codes can reach it by text: read by the sender's side, whose token it is. */
export async function holderOf(
  tx: Transaction,
  linkId: string,
): Promise<{ organisationId: string; hasPhone: boolean }> {
  const link = await tx.findOne(OutsideLink, { id: linkId });
  if (!link || link.closedAt) throw gone();
  const { recipientOrganisationId: organisationId } = link;
  const receiver = await tx.findOne(OutsideReceiver, { receiverOrganisationId: organisationId });
  return { organisationId, hasPhone: Boolean(receiver?.phone) };
}

/**
 * The link and its part, as they stand now, for the receiver itself. Checked before anything is shown or done: the
 * receiver still asked, the part live, the consent standing, and nobody else chosen (42 CFR 2.31(a)(6), 2.13(a)).
 * @throws DomainError LINK_INVALID, which never says why
 */
export async function requireOpenLink(
  tx: Transaction,
  linkId: string,
): Promise<{ link: OutsideLink; part: ReferralRecipient }> {
  const { organisationId } = tx.actor;
  const link = await tx.findOne(OutsideLink, { id: linkId, recipientOrganisationId: organisationId });
  const self = await tx.findOne(Organisation, { id: organisationId, status: "OUTSIDE" });
  if (!link || link.closedAt || !self) throw gone();
  const part = await tx.findOne(ReferralRecipient, {
    id: link.referralRecipientId,
    recipientOrganisationId: organisationId,
  });
  if (!part || !isLive(part.state) || !(await consentStands(tx, part))) throw gone();
  // Invisible once another was chosen.
  if (!(await tx.findOne(ReferralAward, { referralId: part.referralId }))) throw gone();
  return { link, part };
}

export function gone(): DomainError {
  return new DomainError("LINK_INVALID", "This link is not valid any more.", { path: ["token"] });
}
