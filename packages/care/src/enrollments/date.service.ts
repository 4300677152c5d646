import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { checkDay } from "../clients/index.ts";
import { localDay, startOfDay, timeZoneOf } from "../programs/index.ts";
import { checkDayOrder } from "./date.rules.ts";
import type { CorrectedDate } from "./enrollment-history.entity.ts";
import { EnrollmentDateChange } from "./enrollment-history.entity.ts";
import { Enrollment } from "./enrollment.entity.ts";
import { announce } from "./enrollment.events.ts";
import type { EnrollmentCommandInput } from "./enrollment.service.ts";
import { checkedReason, liveEnrollment } from "./enrollment.service.ts";
import { moveByRequest } from "./waitlist/waitlist.service.ts";
import { believedPlacements, openPlacement, supersedePlacement } from "./placement.service.ts";

export interface DatesInput extends EnrollmentCommandInput {
  readonly requestedAt?: Date | null | undefined;
  /** YYYY-MM-DD where the program is, as are the days below. */
  readonly firstContactOn?: string | null | undefined;
  readonly firstOfferedOn?: string | null | undefined;
  /** Of somebody who was admitted: the first placement begins with it. */
  readonly admittedOn?: string | null | undefined;
  readonly reason: string;
}

/**
 * Corrects the dates of the way in; those left out stay. What stood before is kept with the reason. The first session
 * is not among them: its day follows from attendance.
 * @throws DomainError INVALID (reason ORDER, FUTURE, NOT_ADMITTED, LEVEL_CHANGED or NOTHING); STALE, NOT_FOUND
 */
export async function correctEnrollmentDates(tx: Transaction, input: DatesInput): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const reason = checkedReason(input.reason);
  const zone = await timeZoneOf(tx, enrollment.programId);
  const admittedBefore = enrollment.admittedAt === null ? null : localDay(enrollment.admittedAt, zone);
  const before: Record<CorrectedDate, string | null> = {
    requestedAt: enrollment.requestedAt.toISOString(),
    firstContactOn: enrollment.firstContactOn,
    firstOfferedOn: enrollment.firstOfferedOn,
    admittedOn: admittedBefore,
  };
  const given: Partial<Record<CorrectedDate, string>> = {};
  if (input.requestedAt) given.requestedAt = input.requestedAt.toISOString();
  for (const field of ["firstContactOn", "firstOfferedOn", "admittedOn"] as const) {
    const day = input[field];
    if (day) given[field] = checkDay(day, field);
  }
  const changed = (Object.keys(given) as CorrectedDate[]).filter((field) => given[field] !== before[field]);
  if (changed.length === 0) throw invalid("reason", "No date is changed by this.", "NOTHING");
  const after = { ...before, ...given };
  if (after.admittedOn !== null && admittedBefore === null)
    throw invalid("admittedOn", "This client was not admitted.", "NOT_ADMITTED");
  const requestedAt = new Date(after.requestedAt ?? enrollment.requestedAt);
  checkDayOrder(
    {
      ...after,
      requestedOn: localDay(requestedAt, zone),
      firstSessionOn: enrollment.firstSessionOn,
      dischargedOn: enrollment.dischargedOn,
    },
    localDay(tx.now, zone),
    changed,
  );
  if (changed.includes("admittedOn") && after.admittedOn !== null)
    await moveFirstPlacement(tx, enrollment.id, after.admittedOn);
  await tx.update(Enrollment, enrollment, {
    requestedAt,
    firstContactOn: after.firstContactOn,
    firstOfferedOn: after.firstOfferedOn,
    ...(changed.includes("admittedOn") && after.admittedOn !== null
      ? { admittedAt: startOfDay(after.admittedOn, zone) }
      : {}),
  });
  if (changed.includes("requestedAt")) await moveByRequest(tx, enrollment.id, requestedAt);
  for (const field of changed) {
    await tx.insert(EnrollmentDateChange, {
      enrollmentId: enrollment.id,
      field,
      fromValue: before[field],
      toValue: after[field] ?? "",
      reason,
      changedBy: tx.actor.kind === "person" ? tx.actor.id : null,
      changedAt: tx.now,
    });
  }
  tx.audit({
    action: "enrollment.correct-dates",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
    fields: changed,
  });
  announce(tx, "enrollment.dates-corrected", enrollment);
  return { enrollmentId: enrollment.id };
}

async function moveFirstPlacement(tx: Transaction, enrollmentId: string, startsOn: string): Promise<void> {
  const [first] = await believedPlacements(tx, enrollmentId);
  if (!first) return;
  if (first.endsOn !== null && startsOn >= first.endsOn)
    throw invalid("admittedOn", "The level of care was changed by then.", "LEVEL_CHANGED");
  await supersedePlacement(tx, first.id);
  const { programId, edition, levelCode, endsOn } = first;
  await openPlacement(tx, { enrollmentId, programId, edition, levelCode, startsOn, endsOn });
}
