import { reviewContact } from "./enrollments/review-contact.ts";
import { reviewLeave } from "./enrollments/review-leave.ts";
import { sendInvitation } from "./members/send-invitation.ts";
import { sendPasswordReset } from "./members/send-password-reset.ts";
import { deliverMessage } from "./messages/deliver-message.ts";
import { replayDispatch } from "./queue/replay-dispatch.ts";
import { notifyReceiver } from "./referrals/notify-receiver.ts";
import { notifySender } from "./referrals/notify-sender.ts";
import { deliverWebhook, deliverWebhookAgain } from "./webhooks/deliver-webhook.ts";
import { queueDeliveries } from "./webhooks/queue-deliveries.ts";
import type { Work } from "./work.ts";

/** Every job the worker does, one file each. */
export const allWork: readonly Work[] = [
  notifyReceiver,
  notifySender,
  reviewContact,
  reviewLeave,
  sendInvitation,
  sendPasswordReset,
  deliverMessage,
  queueDeliveries,
  deliverWebhook,
  deliverWebhookAgain,
  replayDispatch,
];
