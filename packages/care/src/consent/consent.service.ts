import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { liveClient } from "../clients/index.ts";
import { ConsentGrant } from "./consent-grant.entity.ts";
import { Consent } from "./consent.entity.ts";
import { consentMachine } from "./consent.machine.ts";
import type { Category, ConsentElements, GrantDefect, Need, Purpose, SignerKind } from "./consent.rules.ts";
import { facialDefects, grantDefect } from "./consent.rules.ts";

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
  readonly signerAuthority?: string | null | undefined;
  readonly revocationExplained: boolean;
  readonly redisclosureExplained: boolean;
}

/**
 * Records a signed consent, with its reach to each named recipient. Refuses one that lacks an
 * element (42 CFR 2.31(a)).
 * @throws DomainError INVALID with the path and reason of the first defect; NOT_FOUND
 */
export async function recordConsent(tx: Transaction, input: NewConsent): Promise<{ consentId: string }> {
  authorise(tx.actor, "consent.manage");
  const elements: ConsentElements = {
    purpose: input.purpose,
    purposeText: input.purposeText ?? null,
    categories: input.categories,
    description: input.description,
    expiresAt: input.expiresAt ?? null,
    expiryEvent: input.expiryEvent ?? null,
    signedAt: input.signedAt,
    signerKind: input.signerKind,
    signerName: input.signerName,
    signerAuthority: input.signerAuthority ?? null,
    revocationExplained: input.revocationExplained,
    redisclosureExplained: input.redisclosureExplained,
    recipientOrganisationIds: input.recipientOrganisationIds,
  };
  const [defect] = facialDefects(elements, tx.now);
  if (defect) throw invalid(defect.path, defect.message, defect.reason);
  const client = await liveClient(tx, input.clientId);
  const { organisationId } = tx.actor;
  const named = await tx.find(Organisation, { id: In([...input.recipientOrganisationIds]), status: "LIVE" });
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

/**
 * Ends a consent at once (42 CFR 2.31(a)(6)): from this transaction on no recipient reads under
 * it and nothing more is sent. What was disclosed before stays disclosed.
 */
export async function revokeConsent(
  tx: Transaction,
  input: { consentId: string; expectedVersion?: number | null | undefined },
): Promise<{ consentId: string }> {
  authorise(tx.actor, "consent.manage");
  const consent = await tx.get(Consent, input.consentId, { expectedVersion: input.expectedVersion });
  const state = consentMachine.next(consent.state, "revoke", "discloser");
  await tx.update(Consent, consent, { state, revokedAt: tx.now });
  await tx.change("update consent_grants set revoked_at = $2 where consent_id = $1 and revoked_at is null", [
    consent.id,
    tx.now,
  ]);
  tx.audit({
    action: "consent.revoke",
    subjectType: "consent",
    subjectId: consent.id,
    clientId: consent.clientId,
    consentId: consent.id,
  });
  tx.emit({ type: "consent.revoked", subjectId: consent.id, refIds: { clientId: consent.clientId } });
  return { consentId: consent.id };
}

/** Words for each way in which a consent does not reach. */
const DEFECT_WORDS: Readonly<Record<GrantDefect, string>> = {
  WRONG_RECIPIENT: "No consent names this recipient.",
  REVOKED: "The consent was revoked.",
  EXPIRED: "The consent has expired.",
  NOT_YET: "The consent is not in force yet.",
  WRONG_PURPOSE: "The consent is for another purpose.",
  CATEGORY_NOT_COVERED: "The consent does not cover all of this information.",
};

export function consentInvalid(defect: GrantDefect, path: readonly string[] = []): DomainError {
  return new DomainError("CONSENT_INVALID", DEFECT_WORDS[defect], { reason: defect, path });
}

/**
 * The consent that allows this disclosure now, with its reach to the recipient.
 * @throws DomainError CONSENT_MISSING when none names the recipient; CONSENT_INVALID with the
 *   reason of the newest one otherwise
 */
export async function requireConsent(
  tx: Transaction,
  need: Need & { clientId: string },
  path: readonly string[] = [],
): Promise<{ grant: ConsentGrant; consent: Consent }> {
  const { organisationId } = tx.actor;
  const consents = await tx.find(Consent, { clientId: need.clientId }, { order: { createdAt: "DESC", id: "DESC" } });
  const grants = await tx.find(ConsentGrant, {
    senderOrganisationId: organisationId,
    recipientOrganisationId: need.recipientOrganisationId,
    consentId: In(consents.map((consent) => consent.id)),
  });
  let first: GrantDefect | undefined;
  for (const consent of consents) {
    const grant = grants.find((candidate) => candidate.consentId === consent.id);
    if (!grant) continue;
    const defect = grantDefect(grant, need, tx.now);
    if (!defect) return { grant, consent };
    first ??= defect;
  }
  if (first) throw consentInvalid(first, path);
  throw new DomainError("CONSENT_MISSING", "There is no consent that names this recipient.", { path });
}

/** Lets the recipient see that it was granted something. The first release counts. */
export async function releaseGrant(tx: Transaction, grant: ConsentGrant): Promise<void> {
  await tx.change("update consent_grants set released_at = $2 where id = $1 and released_at is null", [
    grant.id,
    tx.now,
  ]);
}
