import { z } from "zod";

/** Every job: the dispatch that owes it, the organisation it acts for, and what it is about. Ids only. */
const about = z.object({ dispatchId: z.uuid(), organisationId: z.uuid(), subjectId: z.uuid() });
const part = about.extend({ senderOrganisationId: z.uuid(), recipientOrganisationId: z.uuid() });

/** For the sender, when a referral was accepted: ends the parts of the rivals. */
export const closeSiblingsJob = { name: "referral.close-siblings", schema: part } as const;
/** For the sender, when a part came to an end: brings the referral's own state in line. */
export const settleJob = { name: "referral.settle", schema: part } as const;
/** For the sender, when a wave ended without anybody and others wait to be asked. Subject: the referral. */
export const openNextWaveJob = { name: "referral.open-next-wave", schema: about } as const;
/** For the recipient, when its part was closed by the sender: gives the held place back. */
export const releasePlaceJob = { name: "referral.release-place", schema: part } as const;
/** For the sender, when a consent was revoked: withdraws or recalls what was not accepted yet. Subject: the consent. */
export const recallJob = { name: "referral.recall", schema: about } as const;
/** For the sender, when a consent was held or is not any more: both sides are told. Subject: the consent. */
export const tellConsentJob = { name: "referral.tell-consent", schema: about } as const;
/** For the recipient, at the first attended session of an enrollment. Subject: the enrollment. */
export const closeOnAttendanceJob = {
  name: "referral.close-on-attendance",
  schema: about.extend({ referralRecipientId: z.uuid() }),
} as const;
/** For the sender, after a no-show and again when its time is up: the client is the sender's again. */
export const takeBackNoShowJob = { name: "referral.take-back-no-show", schema: about } as const;
/** For the recipient, some business days after an intake: word of what came of it is owed. Subject: the recipient's part. */
export const oweOutcomeJob = { name: "referral.owe-outcome", schema: about } as const;
/** For the recipient, when the first session of an enrollment was taken back. Subject: the enrollment. */
export const reopenAfterUndoJob = {
  name: "referral.reopen-after-undo",
  schema: about.extend({ referralRecipientId: z.uuid() }),
} as const;
/** For the sender, after that. Subject: the recipient's part. */
export const followUndoJob = { name: "referral.follow-undo", schema: part } as const;
/** Deadlines, for the sender who set them. Subject: the recipient's part. */
export const remindJob = { name: "referral.remind", schema: about } as const;
export const escalateJob = { name: "referral.escalate", schema: about } as const;
export const expireJob = { name: "referral.expire", schema: about } as const;
/** For the sender, when the recipient moved the clock. Subject: the recipient's part. */
export const scheduleDeadlinesJob = { name: "referral.schedule-deadlines", schema: part } as const;
/** For the recipient, when its hours changed. Subject: the organisation. */
export const recountDeadlinesJob = { name: "referral.recount-deadlines", schema: about } as const;
/** For the recipient, some days after an admission. Subject: the recipient's part. */
export const closeNotStartedJob = { name: "referral.close-not-started", schema: about } as const;

export const referralJobs = [
  closeSiblingsJob,
  settleJob,
  takeBackNoShowJob,
  oweOutcomeJob,
  reopenAfterUndoJob,
  followUndoJob,
  openNextWaveJob,
  releasePlaceJob,
  recallJob,
  tellConsentJob,
  closeOnAttendanceJob,
  remindJob,
  escalateJob,
  expireJob,
  scheduleDeadlinesJob,
  recountDeadlinesJob,
  closeNotStartedJob,
] as const;
