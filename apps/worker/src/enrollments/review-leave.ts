import { reviewLeave as job, reviewLeaveOf } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const reviewLeave = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => reviewLeaveOf(tx, subjectId));
});
