import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { ConsentGrant, consentInvalid, disclose, grantDefect } from "../consent/index.ts";
import { ReferralPacket } from "./packet.entity.ts";
import type { PartInput } from "./recipient.service.ts";
import { loadPart } from "./recipient.service.ts";

/**
 * Opens the packet for the recipient: a disclosure, accounted for to the sender each time.
 * Consent is looked at again on each read; the table's own policy refuses too.
 * @throws DomainError CONSENT_INVALID with the reason; CONFLICT (NOT_OPEN) before the recipient is
 *   the chosen one, and when a rival is; FORBIDDEN; NOT_FOUND
 */
export async function openPacket(tx: Transaction, input: PartInput): Promise<ReferralPacket> {
  authorise(tx.actor, "packet.read");
  const part = await loadPart(tx, "recipient", input);
  const grant = part.grantId === null ? null : await tx.findOne(ConsentGrant, { id: part.grantId });
  const packet = await tx.findOne(ReferralPacket, { referralRecipientId: part.id });
  if (grant) {
    const categories = packet?.categories ?? [];
    const defect = grantDefect(
      grant,
      { recipientOrganisationId: tx.actor.organisationId, purpose: "TREATMENT", categories },
      tx.now,
    );
    if (defect) throw consentInvalid(defect);
  }
  if (!packet || !grant)
    throw new DomainError("CONFLICT", "The packet is not open to this organisation.", { reason: "NOT_OPEN" });
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
