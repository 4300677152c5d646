import type { Transaction } from "@causeway/database";
import type { ConsentGrant } from "./consent-grant.entity.ts";
import type { Purpose } from "./consent.rules.ts";
import { REDISCLOSURE_NOTICE, grantDefect } from "./consent.rules.ts";
import { Disclosure } from "./disclosure.entity.ts";
import { consentInvalid } from "./reach.service.ts";

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

export interface UnconsentedDisclosure {
  readonly kind: Disclosure["kind"];
  readonly clientIds: readonly string[];
  /** Who receives it, in words: no organisation of this platform. */
  readonly recipientName: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  /** Mandated reporting to a state and its audits (42 CFR 2.53). */
  readonly legalBasis: "AUDIT_EVALUATION";
}

/**
 * The accounting and the audit of what leaves without consent, under a basis of the law: a line for each client.
 * What may leave so is decided by who calls.
 */
export async function discloseWithoutConsent(tx: Transaction, request: UnconsentedDisclosure): Promise<void> {
  const { actor } = tx;
  const { kind, recipientName, purpose, legalBasis, categories } = request;
  await tx.change(
    `insert into disclosures (id, sender_organisation_id, recipient_name, kind, client_id, purpose, categories, legal_basis, actor_kind, actor_id, at)
     select l.id, $1, $2, $3, l.client_id, $4, $5, $6, $7, $8, $9
     from jsonb_to_recordset($10::jsonb) as l(id uuid, client_id uuid)`,
    [
      actor.organisationId,
      recipientName,
      kind,
      purpose,
      categories,
      legalBasis,
      actor.kind,
      actor.id,
      tx.now,
      JSON.stringify(request.clientIds.map((clientId) => ({ id: tx.newId(), client_id: clientId }))),
    ],
  );
  for (const clientId of request.clientIds)
    tx.audit({
      action: `disclosure.${kind.toLowerCase()}`,
      subjectType: "client",
      subjectId: clientId,
      clientId,
      purpose,
      legalBasis,
      fields: categories,
    });
}
