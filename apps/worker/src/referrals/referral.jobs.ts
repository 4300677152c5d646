import { NEWS, type ReferralNews } from "@causeway/messaging";
import { z } from "zod";

const news = z.enum(Object.keys(NEWS) as [ReferralNews, ...ReferralNews[]]);

/** What happened, told to the organisation that was asked. The subject is the recipient of the referral. */
export const notifyReceiver = { name: "referral.notify-receiver", schema: z.object({ news }) };

/** What became of it, told to the organisation that asked. */
export const notifySender = { name: "referral.notify-sender", schema: z.object({ news }) };
