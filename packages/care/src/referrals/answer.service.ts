import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { holdPlace, releasePlace } from "../programs/index.ts";
import { cancelTasksAbout } from "../tasks/index.ts";
import { scheduleDeadlines, startClock, stopClock } from "./clock.service.ts";
import type { DeclineReason } from "./decline.rules.ts";
import { checkedText, declineNote } from "./decline.rules.ts";
import type { ReferralRecipient } from "./recipient.entity.ts";
import { ENDED, recipientMachine } from "./recipient.machine.ts";
import type { PartInput } from "./recipient.service.ts";
import { alreadyFilled, claim, hasAward, loadPart, movePart, stale, unclaim } from "./recipient.service.ts";
import { referralEvent } from "./referral.events.ts";
import { settleReferral } from "./settlement.service.ts";

type Answered = Promise<{ recipientId: string }>;

/** Takes note that the referral arrived. From here the sender can only ask for a cancellation. */
export async function receiveReferral(tx: Transaction, input: PartInput): Answered {
  authorise(tx.actor, "referral.respond");
  const part = await loadPart(tx, "recipient", input);
  await movePart(tx, part, "receive", "recipient", { receivedAt: tx.now });
  return { recipientId: part.id };
}

/** An answer to what was only sent receives it in the same act. */
export async function received(tx: Transaction, input: PartInput): Promise<ReferralRecipient> {
  return receivedNow(tx, await loadPart(tx, "recipient", input));
}

async function receivedNow(tx: Transaction, part: ReferralRecipient): Promise<ReferralRecipient> {
  return part.state === "SENT" ? movePart(tx, part, "receive", "recipient", { receivedAt: tx.now }) : part;
}

/** Asks the sender something; the deadline stands still until it is answered. The question must not name the client. */
export async function requestInformation(tx: Transaction, input: PartInput & { question: string }): Answered {
  authorise(tx.actor, "referral.respond");
  const question = checkedText("question", input.question.trim(), 1000);
  if (question.length === 0) throw invalid("question", "A question is put in words.");
  const part = await received(tx, input);
  await movePart(tx, part, "requestInformation", "recipient", {
    infoQuestion: question,
    ...(await stopClock(tx, part)),
    firstResponseAt: part.firstResponseAt ?? tx.now,
  });
  return { recipientId: part.id };
}

/** The sender's answer; the deadline goes on where it stood. The answer must not name the client: the packet does. */
export async function provideInformation(
  tx: Transaction,
  input: PartInput & { answer: string },
): Promise<{ recipientId: string; referralId: string }> {
  authorise(tx.actor, "referral.send");
  const answer = checkedText("answer", input.answer.trim(), 2000);
  if (answer.length === 0) throw invalid("answer", "An answer is put in words.");
  const part = await loadPart(tx, "sender", input);
  await movePart(tx, part, "provideInformation", "sender", { infoAnswer: answer, ...(await startClock(tx, part)) });
  await scheduleDeadlines(tx, { recipientId: part.id });
  return { recipientId: part.id, referralId: part.referralId };
}

/**
 * Accepts: the first recipient that accepts has the referral, and a place in its program with it.
 * In a referral by the client's choice each that accepts keeps a place until one is chosen.
 * @throws DomainError ALREADY_FILLED when a rival was first; NO_PLACE; ILLEGAL_TRANSITION; STALE
 */
export async function acceptReferral(tx: Transaction, input: PartInput): Answered {
  authorise(tx.actor, "referral.respond");
  const asked = await loadPart(tx, "recipient", input);
  if (asked.state !== "SENT") recipientMachine.next(asked.state, "accept", "recipient");
  // The award's lock first, then the program's, then the part's: every path takes them in this order.
  if (asked.mode === "FIRST_ACCEPT" && !(await claim(tx, asked)))
    throw (await hasAward(tx, asked)) ? stale(asked.id) : alreadyFilled();
  await holdPlace(tx, asked.programId, ["id"]);
  const part = await receivedNow(tx, asked);
  await movePart(tx, part, "accept", "recipient", {
    holdsPlace: true,
    firstResponseAt: part.firstResponseAt ?? tx.now,
    acceptedAt: tx.now,
    ...(await stopClock(tx, part)),
  });
  return { recipientId: part.id };
}

/**
 * Takes an acceptance back that was a slip: place and referral are free again, the packet shuts, and the
 * time to answer goes on where it stood. Those closed meanwhile stay closed.
 */
export async function undoAcceptance(tx: Transaction, input: PartInput): Answered {
  authorise(tx.actor, "referral.respond");
  const part = await loadPart(tx, "recipient", input);
  recipientMachine.next(part.state, "undoAcceptance", "recipient");
  await letGo(tx, part);
  await movePart(tx, part, "undoAcceptance", "recipient", {
    holdsPlace: false,
    acceptedAt: null,
    ...(await startClock(tx, part)),
  });
  return { recipientId: part.id };
}

/**
 * Declines, with a reason of the list; legal after acceptance too. A held place is given back and
 * the referral is free for others.
 * @throws DomainError INVALID when the reason is OTHER without a note; ILLEGAL_TRANSITION; STALE
 */
export async function declineReferral(
  tx: Transaction,
  input: PartInput & { reason: DeclineReason; note?: string | null | undefined },
): Answered {
  authorise(tx.actor, "referral.respond");
  const note = declineNote(input.reason, input.note);
  const part = await received(tx, input);
  recipientMachine.next(part.state, "decline", "recipient");
  await letGo(tx, part);
  await movePart(tx, part, "decline", "recipient", {
    declineReason: input.reason,
    declineNote: note,
    holdsPlace: false,
    clockStoppedAt: null,
    firstResponseAt: part.firstResponseAt ?? tx.now,
  });
  return { recipientId: part.id };
}

/** Gives back the award and the place, before the part is closed. */
export async function letGo(tx: Transaction, part: ReferralRecipient): Promise<void> {
  await unclaim(tx, part);
  if (part.holdsPlace) await releasePlace(tx, part.programId);
}

/** Confirms the cancellation that the sender asked for. */
export async function confirmCancellation(tx: Transaction, input: PartInput): Answered {
  authorise(tx.actor, "referral.respond");
  const part = await loadPart(tx, "recipient", input);
  recipientMachine.next(part.state, "confirmCancellation", "recipient");
  await letGo(tx, part);
  await movePart(tx, part, "confirmCancellation", "recipient", {
    holdsPlace: false,
    cancelReason: part.cancelReason ?? "SENDER_REQUEST",
    clockStoppedAt: null,
  });
  return { recipientId: part.id };
}

/** Job of the recipient: gives back the place of a part that the sender's side closed. A repeat does nothing. */
export async function releasePlaceOf(tx: Transaction, input: PartInput): Answered {
  const part = await loadPart(tx, "recipient", input);
  await cancelTasksAbout(tx, part.id);
  if (!part.holdsPlace || !ENDED.has(part.state)) return { recipientId: part.id };
  const released = await tx.change(
    "update referral_recipients set holds_place = false, version = version + 1 where id = $1 and holds_place",
    [part.id],
  );
  if (released === 1) await releasePlace(tx, part.programId);
  return { recipientId: part.id };
}

/** The sender takes back one recipient's part that has not been received. */
export async function withdrawRecipient(
  tx: Transaction,
  input: PartInput,
): Promise<{ recipientId: string; referralId: string }> {
  authorise(tx.actor, "referral.send");
  const part = await loadPart(tx, "sender", input);
  await movePart(tx, part, "withdraw", "sender", { cancelReason: "SENDER_REQUEST" });
  await settleReferral(tx, { referralId: part.referralId });
  return { recipientId: part.id, referralId: part.referralId };
}

/** The sender asks for a cancellation; the recipient confirms it or reports an outcome. */
export async function requestCancellation(
  tx: Transaction,
  input: PartInput,
): Promise<{ recipientId: string; referralId: string }> {
  authorise(tx.actor, "referral.send");
  const part = await loadPart(tx, "sender", input);
  await movePart(tx, part, "requestCancellation", "sender", { cancelReason: "SENDER_REQUEST" });
  return { recipientId: part.id, referralId: part.referralId };
}

/**
 * The sender takes note of the outcome: the loop is closed. A second time changes nothing.
 * @throws DomainError CONFLICT (NO_OUTCOME) while the recipient owes one
 */
export async function acknowledgeReferral(
  tx: Transaction,
  input: PartInput,
): Promise<{ recipientId: string; referralId: string }> {
  authorise(tx.actor, "referral.send");
  const part = await loadPart(tx, "sender", input);
  if (!ENDED.has(part.state))
    throw new DomainError("CONFLICT", "There is no outcome yet.", { path: ["state"], reason: "NO_OUTCOME" });
  const ids = { recipientId: part.id, referralId: part.referralId };
  if (part.acknowledgedAt) return ids;
  const changed = await tx.change(
    "update referral_recipients set acknowledged_at = $2, version = version + 1 where id = $1 and acknowledged_at is null",
    [part.id, tx.now],
  );
  if (changed === 0) return ids;
  tx.audit({ action: "referral.acknowledge", subjectType: "referral_recipient", subjectId: part.id });
  // Who was never asked hears of no end.
  tx.emit(referralEvent("referral.acknowledged", part, part.sentAt ? undefined : [part.senderOrganisationId]));
  return ids;
}
