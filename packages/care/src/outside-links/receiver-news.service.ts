import type { Transaction } from "@causeway/database";
import { revokeLink } from "@causeway/identity";
import { OutsideReceiver } from "../outside/index.ts";
import { ReferralRecipient, closeForOutside, consentStands, isLive, loadPart } from "../referrals/index.ts";
import { openTask } from "../tasks/index.ts";
import { codeOf } from "./code.rules.ts";
import { OutsideLink } from "./link.entity.ts";

/** Where news of a part go; null where there is nothing to tell: it ended, its consent did, or no link is open. */
export async function newsAddress(tx: Transaction, input: { recipientId: string }): Promise<string | null> {
  const part = await loadPart(tx, "sender", input);
  if (!isLive(part.state) || !(await consentStands(tx, part))) return null;
  const links = await tx.find(OutsideLink, { referralRecipientId: part.id });
  if (!links.some((link) => link.closedAt === null)) return null;
  const receiver = await tx.findOne(OutsideReceiver, { receiverOrganisationId: part.recipientOrganisationId });
  return receiver?.email ?? null;
}

/** The code that was asked for, and the telephone it goes to. Null when it ran out, was used, or there is no number. */
export async function codeToSend(
  tx: Transaction,
  input: { linkId: string; secret: string },
): Promise<{ phone: string; code: string; codeId: string } | null> {
  const link = await tx.findOne(OutsideLink, { id: input.linkId });
  if (!link || link.closedAt || !link.codeId || !link.codeExpiresAt || link.codeExpiresAt <= tx.now) return null;
  const receiver = await tx.findOne(OutsideReceiver, { receiverOrganisationId: link.recipientOrganisationId });
  if (!receiver?.phone) return null;
  return { phone: receiver.phone, code: codeOf(input.secret, link.codeId), codeId: link.codeId };
}

/** Job of the sender after too many wrong codes: the link ends for good and somebody looks at it. */
export async function reviewClosedLink(tx: Transaction, input: { recipientId: string }): Promise<void> {
  const part = await loadPart(tx, "sender", input);
  const links = await tx.find(OutsideLink, { referralRecipientId: part.id });
  for (const link of links) if (link.closedAt) await revokeLink(tx, { linkId: link.signedLinkId });
  const last =
    links
      .map((link) => link.id)
      .toSorted()
      .at(-1) ?? "";
  await openTask(tx, {
    kind: "OUTSIDE_LINK_CLOSED",
    subjectId: part.referralId,
    dueAt: tx.now,
    key: `outside-link ${last}`,
  });
}

/** Job of a receiver that is asked no more: what it still holds goes back. A repeat finds nothing. */
export async function speakForRetired(tx: Transaction): Promise<{ closed: number }> {
  const parts = await tx.find(ReferralRecipient, {
    recipientOrganisationId: tx.actor.organisationId,
  });
  let closed = 0;
  for (const part of parts)
    if (isLive(part.state) && (await closeForOutside(tx, { recipientId: part.id })).closed) closed += 1;
  return { closed };
}

/** Job of a receiver that was asked to let go after the consent ended: its link is shut, so nobody else can confirm. */
export async function confirmWithoutConsent(tx: Transaction, input: { recipientId: string }): Promise<void> {
  const part = await loadPart(tx, "recipient", input);
  if (part.state === "CANCEL_REQUESTED" && !(await consentStands(tx, part))) await closeForOutside(tx, input);
}
