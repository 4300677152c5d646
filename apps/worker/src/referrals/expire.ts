import { expireReferral, expireJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** At twice the time to answer. */
export const expire = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => expireReferral(tx, { recipientId: subjectId }));
});
