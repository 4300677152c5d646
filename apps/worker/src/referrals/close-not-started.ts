import { closeNotStarted, closeNotStartedJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Some days after an admission without a first session. */
export const closeReferralNotStarted = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => closeNotStarted(tx, { recipientId: subjectId }));
});
