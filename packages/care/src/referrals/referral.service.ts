import { randomInt } from "node:crypto";
import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, encodeId, invalid, notFound } from "@causeway/kernel";
import { ClientDetails, liveClient } from "../clients/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import type { RecipientInput } from "./asked-program.query.ts";
import { askedPrograms } from "./asked-program.query.ts";
import type { Urgency } from "./deadline.rules.ts";
import { checkedText } from "./decline.rules.ts";
import { ageBand, checkNeeds } from "./enquiry.rules.ts";
import { ReferralAward } from "./packet.entity.ts";
import { checkPacket } from "./packet.rules.ts";
import { ReferralRecipient } from "./recipient.entity.ts";
import { ENDED } from "./recipient.machine.ts";
import type { DisclosureStage, Mode } from "./referral.entity.ts";
import { Referral } from "./referral.entity.ts";
import { referralMachine } from "./referral.machine.ts";
import { payerOn } from "./send.service.ts";

/** Most recipients asked at once. */
export const MOST_PER_WAVE = 3;
export const MOST_WAVES = 10;
/** Days in which a second referral of the same client to the same level is the same referral. */
const DUPLICATE_DAYS = 30;

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
  const { edition, levelCode } = input;
  // By the client of today: an id from before a merge stands for the same person.
  await refuseDuplicate(tx, { clientId: client.id, edition, levelCode });
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

/**
 * The same client, level and sender within 30 days: a hard stop, held by a lock against two at once.
 * @param referral what is asked for; with an id, one that exists and comes to life again
 */
export async function refuseDuplicate(
  tx: Transaction,
  referral: Pick<Referral, "clientId" | "edition" | "levelCode"> & { readonly id?: string },
): Promise<void> {
  const { clientId, edition, levelCode, id = null } = referral;
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `referral ${clientId} ${edition} ${levelCode}`,
  ]);
  const since = new Date(tx.now.getTime() - DUPLICATE_DAYS * 86_400_000);
  const [same] = await tx.query<{ id: string }>(
    `select id from referrals where client_id = $1 and edition = $2 and level_code = $3 and state in ('DRAFT', 'OPEN')
       and created_at >= $4 and id is distinct from $5 limit 1`,
    [clientId, edition, levelCode, since, id],
  );
  if (same)
    throw new DomainError("DUPLICATE", "This client has an open referral to this level already.", {
      path: ["clientId"],
      related: [encodeId("referral", same.id)],
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

/** Names further recipients; nobody of them is asked yet. One whose part has ended may be named again, in a later wave. */
export async function addParts(
  tx: Transaction,
  referral: Referral,
  recipients: readonly RecipientInput[],
  firstWave: number,
  needs: readonly string[],
): Promise<void> {
  if (recipients.length === 0) throw invalid("recipients", "A referral goes to somebody.");
  const waves = recipients.map((recipient) => recipient.wave ?? firstWave);
  const last = Math.max(...waves);
  const gaps = (): boolean =>
    Array.from({ length: last - firstWave + 1 }, (_, i) => firstWave + i).some((wave) => !waves.includes(wave));
  if (waves.some((wave) => !Number.isInteger(wave) || wave < firstWave) || last > MOST_WAVES || gaps())
    throw invalid("recipients", `Waves follow one another without gaps, at most ${MOST_WAVES}.`, "WAVES");
  if (waves.some((wave) => waves.filter((other) => other === wave).length > MOST_PER_WAVE))
    throw invalid("recipients", `At most ${MOST_PER_WAVE} recipients are asked at once.`, "WAVE_TOO_LARGE");
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
  const programs = await askedPrograms(tx, referral, recipients);
  const known = await tx.find(ReferralRecipient, { referralId: referral.id });
  const taken = new Set(known.filter((part) => !ENDED.has(part.state)).map((part) => part.programId));
  for (const [i, program] of programs.entries()) {
    const path = ["recipients", String(i), "programId"];
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

/** All parts of a referral, in the order in which they are asked. For its sender. */
export async function partsOf(tx: Transaction, referralId: string): Promise<ReferralRecipient[]> {
  return tx.find(ReferralRecipient, { referralId }, { order: { wave: "ASC", createdAt: "ASC", id: "ASC" } });
}

export interface ReferralInput {
  readonly referralId: string;
  readonly expectedVersion?: number | null | undefined;
}
