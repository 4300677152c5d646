import type { Transaction } from "@causeway/database";
import { can } from "@causeway/identity";
import { consentStands } from "../referrals/index.ts";
import { mayWrite, standingAt } from "./side.service.ts";
import type { Side } from "./thread.rules.ts";
import { isOpenForWords } from "./thread.rules.ts";

/** Where the exchange of one part stands, for who asks. */
export interface Thread {
  readonly recipientId: string;
  readonly side: Side;
  /** Messages of the other side that nobody here has read, of those that may be read now. */
  readonly unread: number;
  /** Whether words and documents may be added now. */
  readonly canWrite: boolean;
}

const UNREAD = `select count(*)::int as unread from referral_messages m
  left join referral_threads t on t.referral_recipient_id = m.referral_recipient_id
  where m.referral_recipient_id = $1 and m.side <> $2
    and m.created_at > coalesce(case $2 when 'SENDER' then t.sender_read_at else t.recipient_read_at end, '-infinity')`;

/** Null to who may not read packets. Counting is no disclosure: nothing that was written is told. */
export async function threadOf(tx: Transaction, recipientId: string): Promise<Thread | null> {
  if (!can(tx.actor, "packet.read")) return null;
  const { part, side } = await standingAt(tx, recipientId);
  const [row] = await tx.query<{ unread: number }>(UNREAD, [part.id, side]);
  const canWrite = mayWrite(tx.actor, side) && isOpenForWords(part) && (await consentStands(tx, part));
  return { recipientId: part.id, side, unread: row?.unread ?? 0, canWrite };
}

/** What a side may be told of a message that waits: the number of the referral, and since when it has not read. */
export interface MessageNotice {
  readonly side: Side;
  readonly number: string;
  readonly referralId: string;
  /** One notice for all that is unread: the mark up to which this side has read. */
  readonly readTo: string;
  readonly createdBy: string | null;
}

/** Null when nothing unread may be read by the actor's organisation now: the packet may have closed since. */
export async function messageNotice(tx: Transaction, recipientId: string): Promise<MessageNotice | null> {
  const { part, side } = await standingAt(tx, recipientId);
  if (!(await consentStands(tx, part))) return null;
  const [row] = await tx.query<{ unread: number }>(UNREAD, [part.id, side]);
  if (!row || row.unread === 0) return null;
  const [also] = await tx.query<{ mark: string | null; created_by: string | null }>(
    `select case $2 when 'SENDER' then t.sender_read_at else t.recipient_read_at end::text as mark, own.created_by
     from referral_recipients r
       left join referral_threads t on t.referral_recipient_id = r.id
       left join referrals own on own.id = r.referral_id
     where r.id = $1`,
    [part.id, side],
  );
  return {
    side,
    number: part.number,
    referralId: part.referralId,
    readTo: also?.mark ?? "never",
    createdBy: also?.created_by ?? null,
  };
}
