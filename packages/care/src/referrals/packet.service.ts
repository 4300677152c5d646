import type { Transaction } from "@causeway/database";
import { Organisation, authorise, can } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { MoreThan } from "typeorm";
import {
  ConsentGrant,
  consentInvalid,
  defectTold,
  disclose,
  discloseInEmergency,
  grantDefect,
} from "../consent/index.ts";
import { EmergencyAccess } from "./emergency-access.entity.ts";
import { ReferralAward, ReferralPacket } from "./packet.entity.ts";
import type { ReferralRecipient } from "./recipient.entity.ts";
import { recipientMachine } from "./recipient.machine.ts";
import type { PartInput } from "./recipient.service.ts";
import { loadPart } from "./recipient.service.ts";

/**
 * Opens the packet for the recipient: a disclosure, accounted for to the sender each time.
 * Consent is looked at again on each read; the table's own policy refuses too. Where it does not open the packet, a
 * medical emergency that this recipient opened does, for its hours (42 CFR 2.51).
 * @throws DomainError CONSENT_INVALID with the reason; CONFLICT (NOT_OPEN) before the recipient is
 *   the chosen one, and when a rival is; FORBIDDEN; NOT_FOUND
 */
export async function openPacket(tx: Transaction, input: PartInput): Promise<ReferralPacket> {
  authorise(tx.actor, "packet.read");
  const part = await loadPart(tx, "recipient", input);
  const packet = await tx.findOne(ReferralPacket, { referralRecipientId: part.id });
  const grant = part.grantId === null ? null : await tx.findOne(ConsentGrant, { id: part.grantId });
  const emergency = packet && (await emergencyOf(tx, part));
  if (packet && emergency && !(await consentOpens(tx, part, packet, grant)))
    return openInEmergency(tx, part, packet, emergency);
  if (grant) {
    const categories = packet?.categories ?? [];
    const defect = grantDefect(
      grant,
      { recipientOrganisationId: tx.actor.organisationId, purpose: "TREATMENT", categories },
      tx.now,
    );
    if (defect) throw consentInvalid(defectTold(defect));
  }
  if (!packet || !grant) throw notOpen();
  const reader = await tx.get(Organisation, tx.actor.organisationId);
  await disclose(tx, {
    kind: "READ",
    grant,
    recipientName: reader.name,
    purpose: "TREATMENT",
    categories: packet.categories,
    referralRecipientId: part.id,
  });
  return packet;
}

const notOpen = (): DomainError =>
  new DomainError("CONFLICT", "The packet is not open to this organisation.", { reason: "NOT_OPEN" });

/**
 * Whether the consent alone opens a packet that is seen in an emergency: as the policy of its table says without one.
 * A read that consent covers is no use of an emergency.
 */
export async function consentOpens(
  tx: Transaction,
  part: ReferralRecipient,
  packet: ReferralPacket,
  grant: ConsentGrant | null,
): Promise<boolean> {
  const need = {
    recipientOrganisationId: part.recipientOrganisationId,
    purpose: "TREATMENT" as const,
    categories: packet.categories,
  };
  if (!grant || grantDefect(grant, need, tx.now) !== null) return false;
  if (part.state === "DRAFT" || (recipientMachine.terminal.has(part.state) && part.state !== "ATTENDED")) return false;
  const award = await tx.findOne(ReferralAward, { referralId: part.referralId });
  if (!award) return false;
  return award.winnerRecipientId === part.id || (award.winnerRecipientId === null && packet.disclosure === "AT_SEND");
}

/** The emergency that keeps this packet open now, for whoever of the recipient may read in one. */
async function emergencyOf(tx: Transaction, part: ReferralRecipient): Promise<EmergencyAccess | null> {
  const [newest] = await tx.find(
    EmergencyAccess,
    { referralRecipientId: part.id, recipientOrganisationId: tx.actor.organisationId, closesAt: MoreThan(tx.now) },
    { order: { openedAt: "DESC" }, take: 1 },
  );
  return newest ?? null;
}

async function openInEmergency(
  tx: Transaction,
  part: ReferralRecipient,
  packet: ReferralPacket,
  emergency: EmergencyAccess,
): Promise<ReferralPacket> {
  // To medical personnel alone: to others of the house it is as closed as before.
  if (!can(tx.actor, "emergency.access")) throw notOpen();
  const reader = await tx.get(Organisation, tx.actor.organisationId);
  await discloseInEmergency(tx, {
    senderOrganisationId: part.senderOrganisationId,
    referralRecipientId: part.id,
    recipientName: reader.name,
    categories: packet.categories,
    personnel: emergency.personnel,
    affiliation: emergency.affiliation,
    disclosedBy: emergency.openedByName,
    circumstances: `${emergency.nature}; no consent because: ${emergency.consentUnobtainable}`,
  });
  return packet;
}
