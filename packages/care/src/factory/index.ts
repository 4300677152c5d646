export { activeEnrollment, weeklyGroup } from "../attendance/attendance.factory.ts";
export { grantedAuthorisation, requestedAuthorisation } from "../authorisations/authorisation.factory.ts";
export { newClient } from "../clients/client.factory.ts";
export type { NewEnrollment } from "../enrollments/enrollment.factory.ts";
export {
  admittedEnrollment,
  dischargeRecord,
  newInquiry,
  offeredEnrollment,
  waitingEnrollment,
} from "../enrollments/enrollment.factory.ts";
export { openProgram } from "../programs/program.factory.ts";
export type { TestReceiver } from "../outside/receiver.factory.ts";
export { namedReceiver } from "../outside/receiver.factory.ts";
export type { TestOutsidePart } from "../outside-links/outside-link.factory.ts";
export { linkHolder, outsidePart } from "../outside-links/outside-link.factory.ts";
export { signedConsent } from "../consent/consent.factory.ts";
export type { AskedProgram, TestReferral } from "../referrals/referral.factory.ts";
export { draftedReferral, sentReferral } from "../referrals/referral.factory.ts";
export { assessed, planTreatment, plannedEnrollment } from "../treatment/treatment.factory.ts";
export { handedOver } from "../threads/thread.factory.ts";
