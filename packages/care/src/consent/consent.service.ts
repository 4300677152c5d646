import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { invalid, notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { liveClient } from "../clients/index.ts";
import { ConsentGrant } from "./consent-grant.entity.ts";
import { Consent } from "./consent.entity.ts";
import { consentMachine } from "./consent.machine.ts";
import type { Category, ConsentElements, MonitorDuty, Purpose, SignatureMethod } from "./consent.rules.ts";
import { facialDefects } from "./consent.rules.ts";
import type { CoSignerKind, RepresentativeKind, SignerKind } from "./signer.rules.ts";
import { signerDefect } from "./signer.rules.ts";
import { signerFacts } from "./signers.query.ts";

export interface NewConsent {
  readonly clientId: string;
  readonly recipientOrganisationIds: readonly string[];
  readonly purpose: Purpose;
  readonly purposeText?: string | null | undefined;
  readonly categories: readonly string[];
  readonly description: string;
  readonly expiresAt?: Date | null | undefined;
  readonly expiryEvent?: string | null | undefined;
  readonly signedAt: Date;
  readonly signerKind: SignerKind;
  readonly signerName: string;
  readonly representativeKind?: RepresentativeKind | null | undefined;
  readonly signerAuthority?: string | null | undefined;
  readonly coSignerKind?: CoSignerKind | null | undefined;
  readonly coSignerName?: string | null | undefined;
  /** In ink unless said otherwise. */
  readonly signatureMethod?: SignatureMethod | null | undefined;
  /** Where the signed paper or its file is kept: a reference, never the document. */
  readonly signatureDocument?: string | null | undefined;
  readonly witnessName?: string | null | undefined;
  /** The one program that may disclose; the whole organisation unless given. */
  readonly discloserProgramId?: string | null | undefined;
  readonly revocationExplained: boolean;
  /** The words on the paper; those of every form of this platform unless given. */
  readonly howToRevoke?: string | null | undefined;
  readonly redisclosureExplained: boolean;
  readonly refusalExplained?: boolean | null | undefined;
  readonly fundraisingOptOutExplained?: boolean | null | undefined;
  readonly recipientClass?: string | null | undefined;
  readonly intermediaryName?: string | null | undefined;
  readonly intermediaryMembers?: string | null | undefined;
  readonly monitorDuty?: MonitorDuty | null | undefined;
  readonly monitorOfficial?: string | null | undefined;
  readonly irrevocable?: boolean | null | undefined;
}

export const HOW_TO_REVOKE = "In writing to the organisation that may disclose.";

function elementsOf(input: NewConsent): ConsentElements {
  return {
    purpose: input.purpose,
    purposeText: input.purposeText ?? null,
    categories: input.categories,
    description: input.description,
    expiresAt: input.expiresAt ?? null,
    expiryEvent: input.expiryEvent ?? null,
    signedAt: input.signedAt,
    signerKind: input.signerKind,
    signerName: input.signerName,
    representativeKind: input.representativeKind ?? null,
    signerAuthority: input.signerAuthority ?? null,
    coSignerKind: input.coSignerKind ?? null,
    coSignerName: input.coSignerName ?? null,
    signatureMethod: input.signatureMethod ?? "WET_INK",
    witnessName: input.witnessName ?? null,
    discloserProgramId: input.discloserProgramId ?? null,
    revocationExplained: input.revocationExplained,
    howToRevoke: input.howToRevoke ?? HOW_TO_REVOKE,
    redisclosureExplained: input.redisclosureExplained,
    refusalExplained: input.refusalExplained ?? false,
    fundraisingOptOutExplained: input.fundraisingOptOutExplained ?? false,
    recipientOrganisationIds: input.recipientOrganisationIds,
    recipientClass: input.recipientClass ?? null,
    intermediaryName: input.intermediaryName ?? null,
    intermediaryMembers: input.intermediaryMembers ?? null,
    monitorDuty: input.monitorDuty ?? null,
    monitorOfficial: input.monitorOfficial ?? null,
    irrevocable: input.irrevocable ?? false,
  };
}

/**
 * Records a signed consent, with its reach to each named recipient. Refuses one that lacks an
 * element (42 CFR 2.31(a)).
 * @throws DomainError INVALID with the path and reason of the first defect; NOT_FOUND
 */
export async function recordConsent(tx: Transaction, input: NewConsent): Promise<{ consentId: string }> {
  authorise(tx.actor, "consent.manage");
  const elements = elementsOf(input);
  const [defect] = facialDefects(elements, tx.now);
  if (defect) throw invalid(defect.path, defect.message, defect.reason);
  const client = await liveClient(tx, input.clientId);
  const wrongSigner = signerDefect(elements, await signerFacts(tx, client, elements));
  if (wrongSigner) throw invalid(wrongSigner.path, wrongSigner.message, wrongSigner.reason);
  const { organisationId } = tx.actor;
  // One outside the platform is visible to who named it alone.
  const named = await tx.find(Organisation, {
    id: In([...input.recipientOrganisationIds]),
    status: In(["LIVE", "OUTSIDE"]),
  });
  input.recipientOrganisationIds.forEach((id, i) => {
    const path = ["recipientOrganisationIds", String(i)];
    if (id === organisationId) throw invalid(path, "A consent names other organisations, not its own.");
    if (!named.some((organisation) => organisation.id === id)) throw notFound("organisation", path);
  });
  const { recipientOrganisationIds, ...columns } = elements;
  const consent = await tx.insert(Consent, {
    ...columns,
    clientId: client.id,
    categories: [...input.categories] as Category[],
    signerName: input.signerName.trim(),
    signatureDocument: input.signatureDocument ?? null,
    state: consentMachine.initial,
    recordedBy: tx.actor.id,
  });
  for (const recipientOrganisationId of recipientOrganisationIds) {
    await tx.insert(ConsentGrant, {
      senderOrganisationId: organisationId,
      recipientOrganisationId,
      consentId: consent.id,
      purpose: consent.purpose,
      categories: consent.categories,
      startsAt: consent.signedAt,
      expiresAt: consent.expiresAt,
    });
  }
  tx.audit({
    action: "consent.record",
    subjectType: "consent",
    subjectId: consent.id,
    clientId: client.id,
    consentId: consent.id,
    purpose: consent.purpose,
    fields: consent.categories,
  });
  tx.emit({ type: "consent.recorded", subjectId: consent.id, refIds: { clientId: client.id } });
  return { consentId: consent.id };
}
