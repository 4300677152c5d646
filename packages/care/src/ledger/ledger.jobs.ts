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
