import type { Transaction } from "@causeway/database";
import type { BusinessCalendar } from "@causeway/identity";
import { Organisation, calendarOf } from "@causeway/identity";
import { notFound } from "@causeway/kernel";
import { In } from "typeorm";
import type { Deadlines } from "./deadline.rules.ts";
import { deadlines, minutesUsed } from "./deadline.rules.ts";
import { ReferralRecipient } from "./recipient.entity.ts";
import type { PartInput } from "./recipient.service.ts";
import { loadPart } from "./recipient.service.ts";
import { referralEvent } from "./referral.events.ts";
import { escalateJob, expireJob, remindJob } from "./referral.jobs.ts";

/** What a part says of its clock. */
type Clock = Pick<ReferralRecipient, "clockFrom" | "clockSpentMinutes" | "clockStoppedAt" | "dueAt" | "expiresAt">;

/** Whether the recipient still owes its first answer and the clock runs. */
export function isWaiting(part: ReferralRecipient): boolean {
  return (part.state === "SENT" || part.state === "RECEIVED") && part.clockStoppedAt === null;
}

/** The hours of the recipient; null when it is not open for work any more. */
export async function hoursOf(tx: Transaction, part: ReferralRecipient): Promise<BusinessCalendar | null> {
  const recipient = await tx.findOne(Organisation, { id: part.recipientOrganisationId });
  return recipient && calendarOf(recipient);
}

/** The deadlines of a part whose clock runs, in the recipient's hours as they are today. */
export async function deadlinesOf(tx: Transaction, part: ReferralRecipient): Promise<Deadlines> {
  const calendar = await hoursOf(tx, part);
  const { dueAt, expiresAt } = part;
  if (calendar) return deadlines(part.urgency, part.clockFrom ?? tx.now, calendar, part.clockSpentMinutes);
  return { remindAt: dueAt ?? tx.now, dueAt: dueAt ?? tx.now, expiresAt: expiresAt ?? tx.now };
}

/** The clock starts, or goes on from what was used before it stood. */
export async function startClock(tx: Transaction, part: ReferralRecipient): Promise<Clock> {
  const clockFrom = tx.now;
  const calendar = await hoursOf(tx, part);
  if (!calendar) throw notFound("organisation");
  const { dueAt, expiresAt } = deadlines(part.urgency, clockFrom, calendar, part.clockSpentMinutes);
  return { clockFrom, clockSpentMinutes: part.clockSpentMinutes, clockStoppedAt: null, dueAt, expiresAt };
}

/** The clock stands: what was used so far is kept. */
export async function stopClock(
  tx: Transaction,
  part: ReferralRecipient,
): Promise<Pick<Clock, "clockStoppedAt" | "clockSpentMinutes">> {
  const { clockFrom, clockSpentMinutes, urgency } = part;
  const calendar = await hoursOf(tx, part);
  const used = clockFrom === null || !calendar ? 0 : minutesUsed(urgency, clockFrom, tx.now, calendar);
  return { clockStoppedAt: tx.now, clockSpentMinutes: clockSpentMinutes + Math.round(used) };
}

/**
 * Timers of a part whose clock runs, for the sender: handlers look again whether it still does.
 * Job of the sender when the recipient moved the clock. A repeat schedules nothing new.
 */
export async function scheduleDeadlines(tx: Transaction, input: PartInput): Promise<{ scheduled: boolean }> {
  const part = await loadPart(tx, "sender", input);
  if (!isWaiting(part)) return { scheduled: false };
  const at = await deadlinesOf(tx, part);
  const refIds = { recipientOrganisationId: part.recipientOrganisationId };
  for (const [job, dueAt] of [
    [remindJob, at.remindAt],
    [escalateJob, at.dueAt],
    [expireJob, at.expiresAt],
  ] as const) {
    tx.schedule({
      job: job.name,
      subjectId: part.id,
      refIds,
      dueAt,
      key: `${job.name} ${part.id} ${dueAt.toISOString()}`,
    });
  }
  return { scheduled: true };
}

/** Job of the recipient after its hours or closed days changed: the deadlines of what waits for it are counted anew. */
export async function recountDeadlines(tx: Transaction): Promise<{ moved: number }> {
  const waiting = await tx.find(ReferralRecipient, {
    recipientOrganisationId: tx.actor.organisationId,
    state: In(["SENT", "RECEIVED"]),
  });
  let moved = 0;
  for (const part of waiting) {
    if (!isWaiting(part)) continue;
    const { dueAt, expiresAt } = await deadlinesOf(tx, part);
    if (part.dueAt?.getTime() === dueAt.getTime() && part.expiresAt?.getTime() === expiresAt.getTime()) continue;
    await tx.update(ReferralRecipient, part, { dueAt, expiresAt });
    tx.audit({ action: "referral.recount-deadline", subjectType: "referral_recipient", subjectId: part.id });
    tx.emit(referralEvent("referral.deadline-moved", part));
    moved += 1;
  }
  return { moved };
}
