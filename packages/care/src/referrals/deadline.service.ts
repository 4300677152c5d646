import type { Transaction } from "@causeway/database";
import { deadlinesOf, isWaiting } from "./clock.service.ts";
import type { PartInput } from "./recipient.service.ts";
import { loadPart, movePart } from "./recipient.service.ts";
import { referralEvent } from "./referral.events.ts";
import { settleReferral } from "./settlement.service.ts";

/** Job of the sender at half the time: the recipient is reminded, once. A deadline that has moved since reminds later. */
export async function remindRecipient(tx: Transaction, input: PartInput): Promise<{ reminded: boolean }> {
  const part = await loadPart(tx, "sender", input);
  if (!isWaiting(part) || (await deadlinesOf(tx, part)).remindAt > tx.now) return { reminded: false };
  if (!(await tx.once(`referral.remind ${part.id}`))) return { reminded: false };
  tx.emit(referralEvent("referral.reminded", part));
  return { reminded: true };
}

/** Job of the sender when the time is up: both sides are told, once. A deadline that has moved since escalates later. */
export async function escalateReferral(tx: Transaction, input: PartInput): Promise<{ escalated: boolean }> {
  const part = await loadPart(tx, "sender", input);
  if (!isWaiting(part) || !part.dueAt || part.dueAt > tx.now || !(await tx.once(`referral.escalate ${part.id}`)))
    return { escalated: false };
  tx.emit(referralEvent("referral.escalated", part));
  return { escalated: true };
}

/** Job of the sender at twice the time: the part expires and the client is the sender's again. */
export async function expireReferral(tx: Transaction, input: PartInput): Promise<{ expired: boolean }> {
  const part = await loadPart(tx, "sender", input);
  if (!isWaiting(part) || !part.expiresAt || part.expiresAt > tx.now) return { expired: false };
  await movePart(tx, part, "expire", "system");
  await settleReferral(tx, { referralId: part.referralId });
  return { expired: true };
}
