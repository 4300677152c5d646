import type { Database, Transaction } from "@causeway/database";
import { DomainError, invalid } from "@causeway/kernel";
import { authorise } from "../access/permission.rules.ts";
import type { NewMember } from "../members/member.service.ts";
import { addMember, reservePlaces } from "../members/member.service.ts";
import { Membership } from "../members/membership.entity.ts";
import { ensurePerson } from "../members/person.service.ts";
import { Agreement, Organisation } from "./organisation.entity.ts";

/** The edition of the agreement offered for signature today. */
export const AGREEMENT_EDITION = "2026-01";

export interface NewOrganisation {
  readonly name: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** Neutral name for messages, at most 60 characters; the legal name itself may reveal treatment. */
  readonly senderAlias: string;
  /** Set where the caller derives ids, so that an import may run again. */
  readonly id?: string;
  readonly owner: NewMember;
}

/**
 * Opens an organisation with its first owner, in ONBOARDING. An act of the operator, not of a tenant.
 * @returns ids as UUIDs
 */
export async function createOrganisation(
  db: Database,
  input: NewOrganisation,
): Promise<{ organisationId: string; membershipId: string; personId: string }> {
  checkZone(input.timeZone);
  const { personId, organisationId } = await db.authenticate(async (tx) => ({
    personId: await ensurePerson(tx, input.owner.email),
    organisationId: input.id ?? tx.newId(),
  }));
  await db.runAsSystem("organisation.create", organisationId, async (tx) => {
    // Cut off before it had an owner, it is begun again under the same id.
    if (await tx.findOne(Organisation, { id: organisationId })) {
      if (!(await tx.findOne(Membership, { status: "ACTIVE" }))) return;
      throw new DomainError("DUPLICATE", "There is such an organisation already.", { path: ["id"] });
    }
    await tx.insert(Organisation, {
      id: organisationId,
      name: input.name,
      status: "ONBOARDING",
      timeZone: input.timeZone,
      senderAlias: input.senderAlias,
      redisclosureStatus: "PART2_PROGRAM",
    });
  });
  const place = { ...input.owner, personId, role: "OWNER" };
  await reservePlaces(db, organisationId, [place]);
  const membershipId = await db.runAsSystem("organisation.create", organisationId, (tx) => addMember(tx, place));
  return { organisationId, membershipId, personId };
}

/**
 * Signs the agreement under which this organisation's records may be held for it.
 * 42 CFR 2.11 (qualified service organisation), 45 CFR 164.504(e). Signing again changes nothing.
 */
export async function signAgreement(
  tx: Transaction,
  input: { signedBy: string; edition: string },
): Promise<{ organisationId: string; agreementId: string }> {
  authorise(tx.actor, "organisation.manage");
  if (input.edition !== AGREEMENT_EDITION) {
    throw invalid("edition", "This is not the edition in force.", "EDITION_NOT_IN_FORCE");
  }
  const signedBy = input.signedBy.trim();
  if (signedBy.length < 1 || signedBy.length > 200) throw invalid("signedBy", "A name has 1 to 200 characters.");
  const { organisationId } = tx.actor;
  const organisation = await tx.get(Organisation, organisationId);
  const signed = await tx.findOne(Agreement, { organisationId, edition: input.edition });
  if (signed && organisation.agreementId === signed.id) return { organisationId, agreementId: signed.id };
  const agreement = await tx.insert(Agreement, {
    kind: "QSOA_BAA",
    edition: input.edition,
    signedBy,
    signedAt: tx.now,
  });
  await tx.update(Organisation, organisation, { agreementId: agreement.id });
  tx.audit({ action: "agreement.sign", subjectType: "agreement", subjectId: agreement.id, reason: input.edition });
  return { organisationId, agreementId: agreement.id };
}

/** Opens the organisation for work. None goes live unsigned; the database refuses it as well. */
export async function goLive(tx: Transaction): Promise<{ organisationId: string }> {
  authorise(tx.actor, "organisation.manage");
  const organisation = await tx.get(Organisation, tx.actor.organisationId);
  if (organisation.status !== "ONBOARDING") {
    throw new DomainError("ILLEGAL_TRANSITION", "Only an organisation that is being set up can go live.", {
      path: ["status"],
      reason: organisation.status,
    });
  }
  if (!organisation.agreementId) {
    throw new DomainError("CONFLICT", "The agreement has to be signed first.", { reason: "AGREEMENT_UNSIGNED" });
  }
  await tx.update(Organisation, organisation, { status: "LIVE" });
  tx.audit({ action: "organisation.go-live", subjectType: "organisation", subjectId: organisation.id });
  tx.emit({ type: "organisation.live", subjectId: organisation.id, refIds: {} });
  return { organisationId: organisation.id };
}

/**
 * Says what the organisation is as a holder of records of others (42 CFR 2.33(b)). Holds for what is sent to it from now
 * on; what was sent keeps the mark it came with.
 * @throws DomainError STALE
 */
export async function setRedisclosureStatus(
  tx: Transaction,
  input: { status: Organisation["redisclosureStatus"]; expectedVersion?: number | null | undefined },
): Promise<{ organisationId: string }> {
  authorise(tx.actor, "organisation.manage");
  const { status, expectedVersion } = input;
  const organisation = await tx.get(Organisation, tx.actor.organisationId, { expectedVersion });
  if (organisation.redisclosureStatus !== status) {
    await tx.update(Organisation, organisation, { redisclosureStatus: status });
    tx.audit({
      action: "organisation.redisclosure-status",
      subjectType: "organisation",
      subjectId: organisation.id,
      reason: status,
    });
  }
  return { organisationId: organisation.id };
}

function checkZone(zone: string): void {
  try {
    Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw invalid("timeZone", "This is not an IANA time zone.");
  }
}
