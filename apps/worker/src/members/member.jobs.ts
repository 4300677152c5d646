import { z } from "zod";

/** The subject is the invitation. */
export const sendInvitation = { name: "member.send-invitation", schema: z.object({}) };

/** The subject is the membership. */
export const sendPasswordReset = { name: "member.send-password-reset", schema: z.object({ resetId: z.uuid() }) };
