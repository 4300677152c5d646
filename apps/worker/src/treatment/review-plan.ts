import { reviewPlan as job, reviewPlanOf } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const reviewPlan = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => reviewPlanOf(tx, subjectId));
});
