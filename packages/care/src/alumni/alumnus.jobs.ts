import { z } from "zod";

/** When a discharge was taken back. The subject is the enrollment. */
export const stopFollowingJob = { name: "alumni.stop-following", schema: z.object({}) } as const;
/** At a discharge. The subject is the enrollment. */
export const beginFollowingJob = { name: "alumni.begin-following", schema: z.object({}) } as const;
/** On the day of a check-in, in the hours the client may be written to. The subject is the check-in. */
export const sendCheckInJob = { name: "alumni.send-check-in", schema: z.object({}) } as const;
/** When the window of a check-in has passed. The subject is the check-in. */
export const closeCheckInJob = { name: "alumni.close-check-in", schema: z.object({}) } as const;
