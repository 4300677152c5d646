import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { In } from "typeorm";
import { ConsentGrant } from "../consent/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { takeForwards } from "./next-choice.service.ts";
import { ReferralAward } from "./packet.entity.ts";
import { ReferralRecipient } from "./recipient.entity.ts";
import { isLive } from "./recipient.machine.ts";
import type { PartInput } from "./recipient.service.ts";
import { alreadyFilled, claim, hasAward, loadPart, movePart } from "./recipient.service.ts";
import { Referral } from "./referral.entity.ts";
import { referralEvent } from "./referral.events.ts";
import { openNextWaveJob } from "./referral.jobs.ts";
import { referralMachine, settlement } from "./referral.machine.ts";
import type { ReferralInput } from "./referral.service.ts";
import { partsOf } from "./referral.service.ts";

/**
 * Takes a referral back: what nobody has received is withdrawn, for the rest a cancellation is
 * asked of its recipient. One who was admitted stays.
 */
export async function withdrawReferral(tx: Transaction, input: ReferralInput): Promise<{ referralId: string }> {
  authorise(tx.actor, "referral.send");
  const referral = await tx.get(Referral, input.referralId, { expectedVersion: input.expectedVersion });
  if (referral.state !== "OPEN") {
    const state = referralMachine.next(referral.state, "withdraw", "sender");
    await tx.update(Referral, referral, { state });
    await cancelTasksAbout(tx, referral.id, REFERRAL_TASKS);
  }
  for (const part of await partsOf(tx, referral.id)) await takeBack(tx, part, "SENDER_REQUEST");
  if (referral.state === "OPEN") await settleReferral(tx, { referralId: referral.id });
  tx.audit({
    action: "referral.withdraw-all",
    subjectType: "referral",
    subjectId: referral.id,
    clientId: referral.clientId,
  });
  return { referralId: referral.id };
}

async function takeBack(
  tx: Transaction,
  part: ReferralRecipient,
  cancelReason: "SENDER_REQUEST" | "CONSENT_REVOKED",
): Promise<void> {
  const { state } = part;
  if (state === "DRAFT" || state === "SENT") await movePart(tx, part, "withdraw", "sender", { cancelReason });
  else if (isLive(state) && state !== "ADMITTED" && state !== "CANCEL_REQUESTED")
    await movePart(tx, part, "requestCancellation", "sender", { cancelReason });
}

/**
 * The client's choice among those who accepted: wins the referral, and the others are closed at once.
 * @throws DomainError ALREADY_FILLED, ILLEGAL_TRANSITION, CONFLICT (NOT_BY_CHOICE)
 */
export async function chooseRecipient(
  tx: Transaction,
  input: PartInput,
): Promise<{ referralId: string; recipientId: string }> {
  authorise(tx.actor, "referral.send");
  const part = await loadPart(tx, "sender", input);
  if (part.mode !== "CLIENT_CHOICE")
    throw new DomainError("CONFLICT", "This referral goes to the first that accepts.", {
      path: ["id"],
      reason: "NOT_BY_CHOICE",
    });
  if (part.state !== "ACCEPTED")
    throw new DomainError("ILLEGAL_TRANSITION", "Only one who accepted can be chosen.", {
      path: ["state"],
      reason: part.state,
    });
  if (!(await claim(tx, part)) && !(await hasAward(tx, part))) throw alreadyFilled();
  await closeSiblings(tx, { referralId: part.referralId });
  tx.audit({ action: "referral.choose", subjectType: "referral_recipient", subjectId: part.id });
  tx.emit(referralEvent("referral.chosen", part));
  return { referralId: part.referralId, recipientId: part.id };
}

/**
 * Ends the parts of those who did not get the referral. Job of the sender after an acceptance;
 * does nothing when there is no winner (any more).
 */
export async function closeSiblings(tx: Transaction, input: { referralId: string }): Promise<{ closed: number }> {
  // Held, so that an acceptance taken back and a rival's that follows do not fall in between.
  await tx.query("select from referral_awards where referral_id = $1 for update", [input.referralId]);
  const award = await tx.findOne(ReferralAward, { referralId: input.referralId });
  if (!award?.winnerRecipientId) return { closed: 0 };
  let closed = 0;
  for (const part of await partsOf(tx, input.referralId)) {
    if (part.id === award.winnerRecipientId || part.state === "DRAFT" || !isLive(part.state)) continue;
    await movePart(tx, part, "closeFilled", "system", { cancelReason: "FILLED_ELSEWHERE" });
    closed += 1;
  }
  return { closed };
}

/** What the sender has to do for a referral that came to nothing so far. */
export const REFERRAL_TASKS = ["REFERRAL_UNFULFILLED", "REFERRAL_CONSENT"] as const;

/**
 * Brings the referral's own state in line with its recipients'. Job of the sender after each end of a
 * part. When nobody took the client, those who wait to be asked are asked by a job of their own, and
 * without such a person is told.
 */
export async function settleReferral(tx: Transaction, input: { referralId: string }): Promise<{ referralId: string }> {
  const referral = await tx.get(Referral, input.referralId);
  let parts = await partsOf(tx, referral.id);
  if (await takeForwards(tx, referral, parts)) parts = await partsOf(tx, referral.id);
  const command = settlement(referral.state, parts);
  if (!command) return { referralId: referral.id };
  const settled = await tx.update(Referral, referral, {
    state: referralMachine.next(referral.state, command, "system"),
  });
  tx.audit({ action: `referral.${command}`, subjectType: "referral", subjectId: referral.id });
  if (command !== "end") await cancelTasksAbout(tx, referral.id, REFERRAL_TASKS);
  else if (parts.some((part) => part.state === "DRAFT"))
    tx.schedule({
      job: openNextWaveJob.name,
      subjectId: referral.id,
      dueAt: tx.now,
      key: `${openNextWaveJob.name} ${referral.id} ${settled.version}`,
    });
  else await tellNobodyTook(tx, settled);
  return { referralId: referral.id };
}

/** A person of the sender hears that nobody took the client: never silence. */
export async function tellNobodyTook(tx: Transaction, referral: Referral): Promise<void> {
  await openTask(tx, {
    kind: "REFERRAL_UNFULFILLED",
    subjectId: referral.id,
    dueAt: tx.now,
    key: `referral-unfulfilled:${referral.id}:${referral.version}`,
  });
}

/**
 * After a revocation (42 CFR 2.31(a)(6)): withdraws what was sent under the consent and asks back
 * what was received but not accepted. The packets are closed already, by the revocation itself.
 */
export async function recallAfterRevocation(
  tx: Transaction,
  input: { consentId: string },
): Promise<{ recalled: number }> {
  const grants = await tx.find(ConsentGrant, {
    consentId: input.consentId,
    senderOrganisationId: tx.actor.organisationId,
  });
  const parts = await tx.find(ReferralRecipient, { grantId: In(grants.map((grant) => grant.id)) });
  let recalled = 0;
  for (const part of parts) {
    if (["SENT", "RECEIVED", "INFO_REQUESTED"].includes(part.state)) {
      await takeBack(tx, part, "CONSENT_REVOKED");
      recalled += 1;
    } else if (part.state !== "DRAFT") {
      // Nothing moves, but the packet is closed from here on: both sides are told that it is.
      tx.emit(referralEvent("referral.consent-ended", part));
    }
  }
  for (const referralId of new Set(parts.map((part) => part.referralId))) await settleReferral(tx, { referralId });
  return { recalled };
}

/** After a hold, or its end: the packets are closed or open again already; whoever looks at one is told that it is. */
export async function tellConsentChanged(tx: Transaction, input: { consentId: string }): Promise<{ told: number }> {
  const { organisationId: senderOrganisationId } = tx.actor;
  const grants = await tx.find(ConsentGrant, { consentId: input.consentId, senderOrganisationId });
  const parts = await tx.find(ReferralRecipient, { grantId: In(grants.map((grant) => grant.id)) });
  const sent = parts.filter((part) => part.state !== "DRAFT");
  for (const part of sent) tx.emit(referralEvent("referral.consent-changed", part));
  return { told: sent.length };
}
