import type { Transaction } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import { notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { Coverage, liveClient, searchNameOf } from "../clients/index.ts";
import type { Category, Consent, ConsentGrant } from "../consent/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import {
  NEVER_IN_PACKETS,
  REDISCLOSURE_NOTICE,
  redisclosureRule,
  releaseGrant,
  requireConsent,
} from "../consent/index.ts";
import { scheduleDeadlines, startClock } from "./clock.service.ts";
import type { ConsentCopy } from "./packet.entity.ts";
import { ReferralPacket } from "./packet.entity.ts";
import { recordFacts } from "./packet-source.query.ts";
import type { PacketContent } from "./packet.rules.ts";
import { packetContent } from "./packet.rules.ts";
import type { ReferralRecipient } from "./recipient.entity.ts";
import { movePart } from "./recipient.service.ts";
import type { Referral } from "./referral.entity.ts";

/**
 * Sends one wave. Each recipient is sent to under a consent that names it and covers every
 * category of the packet (42 CFR 2.31, 2.33); one that lacks it stops them all.
 * @param path of the recipients in the input, for the error
 */
export async function sendWave(
  tx: Transaction,
  referral: Referral,
  parts: readonly ReferralRecipient[],
): Promise<void> {
  await liveClient(tx, referral.clientId);
  const content = await contentOf(tx, referral, parts[0]?.needs ?? []);
  const discloser = await tx.get(Organisation, tx.actor.organisationId);
  const stay = referral.enrollmentId === null ? null : await tx.get(Enrollment, referral.enrollmentId);
  for (const [i, part] of parts.entries()) {
    const path = ["recipients", String(i)];
    const categories = referral.categories.filter((category: Category) => !NEVER_IN_PACKETS.has(category));
    const { grant, consent } = await requireConsent(
      tx,
      {
        clientId: referral.clientId,
        recipientOrganisationId: part.recipientOrganisationId,
        purpose: "TREATMENT",
        categories,
        discloserProgramId: stay?.programId,
      },
      path,
    );
    const recipient = await tx.findOne(Organisation, {
      id: part.recipientOrganisationId,
      status: In(["LIVE", "OUTSIDE"]),
    });
    if (!recipient) throw notFound("organisation", path);
    await tx.insert(ReferralPacket, {
      referralRecipientId: part.id,
      senderOrganisationId: part.senderOrganisationId,
      recipientOrganisationId: part.recipientOrganisationId,
      grantId: grant.id,
      disclosure: referral.disclosure,
      categories,
      content,
      ...personOf(content),
      notice: REDISCLOSURE_NOTICE,
      redisclosure: redisclosureRule(grant.purpose, recipient.redisclosureStatus),
      consentCopy: copyOf(consent, grant, discloser.name, recipient.name),
    });
    await releaseGrant(tx, grant);
    const clock = await startClock(tx, part);
    await movePart(tx, part, "send", "sender", { grantId: grant.id, sentAt: tx.now, ...clock });
    await scheduleDeadlines(tx, { recipientId: part.id });
  }
  tx.audit({
    action: "referral.release-packet",
    subjectType: "referral",
    subjectId: referral.id,
    clientId: referral.clientId,
    purpose: "TREATMENT",
    legalBasis: "CONSENT",
    fields: referral.categories,
  });
}

async function contentOf(tx: Transaction, referral: Referral, needs: readonly string[]): Promise<PacketContent> {
  const { edition, levelCode, urgency, reason, sections, categories } = referral;
  const record = await recordFacts(tx, referral);
  return packetContent({ record, edition, levelCode, urgency, reason, needs, sections }, categories);
}

/** The client's payer today, TEDS PRIMPAY, or null. */
export async function payerOn(tx: Transaction, clientId: string): Promise<number | null> {
  const today = tx.now.toISOString().slice(0, 10);
  const coverages = await tx.find(Coverage, { clientId }, { order: { validFrom: "DESC" } });
  const current = coverages.find(
    (coverage) => coverage.validFrom <= today && (coverage.validTo === null || coverage.validTo > today),
  );
  return current?.paymentSource ?? null;
}

function copyOf(consent: Consent, grant: ConsentGrant, discloser: string, recipient: string): ConsentCopy {
  return {
    discloser,
    recipient,
    purpose: consent.purposeText ?? consent.purpose,
    categories: grant.categories,
    description: consent.description,
    signedBy: consent.signerName,
    signerKind: consent.signerKind,
    signedAt: consent.signedAt.toISOString(),
    expiresAt: consent.expiresAt?.toISOString() ?? null,
    expiryEvent: consent.expiryEvent,
  };
}

/** Whom a packet names, as duplicates are looked for; nobody where it holds no demographics. */
function personOf(content: PacketContent): { searchName: string | null; birthDate: string | null } {
  const { givenName, familyName, birthDate } = content.DEMOGRAPHICS?.facts ?? {};
  const named = typeof givenName === "string" && typeof familyName === "string";
  return {
    searchName: named ? searchNameOf(familyName, givenName) : null,
    birthDate: typeof birthDate === "string" ? birthDate : null,
  };
}
