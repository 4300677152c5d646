import { z } from "zod";

/** Sends one queued message. The subject is the message. */
export const deliverMessage = { name: "message.deliver", schema: z.object({}) };
