import { z } from "zod";

/** Due three business days before a review or the last day covered, and when nothing more can come of it. */
export const watchAuthorisation = {
  name: "authorisations.watch",
  schema: z.object({
    dispatchId: z.uuid(),
    organisationId: z.uuid(),
    /** The authorisation. */
    subjectId: z.uuid(),
  }),
} as const;
