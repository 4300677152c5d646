import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { referralEvent } from "../referrals/index.ts";
import { ReferralMessage, writtenBy } from "./message.entity.ts";
import { discloseToRecipient, readsTheOther, requireOpen, standingAt } from "./side.service.ts";
import type { Side } from "./thread.rules.ts";
import { checkedMessage } from "./thread.rules.ts";

/**
 * Adds a message to the thread of one part. What the sender writes its recipient reads only while the packet is open.
 * @throws DomainError INVALID; NOT_FOUND; FORBIDDEN; CONFLICT (ENDED); CONSENT_INVALID (ENDED)
 */
export async function postReferralMessage(
  tx: Transaction,
  input: { recipientId: string; text: string },
): Promise<{ messageId: string }> {
  const text = checkedMessage(input.text);
  const standing = await standingAt(tx, input.recipientId);
  await requireOpen(tx, standing);
  const { part, side } = standing;
  const message = await tx.insert(ReferralMessage, {
    referralRecipientId: part.id,
    senderOrganisationId: part.senderOrganisationId,
    recipientOrganisationId: part.recipientOrganisationId,
    side,
    authorKind: tx.actor.kind,
    authorId: tx.actor.id,
    text,
  });
  tx.audit({ action: "referral.post-message", subjectType: "referral_recipient", subjectId: part.id });
  // A recipient that may not read the sender's words yet is not told either that there are any.
  const isTold = side === "RECIPIENT" || (await readsTheOther(tx, { part, side: "RECIPIENT" }));
  const event = referralEvent("referral.message-posted", part, isTold ? undefined : [part.senderOrganisationId]);
  tx.emit({ ...event, refIds: { ...event.refIds, messageId: message.id } });
  return { messageId: message.id };
}

export interface MessagePage {
  readonly limit: number;
  /** Of the row to start after: its instant and id. */
  readonly after?: readonly (string | number | null)[];
  /** From the newest on, answered in the order of writing all the same. */
  readonly backwards?: boolean;
}

/** A message as it is read. */
export interface ReadMessage {
  readonly id: string;
  readonly side: Side;
  readonly senderOrganisationId: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly writtenBy: string | null;
}

/**
 * A page of a thread, in the order it was written. Where it holds words of the sender and the recipient reads, this is a
 * disclosure, accounted for once; row security leaves them out while the packet is shut.
 * @throws DomainError NOT_FOUND; FORBIDDEN; CONSENT_INVALID
 */
export async function readMessages(
  tx: Transaction,
  input: { recipientId: string } & MessagePage,
): Promise<{ messages: ReadMessage[]; keys: string[][]; hasMore: boolean }> {
  authorise(tx.actor, "packet.read");
  const standing = await standingAt(tx, input.recipientId);
  const { part, side } = standing;
  const { limit, after, backwards = false } = input;
  const direction = backwards ? "desc" : "asc";
  const values: unknown[] = [part.id, limit + 1, (await readsTheOther(tx, standing)) ? null : side];
  if (after) values.push(after[0], after[1]);
  const rows = await tx.query<ReadMessage & { key: string }>(
    `select m.id, m.side, m.sender_organisation_id as "senderOrganisationId", m.text, m.created_at as "createdAt",
            m.created_at::text as key, ${writtenBy("m")} as "writtenBy"
     from referral_messages m
     where m.referral_recipient_id = $1 and m.side = coalesce($3, m.side)
       ${after ? `and (m.created_at, m.id) ${backwards ? "<" : ">"} ($4::timestamptz, $5::uuid)` : ""}
     order by m.created_at ${direction}, m.id ${direction} limit $2`,
    values,
  );
  const hasMore = rows.length > limit;
  const messages = hasMore ? rows.slice(0, limit) : rows;
  if (backwards) messages.reverse();
  const others = messages.filter((message) => message.side !== side);
  if (others.length > 0) {
    if (side === "RECIPIENT") await discloseToRecipient(tx, part);
    else tx.audit({ action: "thread.read", subjectType: "referral_recipient", subjectId: part.id });
    await markRead(tx, part, side, others.at(-1)?.createdAt ?? tx.now);
  }
  return { messages, keys: messages.map((message) => [message.key, message.id]), hasMore };
}

/** Remembers how far a side has read; never backwards. */
async function markRead(
  tx: Transaction,
  part: { id: string; senderOrganisationId: string; recipientOrganisationId: string },
  side: Side,
  readAt: Date,
): Promise<void> {
  const column = side === "SENDER" ? "sender_read_at" : "recipient_read_at";
  await tx.query(
    `insert into referral_threads as t (referral_recipient_id, sender_organisation_id, recipient_organisation_id, ${column})
     values ($1, $2, $3, $4)
     on conflict (referral_recipient_id) do update set ${column} = excluded.${column}
       where t.${column} is null or t.${column} < excluded.${column}`,
    [part.id, part.senderOrganisationId, part.recipientOrganisationId, readAt],
  );
}
