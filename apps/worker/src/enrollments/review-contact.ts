import { reviewContact as job, reviewContactOf } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const reviewContact = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => reviewContactOf(tx, subjectId));
});
