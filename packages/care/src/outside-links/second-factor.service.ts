import { timingSafeEqual } from "node:crypto";
import type { Transaction } from "@causeway/database";
import { newToken, tokenHash } from "@causeway/identity";
import {
  CODES_AN_HOUR,
  CODE_MINUTES,
  FAILURES_UNTIL_CLOSED,
  LOCK_MS,
  SESSION_IDLE_MS,
  SESSION_MS,
  TRIES_UNTIL_LOCK,
  isCode,
} from "./code.rules.ts";
import type { OutsideLink } from "./link.entity.ts";

const HOUR = 3_600_000;

/**
 * Asks for a code, which the sender's side sends by another road. One statement, so that requests at the same time are
 * counted one after another.
 * @returns false when three were asked within the hour, or the link rests
 */
export async function askForCode(tx: Transaction, link: OutsideLink): Promise<boolean> {
  const asked = await tx.change(
    `update outside_links set code_id = $2, code_expires_at = $3,
       codes_asked = case when codes_asked_since > $4 then codes_asked + 1 else 1 end,
       codes_asked_since = case when codes_asked_since > $4 then codes_asked_since else $5 end
     where id = $1 and closed_at is null and (locked_until is null or locked_until <= $5)
       and (codes_asked_since is null or codes_asked_since <= $4 or codes_asked < $6)`,
    [
      link.id,
      tx.newId(),
      new Date(tx.now.getTime() + CODE_MINUTES * 60_000),
      new Date(tx.now.getTime() - HOUR),
      tx.now,
      CODES_AN_HOUR,
    ],
  );
  if (asked === 0) return false;
  tx.audit({ action: "outside-code.ask", subjectType: "referral_recipient", subjectId: link.referralRecipientId });
  // Not told to anybody but the job that sends it.
  tx.emit({
    type: "outside-code.asked",
    subjectId: link.id,
    refIds: { senderOrganisationId: link.senderOrganisationId, recipientOrganisationId: link.recipientOrganisationId },
  });
  return true;
}

/** What came of a code: a session for this browser, or nothing, and whether the link is closed by it. */
export type CodeOutcome = { readonly token: string } | { readonly token: null; readonly closed: boolean };

/**
 * Proves the second factor. Each try is taken by a statement of its own before the code is looked at, so that tries at
 * the same time cannot all be the first; a wrong one stays counted because this returns and does not throw.
 */
export async function proveCode(
  tx: Transaction,
  input: { link: OutsideLink; code: string; secret: string },
): Promise<CodeOutcome> {
  const { link } = input;
  const subject = { subjectType: "referral_recipient", subjectId: link.referralRecipientId };
  const [taken] = await tx.query<{ tries: number; code_id: string | null; code_expires_at: Date | null }>(
    `update outside_links set tries = case when locked_until <= $2 then 1 else tries + 1 end,
       locked_until = case when locked_until <= $2 then null else locked_until end
     where id = $1 and closed_at is null and (locked_until is null or locked_until <= $2)
     returning tries, code_id, code_expires_at`,
    [link.id, tx.now],
  );
  if (!taken) return { token: null, closed: false };
  const right =
    taken.code_id !== null &&
    taken.code_expires_at !== null &&
    taken.code_expires_at > tx.now &&
    isCode(input.secret, taken.code_id, input.code);
  if (right) {
    const token = newToken();
    await tx.query(
      `update outside_links set code_id = null, code_expires_at = null, tries = 0, session_hash = $2,
         session_seen_at = $3, session_until = $4, opened_at = coalesce(opened_at, $3) where id = $1`,
      [link.id, tokenHash(token), tx.now, new Date(tx.now.getTime() + SESSION_MS)],
    );
    tx.audit({ action: "outside-link.open", ...subject });
    return { token };
  }
  const locks = taken.tries >= TRIES_UNTIL_LOCK;
  const [failed] = await tx.query<{ failures: number }>(
    `update outside_links set failures = failures + 1,
       locked_until = case when $2 then $3::timestamptz else locked_until end,
       code_id = case when $2 then null else code_id end,
       closed_at = case when failures + 1 >= $4 then $5::timestamptz end
     where id = $1 returning failures`,
    [link.id, locks, new Date(tx.now.getTime() + LOCK_MS), FAILURES_UNTIL_CLOSED, tx.now],
  );
  tx.audit({ action: "outside-code.wrong", ...subject, outcome: "DENIED" });
  const closed = (failed?.failures ?? 0) >= FAILURES_UNTIL_CLOSED;
  if (closed)
    tx.emit({
      type: "outside-link.closed",
      subjectId: link.referralRecipientId,
      refIds: {
        senderOrganisationId: link.senderOrganisationId,
        recipientOrganisationId: link.recipientOrganisationId,
      },
    });
  return { token: null, closed };
}

/** Whether this browser proved the code for this very link and has been used since. Being used keeps it. */
export async function inSession(tx: Transaction, link: OutsideLink, token: string | null): Promise<boolean> {
  const { sessionHash, sessionSeenAt, sessionUntil } = link;
  if (token === null || sessionHash === null || sessionSeenAt === null || sessionUntil === null) return false;
  if (!timingSafeEqual(tokenHash(token), sessionHash)) return false;
  if (sessionUntil <= tx.now || sessionSeenAt.getTime() + SESSION_IDLE_MS <= tx.now.getTime()) return false;
  await tx.query("update outside_links set session_seen_at = $2 where id = $1 and session_hash = $3", [
    link.id,
    tx.now,
    sessionHash,
  ]);
  return true;
}

/** The browser is done. */
export async function leaveSession(tx: Transaction, link: OutsideLink): Promise<void> {
  await tx.query("update outside_links set session_hash = null, session_until = null where id = $1", [link.id]);
}
