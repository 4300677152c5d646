import type { Transaction } from "@causeway/database";
import type { ConsentGrant } from "./consent-grant.entity.ts";
import type { Purpose } from "./consent.rules.ts";
import { REDISCLOSURE_NOTICE, defectTold, grantDefect } from "./consent.rules.ts";
import { Disclosure } from "./disclosure.entity.ts";
import type { LegalBasis, Manner, UnconsentedBasis } from "./legal-basis.rules.ts";
import { consentInvalid } from "./reach.service.ts";
import { restricted, restrictionDefect } from "./restriction.service.ts";

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
  /** How it left, where that is not by this platform's own screens. */
  readonly manner?: Manner;
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
  const reads = actor.organisationId !== grant.senderOrganisationId;
  const recipientOrganisationId = reads ? actor.organisationId : grant.recipientOrganisationId;
  const defect = grantDefect(grant, { recipientOrganisationId, purpose, categories }, tx.now);
  if (defect) throw consentInvalid(reads ? defectTold(defect) : defect);
  const { clientId } = request;
  // Whoever reads what was sent does not know what the client asked of the sender; sending asked it.
  if (clientId !== undefined && !reads) {
    const wanted = { clientId, purpose, categories, towardsOrganisationId: recipientOrganisationId };
    if (await restrictionDefect(tx, wanted)) throw restricted();
  }
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
    ...by(tx),
    manner: request.manner ?? null,
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

export interface EmergencyRead {
  readonly senderOrganisationId: string;
  readonly referralRecipientId: string;
  readonly recipientName: string;
  readonly categories: readonly string[];
  /** What was recorded as the packet was opened (42 CFR 2.51(c)). */
  readonly personnel: string;
  readonly affiliation: string;
  readonly disclosedBy: string;
  readonly circumstances: string;
}

/** A recipient's read in a medical emergency: a line in the discloser's accounting like any other. Whether there is one is decided by who calls. */
export async function discloseInEmergency(tx: Transaction, read: EmergencyRead): Promise<{ notice: string }> {
  await tx.insert(Disclosure, {
    senderOrganisationId: read.senderOrganisationId,
    recipientOrganisationId: tx.actor.organisationId,
    recipientName: `${read.recipientName}: ${read.personnel}`,
    recipientAffiliation: read.affiliation,
    kind: "READ",
    referralRecipientId: read.referralRecipientId,
    purpose: "TREATMENT",
    categories: [...read.categories],
    legalBasis: "MEDICAL_EMERGENCY",
    disclosedBy: read.disclosedBy,
    circumstances: read.circumstances,
    ...by(tx),
  });
  tx.audit({
    action: "disclosure.read",
    subjectType: "referral_recipient",
    subjectId: read.referralRecipientId,
    purpose: "TREATMENT",
    legalBasis: "MEDICAL_EMERGENCY",
    fields: read.categories,
  });
  return { notice: REDISCLOSURE_NOTICE };
}

function by(tx: Transaction): Pick<Disclosure, "actorKind" | "actorId" | "at"> {
  return { actorKind: tx.actor.kind, actorId: tx.actor.id, at: tx.now };
}

export interface UnconsentedDisclosure {
  readonly kind: Disclosure["kind"];
  /** None for what is about nobody. */
  readonly clientIds: readonly string[];
  /** Who receives it, in words: no organisation of this platform. */
  readonly recipientName: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly legalBasis: UnconsentedBasis;
  /** What is written down of one that was made outside this platform. */
  readonly told?: {
    readonly at: Date;
    readonly manner: Manner;
    readonly recipientAffiliation: string | null;
    readonly disclosedBy: string | null;
    readonly reference: string | null;
    readonly circumstances: string | null;
  };
}

/**
 * The accounting and the audit of what leaves without consent, under a basis of the law: a line for each client.
 * What may leave so is decided by who calls.
 * @returns ids of the lines, in the order of the clients
 */
export async function discloseWithoutConsent(tx: Transaction, request: UnconsentedDisclosure): Promise<string[]> {
  const { actor } = tx;
  const { kind, recipientName, purpose, legalBasis, categories, told } = request;
  const clientIds: readonly (string | null)[] = request.clientIds.length === 0 ? [null] : request.clientIds;
  const lines = clientIds.map((clientId) => ({ id: tx.newId(), client_id: clientId }));
  await tx.change(
    `insert into disclosures (id, sender_organisation_id, recipient_name, kind, client_id, purpose, categories, legal_basis, actor_kind, actor_id, at,
       manner, recipient_affiliation, disclosed_by, reference, circumstances, recorded_at)
     select l.id, $1, $2, $3, l.client_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
     from jsonb_to_recordset($16::jsonb) as l(id uuid, client_id uuid)`,
    [
      actor.organisationId,
      recipientName,
      kind,
      purpose,
      categories,
      legalBasis,
      actor.kind,
      actor.id,
      told?.at ?? tx.now,
      told?.manner ?? null,
      told?.recipientAffiliation ?? null,
      told?.disclosedBy ?? null,
      told?.reference ?? null,
      told?.circumstances ?? null,
      told ? tx.now : null,
      JSON.stringify(lines),
    ],
  );
  for (const { id, client_id: clientId } of lines)
    tx.audit({
      action: `disclosure.${kind.toLowerCase()}`,
      subjectType: clientId === null ? "disclosure" : "client",
      subjectId: clientId ?? id,
      ...(clientId === null ? {} : { clientId }),
      purpose,
      legalBasis: legalBasis satisfies LegalBasis,
      fields: categories,
    });
  return lines.map((line) => line.id);
}
