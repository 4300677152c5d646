import { z } from "zod";

/** For the discloser, when a recipient of its referral opened a packet in an emergency. Subject: the access. */
export const tellOfEmergencyJob = {
  name: "emergency.tell-sender",
  schema: z.object({ senderOrganisationId: z.uuid(), recipientOrganisationId: z.uuid() }),
} as const;
