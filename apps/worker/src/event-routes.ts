import type { OwedJob } from "@causeway/database";
import type { RecordedEvent } from "@causeway/kernel";
import type { ReferralNews } from "@causeway/messaging";

/**
 * Which jobs an event owes, and for which organisation each acts. The one page to read to know what follows from what.
 */
type Route = (event: RecordedEvent) => readonly OwedJob[];

/** For the organisation in which it happened. */
const own =
  (job: string): Route =>
  (event) => [{ job, organisationId: event.organisationId, data: dataOf(event) }];

/** Only for an enrollment that came by a referral. */
const ifReferred =
  (route: Route): Route =>
  (event) =>
    event.refIds["referralRecipientId"] ? route(event) : [];

/** For one party of a referral. */
const party =
  (
    side: "senderOrganisationId" | "recipientOrganisationId",
    job: string,
    extra: Readonly<Record<string, string>> = {},
  ): Route =>
  (event) => {
    const organisationId = event.refIds[side];
    return organisationId ? [{ job, organisationId, data: { ...dataOf(event), ...extra } }] : [];
  };

const tellReceiver = (news: ReferralNews): Route =>
  party("recipientOrganisationId", "referral.notify-receiver", { news });
const tellSender = (news: ReferralNews): Route => party("senderOrganisationId", "referral.notify-sender", { news });

/** For the side in which it did not happen. */
const otherSide =
  (job: string): Route =>
  (event) =>
    (event.organisationId === event.refIds["senderOrganisationId"] ? recipient(job) : sender(job))(event);

const sender = (job: string): Route => party("senderOrganisationId", job);
const recipient = (job: string): Route => party("recipientOrganisationId", job);
const settle = sender("referral.settle");
/** A place may have become free. */
const offerNext = own("waitlist.offer-next");

/** All weeks of a stay may come to something else. */
const recomputeStay = own("dose.recompute-stay");
/** The lanes of a stay that the event is about, or names. */
const lanes = own("ledger.compare-lanes");
const lanesOfSubject: Route = (event) =>
  lanes({ ...event, refIds: { ...event.refIds, enrollmentId: event.subjectId } });

/** Who is expected at the sessions of a program follows the enrollment. */
const expectedAnew = own("attendance.reconcile-enrollment");

const ROUTES: Readonly<Record<string, readonly Route[]>> = {
  "referral.sent": [tellReceiver("RECEIVED")],
  "referral.reminded": [tellReceiver("REMINDED")],
  "referral.deadline-moved": [sender("referral.schedule-deadlines")],
  "organisation.calendar-changed": [own("referral.recount-deadlines")],
  "referral.escalated": [tellReceiver("ESCALATED"), tellSender("ESCALATED")],
  "referral.info-provided": [tellReceiver("INFO_PROVIDED")],
  "referral.cancel-requested": [tellReceiver("CANCEL_REQUESTED")],
  "referral.withdrawn": [tellReceiver("WITHDRAWN"), settle],
  "referral.accepted": [tellSender("ACCEPTED"), sender("referral.close-siblings")],
  "referral.chosen": [sender("referral.close-siblings")],
  "referral.declined": [tellSender("DECLINED"), settle, recipient("waitlist.offer-next")],
  "referral.info-requested": [tellSender("INFO_REQUESTED")],
  "referral.scheduled": [tellSender("SCHEDULED")],
  "referral.acceptance-undone": [
    tellSender("ACCEPTANCE_UNDONE"),
    sender("referral.schedule-deadlines"),
    recipient("waitlist.offer-next"),
  ],
  "referral.reassigned": [tellSender("REASSIGNED"), recipient("waitlist.offer-next")],
  "referral.forwarded": [tellSender("FORWARDED")],
  "referral.no-show": [tellSender("NO_SHOW"), sender("referral.take-back-no-show")],
  "referral.outcome-owed": [tellReceiver("OUTCOME_OWED"), tellSender("OUTCOME_OWED")],
  "referral.attendance-undone": [tellSender("ATTENDANCE_UNDONE"), sender("referral.follow-undo")],
  "referral.appointment-cancelled": [tellSender("APPT_CANCELLED")],
  "referral.admitted": [tellSender("ADMITTED")],
  "referral.attended": [tellSender("ATTENDED"), settle],
  "referral.not-started": [tellSender("NOT_STARTED"), settle],
  "referral.expired": [tellSender("EXPIRED"), settle],
  "referral.cancelled": [
    tellReceiver("CANCELLED"),
    tellSender("CANCELLED"),
    settle,
    recipient("referral.release-place"),
  ],
  "referral.message-posted": [otherSide("thread.notify")],
  "referral.document-added": [sender("document.scan")],
  "referral.document-ready": [sender("document.notify"), recipient("document.notify")],
  "referral.document-refused": [sender("document.discard"), sender("document.notify"), recipient("document.notify")],
  "referral.document-removed": [sender("document.discard")],

  "outside-receiver.changed": [own("outside.open-receiver")],
  "emergency.opened": [sender("emergency.tell-sender")],

  "outside-link.renewed": [sender("outside.send-link")],
  "outside-link.closed": [sender("outside.review-link")],
  "outside-code.asked": [sender("outside.send-code")],
  "client.died": [own("enrollments.end-after-death")],
  "consent.revoked": [own("referral.recall")],
  "consent.found-false": [own("referral.recall")],
  "consent.ended": [own("referral.tell-consent")],
  "consent.held": [own("referral.tell-consent")],
  "consent.hold-lifted": [own("referral.tell-consent")],
  "enrollment.first-session": [ifReferred(own("referral.close-on-attendance"))],
  "enrollment.start-undone": [ifReferred(own("referral.reopen-after-undo"))],

  "enrollment.discharged": [
    own("alumni.begin-following"),
    own("treatment.end"),
    recomputeStay,
    lanesOfSubject,
    offerNext,
    expectedAnew,
  ],
  "enrollment.closed": [own("treatment.end"), lanesOfSubject, offerNext, expectedAnew],
  "enrollment.voided": [own("treatment.end"), recomputeStay, lanesOfSubject, offerNext, expectedAnew],
  "enrollment.admitted": [recomputeStay, lanesOfSubject],
  "enrollment.dates-corrected": [recomputeStay, lanesOfSubject, expectedAnew],
  "enrollment.on-leave": [recomputeStay, lanesOfSubject, expectedAnew],
  "enrollment.returned": [recomputeStay, lanesOfSubject, expectedAnew],
  "enrollment.discharge-voided": [
    own("alumni.stop-following"),
    own("treatment.resume"),
    recomputeStay,
    lanesOfSubject,
    expectedAnew,
  ],
  "level.changed": [recomputeStay, lanesOfSubject, offerNext, expectedAnew],
  // The old place is free only now.
  "level.took-effect": [offerNext],
  "treatment.hours-changed": [recomputeStay, lanesOfSubject],
  "treatment.length-changed": [lanesOfSubject],
  "program.block-grant-changed": [own("waitlist.rerank")],
  "program.capacity-changed": [offerNext],
  "program.opened": [offerNext],

  // Of every stay in the session.
  "attendance.recorded": [own("dose.recompute-session"), lanes],
  "authorisation.requested": [lanes],
  "authorisation.decided": [lanes],
  "authorisation.appealed": [lanes],
  "authorisation.expired": [lanes],

  "invitation.created": [own("member.send-invitation")],
  "member.password-reset-requested": [own("member.send-password-reset")],
};

export function routesOf(event: RecordedEvent): readonly OwedJob[] {
  return [...(ROUTES[event.type] ?? []).flatMap((route) => route(event)), ...toWebhooks(event)];
}

/** What moves a screen of one's own staff: heard by open subscriptions and in the feed; no partner is called for it. */
const isOwnWork = (type: string): boolean => type.startsWith("task.") || type.startsWith("notification.");

/** Every organisation that may hear of an event may have an endpoint that wants it. */
const toWebhooks: Route = (event) =>
  (isOwnWork(event.type) ? [] : event.audience).map((organisationId) => ({
    job: "webhook.queue-deliveries",
    organisationId,
    data: dataOf(event),
  }));

function dataOf(event: RecordedEvent): Record<string, string> {
  return { ...event.refIds, subjectId: event.subjectId, eventId: event.id };
}
