import type { Transaction } from "@causeway/database";
import { Membership, authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { MoreThan } from "typeorm";
import { ConsentGrant } from "../consent/index.ts";
import type { PartInput } from "../referrals/index.ts";
import { EMERGENCY_HOURS, EmergencyAccess, ReferralPacket, consentOpens, loadPart } from "../referrals/index.ts";
import { openReview } from "./emergency-review.service.ts";

export interface BreakGlass extends PartInput {
  /** The medical personnel who treat, by name, and the facility they are with. */
  readonly personnel: string;
  readonly affiliation: string;
  readonly nature: string;
  /** Why a consent could not be had. */
  readonly consentUnobtainable: string;
}

/**
 * Opens the packet of a referral to medical personnel of the recipient for four hours, although its consent does not
 * (42 CFR 2.51): not chosen yet, revoked, run out, or the part ended. The sender is told at once, and both sides look
 * at it within a business day.
 * @throws DomainError CONFLICT (reason OPEN when the consent opens it; ALREADY_OPENED; NOT_SENT; NOT_A_PERSON); INVALID;
 *   FORBIDDEN; NOT_FOUND
 */
export async function breakGlass(
  tx: Transaction,
  input: BreakGlass,
): Promise<{ recipientId: string; emergencyAccessId: string }> {
  authorise(tx.actor, "emergency.access");
  authorise(tx.actor, "packet.read");
  const part = await loadPart(tx, "recipient", input);
  if (tx.actor.kind !== "person" || tx.actor.id === null)
    throw conflict("A person opens a packet in an emergency.", "NOT_A_PERSON");
  const personnel = said(input.personnel, "personnel", 200, "Say who treats.");
  const affiliation = said(input.affiliation, "affiliation", 200, "Say with which facility they are.");
  const nature = said(input.nature, "nature", 2000, "Say what the emergency is.");
  const consentUnobtainable = said(
    input.consentUnobtainable,
    "consentUnobtainable",
    2000,
    "Say why a consent could not be had.",
  );
  const open = await tx.findOne(EmergencyAccess, { referralRecipientId: part.id, closesAt: MoreThan(tx.now) });
  if (open) throw conflict("This packet is open in an emergency already.", "ALREADY_OPENED");
  const grant = part.grantId === null ? null : await tx.findOne(ConsentGrant, { id: part.grantId });
  const seen = await tx.findOne(ReferralPacket, { referralRecipientId: part.id });
  if (seen && (await consentOpens(tx, part, seen, grant)))
    throw conflict("The consent opens this packet: read it.", "OPEN");
  const member = await tx.get(Membership, tx.actor.id);
  const access = await tx.insert(EmergencyAccess, {
    referralRecipientId: part.id,
    senderOrganisationId: part.senderOrganisationId,
    recipientOrganisationId: part.recipientOrganisationId,
    personnel,
    affiliation,
    nature,
    consentUnobtainable,
    openedBy: tx.actor.id,
    openedByName: member.displayName,
    openedAt: tx.now,
    closesAt: new Date(tx.now.getTime() + EMERGENCY_HOURS * 3_600_000),
  });
  await openReview(tx, { access, clientId: null });
  tx.audit({
    action: "emergency.open",
    subjectType: "referral_recipient",
    subjectId: part.id,
    purpose: "TREATMENT",
    legalBasis: "MEDICAL_EMERGENCY",
  });
  const { senderOrganisationId, recipientOrganisationId } = part;
  tx.emit({
    type: "emergency.opened",
    subjectId: access.id,
    refIds: { senderOrganisationId, recipientOrganisationId, referralRecipientId: part.id },
    audience: [senderOrganisationId, recipientOrganisationId],
  });
  return { recipientId: part.id, emergencyAccessId: access.id };
}

function said(text: string, path: string, longest: number, words: string): string {
  const trimmed = text.trim();
  if (trimmed === "") throw invalid(path, words, "MISSING");
  if (trimmed.length > longest) throw invalid(path, `At most ${longest} characters.`);
  return trimmed;
}

function conflict(words: string, reason: string): DomainError {
  return new DomainError("CONFLICT", words, { path: ["id"], reason });
}
