import { escalateReferral, escalateJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** When the time to answer is up. */
export const escalate = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => escalateReferral(tx, { recipientId: subjectId }));
});
