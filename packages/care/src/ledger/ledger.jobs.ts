import { z } from "zod";

/** Due at the start of the day a planned change to another program takes effect. */
export const takeEffect = {
  name: "ledger.take-effect",
  schema: z.object({
    dispatchId: z.uuid(),
    organisationId: z.uuid(),
    /** The transition. */
    subjectId: z.uuid(),
  }),
} as const;

/**
 * Owed when something of a stay's lanes changed, and due when they may part or meet by themselves. Names either the
 * stay, or the session whose attendance was recorded.
 */
export const compareLanes = {
  name: "ledger.compare-lanes",
  schema: z.object({
    dispatchId: z.uuid(),
    organisationId: z.uuid(),
    subjectId: z.uuid(),
    enrollmentId: z.uuid().optional(),
  }),
} as const;
