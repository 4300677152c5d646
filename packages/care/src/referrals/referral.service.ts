import { randomInt } from "node:crypto";
import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { ClientDetails, liveClient } from "../clients/index.ts";
import { ConsentGrant } from "../consent/index.ts";
import { DirectoryEntry } from "../directory/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import type { Urgency } from "./deadline.rules.ts";
import { checkedText } from "./decline.rules.ts";
import { ageBand, checkNeeds } from "./enquiry.rules.ts";
import { ReferralAward } from "./packet.entity.ts";
import { checkPacket } from "./packet.rules.ts";
import { ReferralRecipient } from "./recipient.entity.ts";
import { isLive } from "./recipient.machine.ts";
import type { PartInput } from "./recipient.service.ts";
import { alreadyFilled, claim, hasAward, loadPart, movePart } from "./recipient.service.ts";
import type { DisclosureStage, Mode } from "./referral.entity.ts";
import { Referral } from "./referral.entity.ts";
import { referralEvent } from "./referral.events.ts";
import { referralMachine, settlement } from "./referral.machine.ts";
import { payerOn, sendWave } from "./send.service.ts";

/** Most recipients asked at once. */
export const MOST_PER_WAVE = 3;
const MOST_WAVES = 10;
/** Days in which a second referral of the same client to the same level is the same referral. */
const DUPLICATE_DAYS = 30;

export interface RecipientInput {
  readonly programId: string;
  /** 1 unless given; waves follow one another without gaps. */
  readonly wave?: number | null | undefined;
}

export interface NewReferral {
  readonly clientId: string;
  readonly enrollmentId?: string | null | undefined;
  readonly edition: string;
  readonly levelCode: string;
  readonly reason: string;
  readonly urgency: Urgency;
  readonly mode: Mode;
  readonly disclosure?: DisclosureStage | null | undefined;
  readonly categories: readonly string[];
  /** Words of the sender by category. */
  readonly sections?: Readonly<Record<string, string>> | null | undefined;
  /** Why all of the record is needed, where all of it is asked for. */
  readonly wholeRecordReason?: string | null | undefined;
  /** Codes, shown in the enquiry. */
  readonly needs?: readonly string[] | null | undefined;
  readonly recipients: readonly RecipientInput[];
}

/**
 * Drafts a referral to one or several programs of other organisations. Nobody else sees it yet.
 * @throws DomainError INVALID, NOT_FOUND; DUPLICATE when this client has an open one to this level
 */
export async function createReferral(tx: Transaction, input: NewReferral): Promise<{ referralId: string }> {
  authorise(tx.actor, "referral.send");
  const client = await liveClient(tx, input.clientId, { path: ["clientId"] });
  if (client.deceasedOn !== null) throw invalid("clientId", "This client has died.", "DECEASED");
  if (input.enrollmentId) {
    const enrollment = await tx.get(Enrollment, input.enrollmentId, { path: ["enrollmentId"] });
    if (enrollment.clientId !== client.id) throw notFound("enrollment", ["enrollmentId"]);
  }
  const reason = checkedText("reason", input.reason.trim(), 2000);
  if (reason.length === 0) throw invalid("reason", "A referral says why.");
  const { wholeRecordReason } = input;
  const packet = checkPacket({ categories: input.categories, sections: input.sections ?? {}, wholeRecordReason });
  const needs = checkNeeds(input.needs ?? []);
  await refuseDuplicate(tx, input);
  const referral = await tx.insert(Referral, {
    number: await freshNumber(tx),
    clientId: client.id,
    enrollmentId: input.enrollmentId ?? null,
    edition: input.edition,
    levelCode: input.levelCode,
    reason,
    urgency: input.urgency,
    mode: input.mode,
    disclosure: input.disclosure ?? "TWO_STAGE",
    state: referralMachine.initial,
    ...packet,
    createdBy: tx.actor.id,
  });
  await tx.insert(ReferralAward, { referralId: referral.id, senderOrganisationId: referral.organisationId });
  await addParts(tx, referral, input.recipients, 1, needs);
  tx.audit({ action: "referral.create", subjectType: "referral", subjectId: referral.id, clientId: client.id });
  return { referralId: referral.id };
}

/** The same client, level and sender within 30 days: a hard stop, held by a lock against two at once. */
async function refuseDuplicate(
  tx: Transaction,
  input: { clientId: string; edition: string; levelCode: string },
): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `referral ${input.clientId} ${input.edition} ${input.levelCode}`,
  ]);
  const since = new Date(tx.now.getTime() - DUPLICATE_DAYS * 86_400_000);
  const [same] = await tx.query<{ id: string }>(
    `select id from referrals where client_id = $1 and edition = $2 and level_code = $3 and state in ('DRAFT', 'OPEN') and created_at > $4 limit 1`,
    [input.clientId, input.edition, input.levelCode, since],
  );
  if (same)
    throw new DomainError("DUPLICATE", "This client has an open referral to this level already.", {
      path: ["clientId"],
      currentId: same.id,
    });
}

/** Eight characters that are hard to mishear, `K7M3-PX9R`. */
async function freshNumber(tx: Transaction): Promise<string> {
  const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  for (;;) {
    const text = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join("");
    const number = `${text.slice(0, 4)}-${text.slice(4)}`;
    if (!(await tx.findOne(Referral, { number }))) return number;
  }
}

async function addParts(
  tx: Transaction,
  referral: Referral,
  recipients: readonly RecipientInput[],
  firstWave: number,
  needs: readonly string[],
): Promise<void> {
  if (recipients.length === 0) throw invalid("recipients", "A referral goes to somebody.");
  const waves = recipients.map((recipient) => recipient.wave ?? firstWave);
  const last = Math.max(...waves);
  for (let wave = firstWave; wave <= last; wave++) {
    const many = waves.filter((w) => w === wave).length;
    if (many === 0 || last > MOST_WAVES || waves.some((w) => !Number.isInteger(w) || w < firstWave))
      throw invalid("recipients", "Waves follow one another without gaps.", "WAVES");
    if (many > MOST_PER_WAVE)
      throw invalid("recipients", `At most ${MOST_PER_WAVE} recipients are asked at once.`, "WAVE_TOO_LARGE");
  }
  const details = await tx.findOne(ClientDetails, { clientId: referral.clientId });
  const enquiry = {
    edition: referral.edition,
    levelCode: referral.levelCode,
    urgency: referral.urgency,
    mode: referral.mode,
    ageBand: ageBand(details?.birthDate ?? null, tx.now.toISOString().slice(0, 10)),
    paymentSource: await payerOn(tx, referral.clientId),
    needs: [...needs],
  };
  const programs = await tx.find(DirectoryEntry, { id: In(recipients.map((recipient) => recipient.programId)) });
  const known = await tx.find(ReferralRecipient, { referralId: referral.id });
  const taken = new Set(known.map((part) => part.programId));
  for (const [i, recipient] of recipients.entries()) {
    const path = ["recipients", String(i), "programId"];
    const program = programs.find((candidate) => candidate.id === recipient.programId);
    if (!program) throw notFound("program", path);
    if (program.organisationId === referral.organisationId)
      throw invalid(
        path,
        "A referral goes to another organisation; within one, change the level of care.",
        "OWN_PROGRAM",
      );
    if (program.edition !== referral.edition || program.levelCode !== referral.levelCode)
      throw invalid(path, "This program does not offer the level.", "OTHER_LEVEL");
    if (taken.has(program.id)) throw invalid(path, "This program is a recipient already.", "REPEATED");
    taken.add(program.id);
    await tx.insert(ReferralRecipient, {
      ...enquiry,
      referralId: referral.id,
      senderOrganisationId: referral.organisationId,
      recipientOrganisationId: program.organisationId,
      programId: program.id,
      wave: waves[i] ?? firstWave,
      number: referral.number,
      state: "DRAFT",
      holdsPlace: false,
    });
  }
}

interface ReferralInput {
  readonly referralId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Sends the first wave.
 * @throws DomainError CONSENT_MISSING, CONSENT_INVALID (path `recipients.<n>`); STALE; ILLEGAL_TRANSITION
 */
export async function sendReferral(tx: Transaction, input: ReferralInput): Promise<{ referralId: string }> {
  authorise(tx.actor, "referral.send");
  const referral = await tx.get(Referral, input.referralId, { expectedVersion: input.expectedVersion });
  const state = referralMachine.next(referral.state, "send", "sender");
  await tx.update(Referral, referral, { state, sentAt: tx.now });
  const parts = await partsOf(tx, referral.id);
  await sendWave(
    tx,
    referral,
    parts.filter((part) => part.wave === 1),
  );
  return { referralId: referral.id };
}

async function partsOf(tx: Transaction, referralId: string): Promise<ReferralRecipient[]> {
  return tx.find(ReferralRecipient, { referralId }, { order: { wave: "ASC", createdAt: "ASC", id: "ASC" } });
}

/**
 * Asks the next wave, once nobody of the waves before is live any more; further recipients may be
 * named with it.
 * @throws DomainError CONFLICT (WAVE_OPEN, NO_WAVE_LEFT), CONSENT_MISSING, CONSENT_INVALID, STALE
 */
export async function openNextWave(
  tx: Transaction,
  input: ReferralInput & { recipients?: readonly { programId: string }[] | null | undefined },
): Promise<{ referralId: string }> {
  authorise(tx.actor, "referral.send");
  const { id } = await tx.get(Referral, input.referralId, { expectedVersion: input.expectedVersion });
  const before = await partsOf(tx, id);
  if (before.some((part) => isLive(part.state)))
    throw new DomainError("CONFLICT", "Recipients of this wave have not all answered.", { reason: "WAVE_OPEN" });
  // The end of the wave before may not have been settled yet.
  await settleReferral(tx, { referralId: id });
  const referral = await tx.get(Referral, id);
  const state = referralMachine.next(referral.state, "openNextWave", "sender");
  const waiting = before.filter((part) => part.state === "DRAFT");
  const next =
    waiting.length > 0
      ? Math.min(...waiting.map((part) => part.wave))
      : Math.max(0, ...before.map((part) => part.wave)) + 1;
  if (input.recipients?.length) {
    if (waiting.length > 0)
      throw new DomainError("CONFLICT", "A wave is waiting already.", { path: ["recipients"], reason: "WAVE_WAITING" });
    await addParts(tx, referral, input.recipients, next, before[0]?.needs ?? []);
  } else if (waiting.length === 0) {
    throw new DomainError("CONFLICT", "No recipient is left to ask.", { path: ["recipients"], reason: "NO_WAVE_LEFT" });
  }
  // Whoever had it before did not keep it.
  await tx.change(
    "update referral_awards set winner_recipient_id = null, winner_organisation_id = null, awarded_at = null where referral_id = $1",
    [referral.id],
  );
  await tx.update(Referral, referral, { state });
  const parts = (await partsOf(tx, referral.id)).filter((part) => part.state === "DRAFT" && part.wave === next);
  await sendWave(tx, referral, parts);
  return { referralId: referral.id };
}

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

/** Brings the referral's own state in line with its recipients'. Job of the sender after each end of a part. */
export async function settleReferral(tx: Transaction, input: { referralId: string }): Promise<{ referralId: string }> {
  const referral = await tx.get(Referral, input.referralId);
  const command = settlement(referral.state, await partsOf(tx, referral.id));
  if (command) {
    await tx.update(Referral, referral, { state: referralMachine.next(referral.state, command, "system") });
    tx.audit({ action: `referral.${command}`, subjectType: "referral", subjectId: referral.id });
  }
  return { referralId: referral.id };
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
    if (!["SENT", "RECEIVED", "INFO_REQUESTED"].includes(part.state)) continue;
    await takeBack(tx, part, "CONSENT_REVOKED");
    recalled += 1;
  }
  for (const referralId of new Set(parts.map((part) => part.referralId))) await settleReferral(tx, { referralId });
  return { recalled };
}
