import { z } from "zod";

/** For the sender, when a card was written or changed: the organisation that stands for it follows. Subject: the card. */
export const openReceiver = { name: "outside.open-receiver", schema: z.object({}) };
