import { z } from "zod";

const owed = { dispatchId: z.uuid(), organisationId: z.uuid(), subjectId: z.uuid() };

/** After attendance of a session was recorded, corrected or taken back; about the session. */
export const recomputeSessionWeeks = { name: "dose.recompute-session", schema: z.object(owed) } as const;

/** After something changed that all weeks of a stay may rest on; about the enrollment. */
export const recomputeStayWeeks = { name: "dose.recompute-stay", schema: z.object(owed) } as const;

/** Due when the week is over where the program is; about the program. */
export const closeWeek = { name: "dose.close-week", schema: z.object(owed) } as const;
