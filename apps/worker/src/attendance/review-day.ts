import { reviewDay as job, reviewDayOf } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const reviewDay = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => reviewDayOf(tx, subjectId));
});
