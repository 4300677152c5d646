export type { DatesInput } from "./date.service.ts";
export { correctEnrollmentDates } from "./date.service.ts";
export type { DischargeInput } from "./discharge.service.ts";
export { dischargeEnrollment } from "./discharge.service.ts";
export { CorrectedDateEnum, EnrollmentDateChange, VoidedDischarge } from "./enrollment-history.entity.ts";
export { admissionPathOf } from "./admission.rules.ts";
export { undoDischarge } from "./undo-discharge.service.ts";
export type { AdmissionPath, CloseReason, Disposition } from "./enrollment.entity.ts";
export {
  AdmissionPathEnum,
  CloseReasonEnum,
  DispositionEnum,
  Enrollment,
  EnrollmentStateEnum,
  LocalDischargeReasonEnum,
} from "./enrollment.entity.ts";
export { announce } from "./enrollment.events.ts";
export { endAfterDeath } from "./death.service.ts";
export { endAfterDeathJob, reviewContact, reviewLeave } from "./enrollment.jobs.ts";
export type { EnrollmentCommand, EnrollmentState } from "./enrollment.machine.ts";
export { ENROLLMENT_STATES, HOLDING_STATES, enrollmentMachine } from "./enrollment.machine.ts";
export type { EnrollmentCommandInput, OpenEnrollmentInput } from "./enrollment.service.ts";
export {
  admitEnrollment,
  levelRank,
  closeEnrollment,
  liveEnrollment,
  openEnrollment,
  preScreenEnrollment,
  scheduleContactReview,
} from "./enrollment.service.ts";
export { expireOffer, offerEnrollment, waitlistEnrollment } from "./offer.service.ts";
export {
  InterimServiceEnum,
  PriorityReasonEnum,
  StatedByEnum,
  WaitEndEnum,
  WaitingReasonEnum,
  WaitlistEntry,
  WaitlistEvent,
  WaitlistEventKindEnum,
} from "./waitlist/waitlist.entity.ts";
export { expireOfferJob, offerNextJob, rerankJob, reviewWaiting } from "./waitlist/waitlist.jobs.ts";
export { waitlistPositions } from "./waitlist/waitlist.query.ts";
export type { InterimService, PriorityReason, StatedBy, WaitingReason } from "./waitlist/waitlist.rules.ts";
export type { WaitingInput } from "./waitlist/waitlist.service.ts";
export {
  offerNext,
  openWait,
  recordInterimServices,
  rerankWaitlist,
  reviewWaitingOf,
  setWaitlistPriority,
} from "./waitlist/waitlist.service.ts";
export { Episode } from "./episode.entity.ts";
export { EnrollmentLeave } from "./leave.entity.ts";
export { Placement } from "./placement.entity.ts";
export { believedPlacements, openPlacement, supersedePlacement } from "./placement.service.ts";
export { enrollmentActions, waitlistActions } from "./enrollment.rules.ts";
export { endLeave, extendLeave, reviewContactOf, reviewLeaveOf, startLeave, voidEnrollment } from "./stay.service.ts";
export type { LocalDischargeReason, TedsRecord } from "./teds.rules.ts";
export {
  ANSWERED_AT_DISCHARGE,
  LOCAL_DISCHARGE_REASONS,
  NOT_KNOWN,
  dayWaitCode,
  dischargeReason,
  lengthOfStay,
  losCode,
} from "./teds.rules.ts";
