import type { Transaction } from "@causeway/database";
import { DomainError } from "@causeway/kernel";
import { In } from "typeorm";
import { ConsentGrant } from "./consent-grant.entity.ts";
import { Consent } from "./consent.entity.ts";
import type { GrantDefect, Need } from "./consent.rules.ts";
import { grantDefect } from "./consent.rules.ts";
import { restricted, restrictionDefect } from "./restriction.service.ts";

/** Why a consent does not allow what somebody wants to disclose; the last is the consent's own, not a grant's. */
type ReachDefect = GrantDefect | "WRONG_DISCLOSER";

/** Words for each way in which a consent does not reach. */
const DEFECT_WORDS: Readonly<Record<ReachDefect, string>> = {
  WRONG_DISCLOSER: "The consent lets another program disclose.",
  WRONG_RECIPIENT: "No consent names this recipient.",
  REVOKED: "The consent does not stand any more.",
  HELD: "The consent is held: the client said that it is to be revoked.",
  EXPIRED: "The consent has expired.",
  NOT_YET: "The consent is not in force yet.",
  WRONG_PURPOSE: "The consent is for another purpose.",
  CATEGORY_NOT_COVERED: "The consent does not cover all of this information.",
};

export function consentInvalid(defect: ReachDefect, path: readonly string[] = []): DomainError {
  return new DomainError("CONSENT_INVALID", DEFECT_WORDS[defect], { reason: defect, path });
}

/**
 * The consent that allows this disclosure now, with its reach to the recipient, which it names: a class of recipients
 * that it may speak of opens nothing.
 * @param need.discloserProgramId the program whose client it is; none where the organisation itself discloses
 * @throws DomainError CONSENT_MISSING when none names the recipient; CONSENT_INVALID with the
 *   reason of the newest one otherwise, or RESTRICTED by what the client asked for
 */
export async function requireConsent(
  tx: Transaction,
  need: Need & { clientId: string; discloserProgramId?: string | null | undefined },
  path: readonly string[] = [],
): Promise<{ grant: ConsentGrant; consent: Consent }> {
  const { organisationId } = tx.actor;
  const consents = await tx.find(Consent, { clientId: need.clientId }, { order: { createdAt: "DESC", id: "DESC" } });
  const grants = await tx.find(ConsentGrant, {
    senderOrganisationId: organisationId,
    recipientOrganisationId: need.recipientOrganisationId,
    consentId: In(consents.map((consent) => consent.id)),
  });
  let first: ReachDefect | undefined;
  for (const consent of consents) {
    const grant = grants.find((candidate) => candidate.consentId === consent.id);
    if (!grant) continue;
    const mayDisclose = consent.discloserProgramId === null || consent.discloserProgramId === need.discloserProgramId;
    const defect = grantDefect(grant, need, tx.now) ?? (mayDisclose ? null : "WRONG_DISCLOSER");
    if (!defect) {
      const wanted = { ...need, towardsOrganisationId: need.recipientOrganisationId };
      if (await restrictionDefect(tx, wanted)) throw restricted(path);
      return { grant, consent };
    }
    first ??= defect;
  }
  if (first) throw consentInvalid(first, path);
  throw new DomainError("CONSENT_MISSING", "There is no consent that names this recipient.", { path });
}

/**
 * Lets the recipient see that it was granted something; the first release counts. Whoever ends the consent in this very
 * moment either comes before, and nothing is sent, or after, and finds what was sent.
 * @throws DomainError CONSENT_INVALID when it ended since it was read
 */
export async function releaseGrant(tx: Transaction, grant: ConsentGrant): Promise<void> {
  const released = await tx.change(
    `update consent_grants set released_at = coalesce(released_at, $2)
     where id = $1 and revoked_at is null and held_at is null and (expires_at is null or expires_at > $2)`,
    [grant.id, tx.now],
  );
  if (released === 0) throw consentInvalid("REVOKED");
}
