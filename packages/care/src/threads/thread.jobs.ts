import { z } from "zod";

/** Every job: the dispatch that owes it, the organisation it acts for, and what it is about. Ids only. */
const about = z.object({ dispatchId: z.uuid(), organisationId: z.uuid(), subjectId: z.uuid() });

/** For the side that did not write. Subject: the recipient's part. */
export const notifyOfMessageJob = { name: "thread.notify", schema: about } as const;
