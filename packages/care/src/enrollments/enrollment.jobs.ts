import { z } from "zod";

const timerData = z.object({
  dispatchId: z.uuid(),
  organisationId: z.uuid(),
  /** The enrollment, unless said otherwise. */
  subjectId: z.uuid(),
});

/** Due on the day after the leave was to end: whoever is still away is looked at by a person. */
export const reviewLeave = { name: "enrollments.review-leave", schema: timerData } as const;

/** Owed by a death; its subject is the client. */
export const endAfterDeathJob = { name: "enrollments.end-after-death", schema: timerData } as const;

/** Due 30 days after the last contact. Nobody is discharged by a clock. */
export const reviewContact = { name: "enrollments.review-contact", schema: timerData } as const;
