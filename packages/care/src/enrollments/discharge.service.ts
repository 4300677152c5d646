import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid, notFound } from "@causeway/kernel";
import { checkDay, liveClient, markDeceased } from "../clients/index.ts";
import { localDay, timeZoneOf } from "../programs/index.ts";
import { cancelTasksAbout } from "../tasks/index.ts";
import type { Disposition } from "./enrollment.entity.ts";
import { DISPOSITIONS, Enrollment } from "./enrollment.entity.ts";
import { announce } from "./enrollment.events.ts";
import { enrollmentMachine } from "./enrollment.machine.ts";
import type { EnrollmentCommandInput } from "./enrollment.service.ts";
import { liveEnrollment, releasePlaces } from "./enrollment.service.ts";
import { closeEpisodeIfOver } from "./episode.service.ts";
import { endPlacements } from "./placement.service.ts";
import type { LocalDischargeReason, TedsRecord } from "./teds.rules.ts";
import { REASON_DEATH, REASON_INCARCERATED, REASON_TRANSFERRED, checkOutcomes, dischargeReason } from "./teds.rules.ts";

export interface DischargeInput extends EnrollmentCommandInput {
  /** YYYY-MM-DD, in the program's zone: for someone who was lost, the day of the last contact. */
  readonly dischargedOn: string;
  /** TEDS-D REASON 1 to 7; may be left out where a local reason is given. */
  readonly reason?: number | null | undefined;
  readonly localReason?: LocalDischargeReason | null | undefined;
  /** TEDS-D SERVICES_D, 1 to 8. */
  readonly servicesAtDischarge: number;
  readonly dispositionCode: Disposition;
  /** The same in words. */
  readonly disposition: string;
  /** Needed unless the client died. */
  readonly aftercarePlan?: string | null | undefined;
  /** For a transfer: the referral it goes by, or the name of where the client goes. */
  readonly onwardReferralId?: string | null | undefined;
  readonly destination?: string | null | undefined;
  /** The `_D` answers; what a discharge must answer is in `ANSWERED_AT_DISCHARGE`. */
  readonly tedsDischarge?: TedsRecord | null | undefined;
}

/**
 * Ends a stay. The place is free at once, the placement ends on the day.
 * After a death every contact with the client is blocked.
 * @throws DomainError ILLEGAL_TRANSITION, INVALID (reason ATTENDED for a day before a session that was attended), STALE, NOT_FOUND
 */
export async function dischargeEnrollment(tx: Transaction, input: DischargeInput): Promise<{ enrollmentId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const enrollment = await liveEnrollment(tx, input);
  const state = enrollmentMachine.next(enrollment.state, "discharge", "staff");
  const zone = await timeZoneOf(tx, enrollment.programId);
  const today = localDay(tx.now, zone);
  const on = checkDay(input.dischargedOn, "dischargedOn");
  if (on > today) throw invalid("dischargedOn", "A discharge does not lie in the future.");
  const earliest = [
    enrollment.firstSessionOn,
    enrollment.admittedAt === null ? null : localDay(enrollment.admittedAt, zone),
  ]
    .filter((day) => day !== null)
    .toSorted()[0];
  if (earliest !== undefined && on < earliest)
    throw invalid("dischargedOn", "A discharge does not lie before the admission.");
  await refuseBeforeCare(tx, enrollment.id, on);
  const reason = dischargeReason(input.reason ?? null, input.localReason ?? null);
  checkServices(input.servicesAtDischarge);
  const disposition = text(input.disposition, "disposition");
  if (disposition === null) throw invalid("disposition", "A discharge says where the client stands.");
  checkDisposition(input.dispositionCode, reason);
  const aftercarePlan = text(input.aftercarePlan, "aftercarePlan");
  if (aftercarePlan === null && reason !== REASON_DEATH)
    throw invalid("aftercarePlan", "A discharge has an aftercare plan.");
  const destination = text(input.destination, "destination");
  const onwardReferralId = input.onwardReferralId ?? null;
  if (reason === REASON_TRANSFERRED && destination === null && onwardReferralId === null) {
    throw invalid("destination", "A transfer names a referral or a destination.");
  }
  const tedsDischarge = checkOutcomes(input.tedsDischarge ?? {}, reason, "tedsDischarge");
  if (onwardReferralId !== null) await requireOwnReferral(tx, onwardReferralId, enrollment.clientId);

  await releasePlaces(tx, enrollment);
  await tx.update(Enrollment, enrollment, {
    state,
    holdsPlace: false,
    incomingProgramId: null,
    dischargedOn: on,
    dischargeReason: reason,
    dischargeLocalReason: input.localReason ?? null,
    servicesAtDischarge: input.servicesAtDischarge,
    dispositionCode: input.dispositionCode,
    disposition,
    aftercarePlan,
    dischargeDestination: destination,
    onwardReferralId,
    dischargeRecordedAt: tx.now,
    tedsDischarge,
  });
  await endPlacements(tx, enrollment.id, on);
  await closeEpisodeIfOver(tx, enrollment.episodeId, on);
  await cancelTasksAbout(tx, enrollment.id);
  if (reason === REASON_DEATH && (await liveClient(tx, enrollment.clientId)).deceasedOn === null)
    await markDeceased(tx, enrollment.clientId, on);
  tx.audit({
    action: "enrollment.discharge",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  announce(tx, "enrollment.discharged", enrollment);
  return { enrollmentId: enrollment.id };
}

/** Who came to a session was not gone before: the days of a stay and its minutes would contradict each other. */
async function refuseBeforeCare(tx: Transaction, enrollmentId: string, on: string): Promise<void> {
  const later = await tx.query(
    `select from attendances a join program_sessions s on s.id = a.session_id
       join programs p on p.id = s.program_id join sites t on t.id = p.site_id
     where a.enrollment_id = $1 and a.state in ('ATTENDED', 'PARTIAL') and (s.starts_at at time zone t.time_zone)::date > $2::date
     limit 1`,
    [enrollmentId, on],
  );
  if (later.length > 0)
    throw invalid("dischargedOn", "A session was attended after that day; the stay did not end before it.", "ATTENDED");
}

function checkServices(code: number): void {
  if (!(Number.isInteger(code) && code >= 1 && code <= 8))
    throw invalid("servicesAtDischarge", "The service at discharge is a TEDS code from 1 to 8.");
}

/** The two reasons that say where the client is are not contradicted. */
function checkDisposition(code: Disposition, reason: number): void {
  if (!DISPOSITIONS.includes(code)) throw invalid("dispositionCode", "This is not a disposition.");
  if ((code === "DECEASED") !== (reason === REASON_DEATH))
    throw invalid("dispositionCode", "After a death, and only then, the disposition is DECEASED.", "CONTRADICTS");
  if (reason === REASON_INCARCERATED && code !== "CORRECTIONAL")
    throw invalid("dispositionCode", "Who was incarcerated is in a correctional facility.", "CONTRADICTS");
}

function text(value: string | null | undefined, field: string): string | null {
  const trimmed = value?.trim() ?? "";
  if (trimmed.length > 4000) throw invalid(field, "At most 4000 characters.");
  return trimmed === "" ? null : trimmed;
}

// Referrals know enrollments, not the reverse; the foreign key keeps the rest.
async function requireOwnReferral(tx: Transaction, referralId: string, clientId: string): Promise<void> {
  const found = await tx.query("select from referrals where id = $1 and client_id = $2", [referralId, clientId]);
  if (found.length === 0) throw notFound("referral", ["onwardReferralId"]);
}
