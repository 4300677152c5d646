export {
  Alumnus,
  AlumnusStateEnum,
  AttemptOutcomeEnum,
  CheckIn,
  CheckInAttempt,
  CheckInStateEnum,
  ContactChannelEnum,
  ContactConsent,
  ContactPurposeEnum,
} from "./alumnus.entity.ts";
export type { AttemptOutcome, ContactChannel, ContactPurpose } from "./alumnus.entity.ts";
export { beginFollowingJob, closeCheckInJob, sendCheckInJob, stopFollowingJob } from "./alumnus.jobs.ts";
export { stopFollowing } from "./end-following.service.ts";
export { beginFollowing, followAlumnus } from "./alumnus.service.ts";
export { DEFAULT_CADENCE } from "./cadence.rules.ts";
export { alumnusMachine, CHECK_IN_STATES, checkInMachine } from "./check-in.machine.ts";
export type { CheckInState } from "./check-in.machine.ts";
export type { CheckInToSend } from "./check-in.service.ts";
export { closeCheckIn, noteSent, noteSuppressed, planCheckIn, recordCheckInAttempt } from "./check-in.service.ts";
export { recordContactConsent, withdrawContactConsent } from "./contact-consent.service.ts";
