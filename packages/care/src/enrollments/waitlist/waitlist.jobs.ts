import { z } from "zod";

const timerData = z.object({
  dispatchId: z.uuid(),
  organisationId: z.uuid(),
  subjectId: z.uuid(),
});

/** Due when a deadline of a wait has passed; its subject is the entry. */
export const reviewWaiting = { name: "waitlist.review-waiting", schema: timerData } as const;

/** Due when an offer ends; its subject is the enrollment. */
export const expireOfferJob = { name: "waitlist.expire-offer", schema: timerData } as const;

/** Owed by whatever may have made a place free. */
export const offerNextJob = { name: "waitlist.offer-next", schema: timerData } as const;

/** Owed when a program begins or ceases to be paid by a federal block grant; its subject is the program. */
export const rerankJob = { name: "waitlist.rerank", schema: timerData } as const;
