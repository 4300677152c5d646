import type { Transaction } from "@causeway/database";
import { authorise, businessDaysAfter } from "@causeway/identity";
import { Enrollment } from "../enrollments/index.ts";
import { openTask } from "../tasks/index.ts";
import { hoursOf } from "./clock.service.ts";
import { NOT_STARTED_DAYS } from "./deadline.rules.ts";
import { OUTCOME_BUSINESS_DAYS } from "./outcome.rules.ts";
import type { ReferralRecipient } from "./recipient.entity.ts";
import type { PartInput } from "./recipient.service.ts";
import { consentStands, loadPart, movePart, unclaim } from "./recipient.service.ts";
import { referralEvent } from "./referral.events.ts";
import { closeNotStartedJob, oweOutcomeJob, takeBackNoShowJob } from "./referral.jobs.ts";
import { settleReferral } from "./settlement.service.ts";

const DAY = 86_400_000;

/** Until when the recipient of a part owes word, in its own business days. */
async function outcomeDue(tx: Transaction, part: ReferralRecipient): Promise<Date> {
  const calendar = await hoursOf(tx, part);
  return calendar
    ? businessDaysAfter(tx.now, OUTCOME_BUSINESS_DAYS, calendar)
    : new Date(tx.now.getTime() + (OUTCOME_BUSINESS_DAYS + 2) * DAY);
}

/** The client did not come: until when the recipient can go on, with a task to do so. The sender may take back before. */
export async function owedAfterNoShow(tx: Transaction, part: ReferralRecipient): Promise<Partial<ReferralRecipient>> {
  const outcomeDueAt = await outcomeDue(tx, part);
  const key = `referral-no-show:${part.id}:${outcomeDueAt.toISOString()}`;
  await openTask(tx, { kind: "REFERRAL_NO_SHOW", subjectId: part.id, dueAt: outcomeDueAt, key });
  return { noShowAt: tx.now, outcomeDueAt };
}

/** The intake is done: until when the recipient says what came of it, with a timer that looks. */
export async function owedAfterIntake(tx: Transaction, part: ReferralRecipient): Promise<Partial<ReferralRecipient>> {
  const outcomeDueAt = await outcomeDue(tx, part);
  const key = `${oweOutcomeJob.name} ${part.id} ${outcomeDueAt.toISOString()}`;
  tx.schedule({ job: oweOutcomeJob.name, subjectId: part.id, dueAt: outcomeDueAt, key });
  return { outcomeDueAt };
}

/** Job of the recipient when the time after an intake is up: its people have a task, both sides are told, once. */
export async function oweOutcome(tx: Transaction, input: PartInput): Promise<{ owed: boolean }> {
  const part = await loadPart(tx, "recipient", input);
  if (part.state !== "INTAKE_DONE" || !part.outcomeDueAt || part.outcomeDueAt > tx.now) return { owed: false };
  const key = `referral-outcome:${part.id}:${part.outcomeDueAt.toISOString()}`;
  if (!(await tx.once(key))) return { owed: false };
  await openTask(tx, { kind: "REFERRAL_OUTCOME", subjectId: part.id, dueAt: tx.now, key });
  tx.emit(referralEvent("referral.outcome-owed", part));
  return { owed: true };
}

/** The sender takes back a client who did not come; award and place are free, and the next wave can be asked. */
export async function takeBackAfterNoShow(
  tx: Transaction,
  input: PartInput,
): Promise<{ recipientId: string; referralId: string }> {
  authorise(tx.actor, "referral.send");
  const part = await loadPart(tx, "sender", input);
  await takeBack(tx, part, "sender");
  return { recipientId: part.id, referralId: part.referralId };
}

/** Job of the sender after a no-show, and again when the recipient's time to go on is up. A repeat finds it moved on. */
export async function takeBackNoShow(tx: Transaction, input: PartInput): Promise<{ takenBack: boolean }> {
  const part = await loadPart(tx, "sender", input);
  const { outcomeDueAt: dueAt } = part;
  if (part.state !== "NO_SHOW" || !dueAt) return { takenBack: false };
  if (dueAt > tx.now) {
    const key = `${takeBackNoShowJob.name} ${part.id} ${dueAt.toISOString()}`;
    tx.schedule({ job: takeBackNoShowJob.name, subjectId: part.id, dueAt, key });
    return { takenBack: false };
  }
  await takeBack(tx, part, "system");
  return { takenBack: true };
}

async function takeBack(tx: Transaction, part: ReferralRecipient, party: "sender" | "system"): Promise<void> {
  await unclaim(tx, part);
  await movePart(tx, part, "takeBackAfterNoShow", party, { cancelReason: "NO_SHOW" });
  await settleReferral(tx, { referralId: part.referralId });
}

/**
 * Job of the recipient when the first session of an enrollment was taken back: closed means attended, so
 * what it closed opens again. Once the sender has taken note, or the consent has ended, the part stays as
 * it is, and people look at it.
 */
export async function reopenAfterUndo(
  tx: Transaction,
  input: { enrollmentId: string },
): Promise<{ reopened: boolean }> {
  const enrollment = await tx.get(Enrollment, input.enrollmentId);
  if (!enrollment.referralRecipientId || enrollment.firstSessionOn !== null) return { reopened: false };
  const part = await loadPart(tx, "recipient", { recipientId: enrollment.referralRecipientId });
  if (part.state !== "ATTENDED" || part.recipientEnrollmentId !== enrollment.id) return { reopened: false };
  const stands = await consentStands(tx, part);
  if (stands && part.acknowledgedAt === null) {
    const { version } = await movePart(tx, part, "reopenAfterUndo", "system", { firstSessionOn: null });
    tx.schedule({
      job: closeNotStartedJob.name,
      subjectId: part.id,
      dueAt: new Date(tx.now.getTime() + NOT_STARTED_DAYS * DAY),
      key: `${closeNotStartedJob.name} ${part.id} ${version}`,
    });
    return { reopened: true };
  }
  const key = `referral-undone:${part.id}:${part.version}`;
  await openTask(tx, { kind: "REFERRAL_UNDONE", subjectId: part.id, dueAt: tx.now, key });
  if (stands && (await tx.once(key))) tx.emit(referralEvent("referral.attendance-undone", part));
  return { reopened: false };
}

/** Job of the sender after that: its referral opens again, or a person hears that what was noted does not hold. */
export async function followUndo(tx: Transaction, input: PartInput): Promise<void> {
  const part = await loadPart(tx, "sender", input);
  await settleReferral(tx, { referralId: part.referralId });
  if (part.state !== "ATTENDED") return;
  const key = `referral-undone:${part.id}:${part.version}`;
  await openTask(tx, { kind: "REFERRAL_OUTCOME_UNDONE", subjectId: part.referralId, dueAt: tx.now, key });
}
