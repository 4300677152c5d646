import { reviewWaiting as job, reviewWaitingOf } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const reviewWaiting = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => reviewWaitingOf(tx, subjectId));
});
