import { takeBackNoShow, takeBackNoShowJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** After a no-show, and again when the recipient has not gone on in time. */
export const takeBackMissed = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => takeBackNoShow(tx, { recipientId: subjectId }));
});
