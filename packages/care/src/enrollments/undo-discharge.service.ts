import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { liveClient, retractDeath } from "../clients/index.ts";
import { addDays, holdPlace, localDay, startOfDay, timeZoneOf } from "../programs/index.ts";
import { VoidedDischarge } from "./enrollment-history.entity.ts";
import { Enrollment } from "./enrollment.entity.ts";
import { announce } from "./enrollment.events.ts";
import { reviewLeave } from "./enrollment.jobs.ts";
import { dischargeCanBeUndone } from "./enrollment.rules.ts";
import type { EnrollmentCommandInput } from "./enrollment.service.ts";
import { checkedReason, liveEnrollment, scheduleContactReview } from "./enrollment.service.ts";
import { reopenEpisode } from "./episode.service.ts";
import { reinstatePlacements } from "./placement.service.ts";
import { REASON_DEATH } from "./teds.rules.ts";

/**
 * Takes back a discharge that was entered wrongly, within 72 hours: the stay goes on as it was, with a place taken
 * anew. What the discharge said stays on record. A change of level that was planned then has to be planned again.
 * @throws DomainError ILLEGAL_TRANSITION unless discharged; NO_PLACE when the place went to somebody else;
 *   CONFLICT (reason TOO_LATE, RETURNED or DECEASED); STALE, NOT_FOUND
 */
export async function undoDischarge(
  tx: Transaction,
  input: EnrollmentCommandInput & { reason: string },
): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const voidReason = checkedReason(input.reason);
  const { dischargeRecordedAt } = enrollment;
  if (enrollment.state !== "DISCHARGED") {
    throw new DomainError("ILLEGAL_TRANSITION", "Only a discharge is taken back in this way.", {
      path: ["state"],
      reason: enrollment.state,
    });
  }
  if (dischargeRecordedAt === null || !dischargeCanBeUndone(enrollment, tx.now)) {
    throw new DomainError("CONFLICT", "A discharge is taken back within 72 hours; after that, a new enrollment.", {
      path: ["id"],
      reason: "TOO_LATE",
    });
  }
  await refuseAfterReturn(tx, enrollment);
  const client = await liveClient(tx, enrollment.clientId);
  if (client.deceasedOn !== null) {
    if (enrollment.dischargeReason !== REASON_DEATH)
      throw new DomainError("CONFLICT", "This client has died.", { path: ["id"], reason: "DECEASED" });
    await retractDeath(tx, client.id);
  }
  await holdPlace(tx, enrollment.programId, ["id"]);
  const zone = await timeZoneOf(tx, enrollment.programId);
  const { dischargedOn, dischargeReason, dischargeLocalReason, servicesAtDischarge } = enrollment;
  const { dispositionCode, disposition, aftercarePlan, dischargeDestination, onwardReferralId } = enrollment;
  await tx.insert(VoidedDischarge, {
    enrollmentId: enrollment.id,
    record: {
      dischargedOn,
      dischargeReason,
      dischargeLocalReason,
      servicesAtDischarge,
      dispositionCode,
      disposition,
      aftercarePlan,
      dischargeDestination,
      onwardReferralId,
      tedsDischarge: enrollment.tedsDischarge,
    },
    recordedAt: dischargeRecordedAt,
    voidReason,
    voidedBy: tx.actor.kind === "person" ? tx.actor.id : null,
    voidedAt: tx.now,
  });
  await tx.update(Enrollment, enrollment, {
    // Who was on leave is on leave again: a discharge leaves the words of the leave as they are.
    state: enrollment.leaveFrom === null ? "ACTIVE" : "ON_LEAVE",
    holdsPlace: true,
    dischargedOn: null,
    dischargeReason: null,
    dischargeLocalReason: null,
    servicesAtDischarge: null,
    dispositionCode: null,
    disposition: null,
    aftercarePlan: null,
    dischargeDestination: null,
    onwardReferralId: null,
    dischargeRecordedAt: null,
    tedsDischarge: {},
  });
  await reinstatePlacements(tx, enrollment.id, dischargeRecordedAt, localDay(dischargeRecordedAt, zone));
  await reopenEpisode(tx, enrollment.episodeId);
  if (enrollment.leaveUntil !== null) {
    // The review of the leave may have come while the stay counted as ended.
    tx.schedule({
      job: reviewLeave.name,
      subjectId: enrollment.id,
      dueAt: startOfDay(addDays(enrollment.leaveUntil, 1), zone),
      key: `leave:${enrollment.id}:${enrollment.leaveUntil}:${tx.now.toISOString()}`,
    });
  }
  scheduleContactReview(tx, enrollment.id, enrollment.lastContactOn ?? localDay(tx.now, zone), zone);
  tx.audit({
    action: "enrollment.undo-discharge",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  announce(tx, "enrollment.discharge-voided", enrollment);
  return { enrollmentId: enrollment.id };
}

/** Who came back since has a later enrollment: that one goes on, and this stay stays ended. */
async function refuseAfterReturn(tx: Transaction, enrollment: Enrollment): Promise<void> {
  const returned = await tx.query(
    `select from enrollments n where n.client_id = $1 and n.id <> $2 and n.voided_at is null and (
       n.previous_enrollment_id = $2
       or n.program_id = $3 and n.state not in ('DISCHARGED', 'CLOSED_NOT_ADMITTED')
       or n.episode_id <> $4 and exists (select from episodes e where e.id = n.episode_id and e.closed_on is null)) limit 1`,
    [enrollment.clientId, enrollment.id, enrollment.programId, enrollment.episodeId],
  );
  if (returned.length === 0) return;
  throw new DomainError("CONFLICT", "The client has come back since; that enrollment goes on.", {
    path: ["id"],
    reason: "RETURNED",
  });
}
