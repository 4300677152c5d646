import { z } from "zod";

/** Due a week before a plan is to be reviewed. The subject is the plan. */
export const reviewPlan = { name: "treatment.review-plan", schema: z.object({}) } as const;

/** When a stay is over: its plans end with it. The subject is the enrollment. */
export const endTreatment = { name: "treatment.end", schema: z.object({}) } as const;

/** When the end of a stay was taken back. The subject is the enrollment. */
export const resumeTreatment = { name: "treatment.resume", schema: z.object({}) } as const;
