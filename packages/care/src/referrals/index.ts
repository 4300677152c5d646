export type { DeclineReason } from "./decline.rules.ts";
export { DECLINE_REASONS } from "./decline.rules.ts";
export { recountDeadlines, scheduleDeadlines } from "./clock.service.ts";
export { forwardReferral } from "./forward.service.ts";
export { followUndo, oweOutcome, reopenAfterUndo, takeBackAfterNoShow, takeBackNoShow } from "./outcome.service.ts";
export { reassignReferral } from "./reassign.service.ts";
export { NOT_STARTED_DAYS, URGENCIES } from "./deadline.rules.ts";
export type { Urgency } from "./deadline.rules.ts";
export {
  acceptReferral,
  acknowledgeReferral,
  confirmCancellation,
  declineReferral,
  provideInformation,
  receiveReferral,
  releasePlaceOf,
  requestCancellation,
  requestInformation,
  undoAcceptance,
  withdrawRecipient,
} from "./answer.service.ts";
export { escalateReferral, expireReferral, remindRecipient } from "./deadline.service.ts";
export type { AdmitReferral } from "./intake.service.ts";
export {
  admitReferral,
  cancelAppointment,
  closeNotStarted,
  closeOnAttendance,
  recordIntake,
  recordNoShow,
  scheduleAppointment,
} from "./intake.service.ts";
export type { ConsentCopy } from "./packet.entity.ts";
export { ReferralAward, ReferralPacket } from "./packet.entity.ts";
export type { PacketContent, PacketSection } from "./packet.rules.ts";
export { EMERGENCY_HOURS, EmergencyAccess } from "./emergency-access.entity.ts";
export { consentOpens, openPacket } from "./packet.service.ts";
export { ReceivedReferral } from "./received-referral.entity.ts";
export { DeclineReasonEnum, RecipientStateEnum, ReferralRecipient } from "./recipient.entity.ts";
export type { RecipientCommand, RecipientState } from "./recipient.machine.ts";
export { RECIPIENT_STATES, isLive, receivedActions, recipientMachine, senderActions } from "./recipient.machine.ts";
export type { PartInput } from "./recipient.service.ts";
export { consentStands, hasAward } from "./recipient.service.ts";
export type { OutsideMove } from "./outside-answer.service.ts";
export {
  acceptAsOutside,
  admitAsOutside,
  attendAsOutside,
  closeForOutside,
  outsideActions,
} from "./outside-answer.service.ts";
export { referralEvent } from "./referral.events.ts";
export { loadPart } from "./recipient.service.ts";
export { referralNotice, type ReferralNotice } from "./referral-notice.query.ts";
export type { DisclosureStage, Mode } from "./referral.entity.ts";
export { DisclosureStageEnum, Referral, ReferralModeEnum, ReferralStateEnum, UrgencyEnum } from "./referral.entity.ts";
export {
  closeOnAttendanceJob,
  closeNotStartedJob,
  closeSiblingsJob,
  escalateJob,
  expireJob,
  followUndoJob,
  openNextWaveJob,
  oweOutcomeJob,
  recallJob,
  tellConsentJob,
  referralJobs,
  releasePlaceJob,
  reopenAfterUndoJob,
  takeBackNoShowJob,
  recountDeadlinesJob,
  remindJob,
  scheduleDeadlinesJob,
  settleJob,
} from "./referral.jobs.ts";
export type { ReferralState } from "./referral.machine.ts";
export { REFERRAL_STATES, referralActions } from "./referral.machine.ts";
export type { RecipientInput } from "./asked-program.query.ts";
export type { NewReferral } from "./referral.service.ts";
export { MOST_PER_WAVE, createReferral } from "./referral.service.ts";
export {
  chooseRecipient,
  closeSiblings,
  recallAfterRevocation,
  tellConsentChanged,
  settleReferral,
  withdrawReferral,
} from "./settlement.service.ts";
export { fanOut, openNextWave, sendReferral } from "./wave.service.ts";
