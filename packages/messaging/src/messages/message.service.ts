import type { Transaction } from "@causeway/database";
import { isSuppressed, suppress } from "../suppressions/suppression.service.ts";
import { senderName } from "../templates/reveals.rules.ts";
import { render, type Template } from "../templates/template.ts";
import { Message } from "./message.entity.ts";
import { deliverMessage } from "./message.jobs.ts";
import type { Letter } from "./mailer.ts";

export interface MessageOrder<V extends object> {
  readonly template: Template<V>;
  readonly variables: V;
  readonly to: string;
  readonly membershipId?: string;
  readonly clientId?: string;
  /** One message a key and organisation, however often it is ordered. */
  readonly key: string;
}

/**
 * Writes a message to be sent after this transaction commits, under the organisation's neutral alias.
 * @throws DomainError INVALID with reason REVEALS
 */
export async function queueMessage<V extends object>(tx: Transaction, order: MessageOrder<V>): Promise<void> {
  const { organisationId } = tx.actor;
  const { subject, text, html } = render(order.template, order.variables);
  const channel = order.template.channel ?? "EMAIL";
  const id = tx.newId();
  const written = await tx.change(
    `insert into messages (id, organisation_id, channel, purpose, template, membership_id, client_id, to_address, from_name, subject, body_text, body_html, state, dedupe_key, created_at)
     values ($1, $2, $14, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'QUEUED', $12, $13) on conflict (organisation_id, dedupe_key) do nothing`,
    [
      id,
      organisationId,
      order.template.purpose,
      order.template.name,
      order.membershipId ?? null,
      order.clientId ?? null,
      order.to,
      await senderOf(tx),
      subject,
      text,
      channel === "EMAIL" ? html : null,
      order.key,
      tx.now,
      channel,
    ],
  );
  if (written === 1) tx.schedule({ job: deliverMessage.name, subjectId: id, dueAt: tx.now, key: `message ${id} 1` });
}

/** The name that messages of the actor's organisation go out under. */
export async function senderOf(tx: Transaction): Promise<string> {
  const [organisation] = await tx.query<{ sender_alias: string }>(
    "select sender_alias from organisations where id = $1",
    [tx.actor.organisationId],
  );
  return senderName(organisation?.sender_alias ?? "");
}

/**
 * What is to be sent, or null when it was sent, given up or suppressed already. A client's opt-out since the message
 * was written is heeded here, at the last moment.
 */
export async function takeMessage(
  tx: Transaction,
  input: { messageId: string; secret: string },
): Promise<Letter | null> {
  const message = await tx.findOne(Message, { id: input.messageId });
  if (message?.state !== "QUEUED") return null;
  if (
    message.purpose === "CHECK_IN" &&
    (await isSuppressed(tx, { channel: "EMAIL", address: message.toAddress, secret: input.secret }))
  ) {
    await tx.update(Message, message, { state: "SUPPRESSED", errorCode: "OPTED_OUT" });
    return null;
  }
  return {
    id: message.id,
    channel: message.channel,
    to: message.toAddress,
    fromName: message.fromName,
    subject: message.subject,
    text: message.bodyText,
    html: message.bodyHtml,
  };
}

/** Marks a message as sent. The text of one that carried a secret is not kept after it left by SMTP. */
export async function markSent(
  tx: Transaction,
  input: { messageId: string; transport: "SMTP" | "MAILBOX"; secretTemplates: ReadonlySet<string> },
): Promise<void> {
  const message = await tx.findOne(Message, { id: input.messageId });
  if (message?.state !== "QUEUED") return;
  const withheld = input.transport === "SMTP" && input.secretTemplates.has(message.template);
  await tx.update(Message, message, {
    state: "SENT",
    attempts: message.attempts + 1,
    transport: input.transport,
    sentAt: tx.now,
    errorCode: null,
    ...(withheld ? { bodyText: "(held a link that can be used once)", bodyHtml: null } : {}),
  });
}

const MINUTE = 60_000;
/** After each failed attempt; a day of outage costs a day's delay, not a message. */
const WAITS = [1, 5, 30, 120, 360, 720, 1440, 1440].map((minutes) => minutes * MINUTE);

/** Mail servers answer these for an address that does not exist, now or ever. */
const NO_SUCH_ADDRESS = new Set(["550", "551", "553"]);

/**
 * Records a failed attempt: another is scheduled, or the message is given up when the server refused it for good or
 * three and a half days have passed. An address a client's message bounced from is not written to again.
 * @param failure.code of the mail server or the connection, no text
 */
export async function markFailed(
  tx: Transaction,
  input: { messageId: string; failure: { code: string; permanent: boolean }; secret: string },
): Promise<void> {
  const message = await tx.findOne(Message, { id: input.messageId });
  if (message?.state !== "QUEUED") return;
  const attempts = message.attempts + 1;
  const wait = WAITS[attempts - 1];
  const over = input.failure.permanent || wait === undefined;
  await tx.update(Message, message, {
    attempts,
    errorCode: input.failure.code,
    ...(over ? { state: "FAILED" as const } : {}),
  });
  if (!over) {
    tx.schedule({
      job: deliverMessage.name,
      subjectId: message.id,
      dueAt: new Date(tx.now.getTime() + wait),
      key: `message ${message.id} ${attempts + 1}`,
    });
  } else if (message.purpose === "CHECK_IN" && NO_SUCH_ADDRESS.has(input.failure.code)) {
    await suppress(tx, { channel: "EMAIL", address: message.toAddress, reason: "BOUNCE", secret: input.secret });
  }
}
