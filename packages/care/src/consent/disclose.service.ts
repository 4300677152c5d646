import type { Transaction } from "@causeway/database";
import type { ConsentGrant } from "./consent-grant.entity.ts";
import type { Purpose } from "./consent.rules.ts";
import { REDISCLOSURE_NOTICE, grantDefect } from "./consent.rules.ts";
import { consentInvalid } from "./consent.service.ts";
import { Disclosure } from "./disclosure.entity.ts";

export interface DisclosureRequest {
  /** A recipient's own read, a delivery to it, or an export. */
  readonly kind: Disclosure["kind"];
  readonly grant: ConsentGrant;
  readonly recipientName: string;
  readonly purpose: Purpose;
  readonly categories: readonly string[];
  /** Of the discloser; a reading recipient does not know it. */
  readonly clientId?: string;
  readonly referralRecipientId?: string;
}

/**
 * The only road by which a person's details reach another organisation under consent. Checks the
 * grant once more, writes the accounting (42 CFR 2.25) and the audit, and answers the notice
 * that goes with what is disclosed (42 CFR 2.32).
 * @throws DomainError CONSENT_INVALID
 */
export async function disclose(tx: Transaction, request: DisclosureRequest): Promise<{ notice: string }> {
  const { grant, purpose, categories } = request;
  const { actor } = tx;
  const recipientOrganisationId =
    actor.organisationId === grant.senderOrganisationId ? grant.recipientOrganisationId : actor.organisationId;
  const defect = grantDefect(grant, { recipientOrganisationId, purpose, categories }, tx.now);
  if (defect) throw consentInvalid(defect);
  await tx.insert(Disclosure, {
    senderOrganisationId: grant.senderOrganisationId,
    recipientOrganisationId,
    recipientName: request.recipientName,
    kind: request.kind,
    clientId: request.clientId ?? null,
    referralRecipientId: request.referralRecipientId ?? null,
    grantId: grant.id,
    purpose,
    categories: [...categories],
    legalBasis: "CONSENT",
    actorKind: actor.kind,
    actorId: actor.id,
    at: tx.now,
  });
  tx.audit({
    action: `disclosure.${request.kind.toLowerCase()}`,
    subjectType: request.referralRecipientId ? "referral_recipient" : "consent_grant",
    subjectId: request.referralRecipientId ?? grant.id,
    ...(request.clientId ? { clientId: request.clientId } : {}),
    purpose,
    legalBasis: "CONSENT",
    consentId: grant.consentId,
    fields: categories,
  });
  return { notice: REDISCLOSURE_NOTICE };
}
