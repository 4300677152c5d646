import type { EntityClass } from "@causeway/database";
import { Message } from "./messages/message.entity.ts";
import { Notification } from "./notifications/notification.entity.ts";
import { DeadLetter } from "./queue/dead-letter.entity.ts";
import { WebhookAttempt, WebhookDelivery } from "./webhooks/webhook-delivery.entity.ts";
import { WebhookEndpoint } from "./webhooks/webhook-endpoint.entity.ts";

export { TEXT_WITHHELD, invitationMailKey, mailboxOf, newestMailTo } from "./messages/mailbox.query.ts";
export { createMailer, MailFailure, type Letter, type Mailer } from "./messages/mailer.ts";
export { createTexter, type Texter } from "./messages/texter.ts";
export { Message } from "./messages/message.entity.ts";
export { deliverMessage } from "./messages/message.jobs.ts";
export {
  markFailed,
  markSent,
  queueMessage,
  senderOf,
  takeMessage,
  type MessageOrder,
} from "./messages/message.service.ts";
export { Notification } from "./notifications/notification.entity.ts";
export { markNotificationRead, notifyMembers, type Notice } from "./notifications/notification.service.ts";
export { DeadLetter } from "./queue/dead-letter.entity.ts";
export { replayDeadLetter, replayDispatch } from "./queue/dead-letter.service.ts";
export { isSuppressed, suppress, suppressClient } from "./suppressions/suppression.service.ts";
export { reveals, senderName } from "./templates/reveals.rules.ts";
export {
  checkTemplates,
  defineTemplate,
  escapeHtml,
  render,
  type AnyTemplate,
  type Template,
} from "./templates/template.ts";
export {
  checkInTemplate,
  confirmationTemplate,
  invitationTemplate,
  NEWS,
  outsideCodeTemplate,
  outsideLinkTemplate,
  outsideNewsTemplate,
  passwordResetTemplate,
  referralTemplate,
  templates,
  webhookWarningTemplate,
  type ReferralNews,
} from "./templates/templates.ts";

export { eventAsTold, type EventAsTold } from "./webhooks/event-payload.rules.ts";
export { postWebhook, type PostOptions, type PostResult } from "./webhooks/post.ts";
export { WebhookAttempt, WebhookDelivery } from "./webhooks/webhook-delivery.entity.ts";
export {
  queueWebhookDeliveries,
  recordWebhookAttempt,
  replayWebhookDelivery,
  takeWebhookDelivery,
  testWebhookEndpoint,
} from "./webhooks/webhook-delivery.service.ts";
export { WebhookEndpoint } from "./webhooks/webhook-endpoint.entity.ts";
export {
  createWebhookEndpoint,
  rotateWebhookSecret,
  updateWebhookEndpoint,
  type WebhookSettings,
} from "./webhooks/webhook-endpoint.service.ts";
export { deliverWebhook, deliverWebhookAgain, queueDeliveries } from "./webhooks/webhook.jobs.ts";

/** What a Database is opened with for this package. */
export const messagingEntities: readonly EntityClass[] = [
  Notification,
  Message,
  WebhookEndpoint,
  WebhookDelivery,
  WebhookAttempt,
  DeadLetter,
];
