import {
  BreachClient,
  assessBreach,
  breakGlass,
  openBreach,
  openPacket,
  recordEmergencyDisclosure,
  recordBreachNotice,
  requestRecipientList,
} from "@causeway/care";
import { sentReferral } from "@causeway/care/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";
import type { TestApi } from "./open-test-api.ts";

/** A packet opened in an emergency, a review that waits, a breach that one person was told of, and a request for a list. */
export async function populateDisclosures(
  { db }: TestApi,
  self: OrganisationUnderTest,
  partner: OrganisationUnderTest,
  of: { readonly clientId: string; readonly programId: string },
): Promise<Record<string, string>> {
  const owner = self.actor("OWNER");
  const { recipientIds } = await sentReferral(db, partner.actor("OWNER"), [
    { organisationId: self.organisationId, programId: of.programId },
  ]);
  const recipientId = recipientIds[0] ?? "";
  const why = { nature: "Overdose", consentUnobtainable: "Unconscious" };
  const { emergencyAccessId } = await db.run(owner, (tx) =>
    breakGlass(tx, { recipientId, personnel: "Dr. Okafor", affiliation: "Emergency unit", ...why }),
  );
  await db.run(owner, (tx) => openPacket(tx, { recipientId }));
  await db.recordDenial(self.actor("READ_ONLY"), {
    action: "packet.read",
    subjectType: "referral_recipient",
    subjectId: recipientId,
    reason: "FORBIDDEN",
  });
  const { clientId } = of;
  // By a clinician: who disclosed is not offered the review, and the owner is.
  const { emergencyReviewId } = await db.run(self.actor("CLINICIAN"), (tx) =>
    recordEmergencyDisclosure(tx, {
      clientId,
      recipientName: "Dr. Okafor",
      recipientAffiliation: "County Hospital",
      disclosedBy: "Lee Park",
      at: tx.now,
      manner: "VERBAL",
      categories: ["MEDICATIONS"],
      ...why,
    }),
  );
  return db.run(owner, async (tx) => {
    const today = tx.now.toISOString().slice(0, 10);
    const { breachId } = await openBreach(tx, {
      discoveredOn: today,
      description: "A letter went to another address",
      clientIds: [clientId],
    });
    await assessBreach(tx, {
      breachId,
      factorInformation: "Name and address",
      factorRecipient: "A neighbour",
      factorAcquired: "Opened",
      factorMitigated: "Given back",
      lowProbability: false,
      conclusion: "To be told",
    });
    const affected = await tx.findOne(BreachClient, { breachId });
    const breachClientId = affected?.id ?? "";
    await recordBreachNotice(tx, { breachId, audience: "INDIVIDUAL", breachClientId, sentOn: today, method: "Letter" });
    const [notice] = await tx.query<{ id: string }>("select id from breach_notices where breach_id = $1", [breachId]);
    const { requestId } = await requestRecipientList(tx, { clientId, requestedOn: today });
    return {
      emergency_access: encodeId("emergency_access", emergencyAccessId),
      emergency_review: encodeId("emergency_review", emergencyReviewId),
      breach: encodeId("breach", breachId),
      breach_client: encodeId("breach_client", breachClientId),
      breach_notice: encodeId("breach_notice", notice?.id ?? ""),
      recipient_list_request: encodeId("recipient_list_request", requestId),
    };
  });
}
