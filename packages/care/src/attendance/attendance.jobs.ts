import { z } from "zod";

const about = z.object({ dispatchId: z.uuid(), organisationId: z.uuid(), subjectId: z.uuid() });

/** Due each Monday for a template: makes its sessions some weeks ahead. */
export const extendSchedule = { name: "attendance.extend-schedule", schema: about } as const;

/** Owed when an enrollment begins, pauses, moves or ends: who is expected where. */
export const reconcileEnrollment = { name: "attendance.reconcile-enrollment", schema: about } as const;

/** Due some days after a day on which something was held. */
export const reviewDay = { name: "attendance.review-day", schema: about } as const;
