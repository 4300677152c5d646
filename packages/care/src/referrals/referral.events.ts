import type { DomainEvent } from "@causeway/kernel";
import type { RecipientCommand } from "./recipient.machine.ts";

/** What each move of a recipient's part is called once it happened. */
export const EVENT_OF = {
  send: "referral.sent",
  receive: "referral.received",
  withdraw: "referral.withdrawn",
  expire: "referral.expired",
  requestInformation: "referral.info-requested",
  provideInformation: "referral.info-provided",
  accept: "referral.accepted",
  undoAcceptance: "referral.acceptance-undone",
  reassign: "referral.reassigned",
  decline: "referral.declined",
  // And `referral.forwarded`, for who wants to know where to.
  forward: "referral.declined",
  scheduleAppointment: "referral.scheduled",
  recordNoShow: "referral.no-show",
  takeBackAfterNoShow: "referral.cancelled",
  cancelAppointment: "referral.appointment-cancelled",
  recordIntake: "referral.intake-done",
  admit: "referral.admitted",
  closeOnAttendance: "referral.attended",
  reopenAfterUndo: "referral.attendance-undone",
  closeNotStarted: "referral.not-started",
  requestCancellation: "referral.cancel-requested",
  confirmCancellation: "referral.cancelled",
  closeFilled: "referral.cancelled",
} as const satisfies Readonly<Record<RecipientCommand, string>>;

/** Events that move no state. */
type OtherReferralEvent =
  | "referral.acknowledged"
  | "referral.forwarded"
  | "referral.outcome-owed"
  | "referral.reminded"
  | "referral.escalated"
  | "referral.chosen"
  | "referral.deadline-moved"
  | "referral.message-posted"
  | "referral.document-added"
  | "referral.document-ready"
  | "referral.document-refused"
  | "referral.document-removed"
  | "referral.consent-ended"
  | "referral.consent-changed";

export interface Parties {
  readonly id: string;
  readonly senderOrganisationId: string;
  readonly recipientOrganisationId: string;
}

/**
 * Ids only, heard by the two parties, unless by one of them alone. Not the referral's own: all its recipients share it, and by it
 * two of them would know each other for rivals.
 */
export function referralEvent(
  type: (typeof EVENT_OF)[RecipientCommand] | OtherReferralEvent,
  { id, senderOrganisationId, recipientOrganisationId }: Parties,
  audience: readonly string[] = [senderOrganisationId, recipientOrganisationId],
): DomainEvent {
  return {
    type,
    subjectId: id,
    refIds: { senderOrganisationId, recipientOrganisationId },
    audience,
  };
}
