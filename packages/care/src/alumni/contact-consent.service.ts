import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { liveClient } from "../clients/index.ts";
import { ContactConsent, type ContactChannel, type ContactPurpose } from "./alumnus.entity.ts";
import { endFollowing } from "./end-following.service.ts";

/**
 * Writes down that a client agreed to be contacted; again changes nothing.
 * @throws DomainError CONFLICT for someone who is not to be contacted
 */
export async function recordContactConsent(
  tx: Transaction,
  input: { clientId: string; channel: ContactChannel; purpose: ContactPurpose },
): Promise<{ contactConsentId: string }> {
  authorise(tx.actor, "alumni.manage");
  const client = await liveClient(tx, input.clientId);
  if (client.doNotContact)
    throw new DomainError("CONFLICT", "This client is not to be contacted.", {
      path: ["clientId"],
      reason: "DO_NOT_CONTACT",
    });
  const { channel, purpose } = input;
  const [live] = (await tx.find(ContactConsent, { clientId: client.id, channel, purpose })).filter(
    (consent) => consent.optedOutAt === null,
  );
  if (live) return { contactConsentId: live.id };
  const recordedBy = tx.actor.kind === "person" ? tx.actor.id : null;
  const made = await tx.insert(ContactConsent, {
    clientId: client.id,
    channel,
    purpose,
    optedInAt: tx.now,
    recordedBy,
  });
  tx.audit({
    action: "contact.opt-in",
    subjectType: "contact_consent",
    subjectId: made.id,
    clientId: client.id,
    purpose,
  });
  return { contactConsentId: made.id };
}

/**
 * Whoever says stop on a channel means all of it, whatever the purpose. Who then has no channel left for check-ins is
 * followed no longer.
 */
export async function withdrawContactConsent(
  tx: Transaction,
  input: { clientId: string; channel: ContactChannel; by: "CLIENT" | "STAFF" | "SIGNED_LINK" | "REPLY" },
): Promise<{ withdrawn: number }> {
  // A link acts for one client alone; who resolved it checked that it was for this purpose.
  if (tx.actor.kind !== "signed_link") authorise(tx.actor, "alumni.manage");
  const client = await liveClient(tx, input.clientId);
  const consents = await tx.find(ContactConsent, { clientId: client.id, channel: input.channel });
  const live = consents.filter((consent) => consent.optedOutAt === null);
  for (const consent of live) await tx.update(ContactConsent, consent, { optedOutAt: tx.now, optedOutBy: input.by });
  const left = await tx.find(ContactConsent, { clientId: client.id, purpose: "CHECK_IN" });
  if (left.every((consent) => consent.optedOutAt !== null)) await endFollowing(tx, client.id);
  tx.audit({
    action: "contact.opt-out",
    subjectType: "client",
    subjectId: client.id,
    clientId: client.id,
    reason: input.by,
  });
  return { withdrawn: live.length };
}

export async function hasContactConsent(
  tx: Transaction,
  clientId: string,
  channel: ContactChannel,
  purpose: ContactPurpose,
): Promise<boolean> {
  const consents = await tx.find(ContactConsent, { clientId, channel, purpose });
  return consents.some((consent) => consent.optedOutAt === null);
}
