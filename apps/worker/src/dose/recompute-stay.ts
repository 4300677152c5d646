import { recomputeStayWeeks as job, recomputeWeeks } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const recomputeStayWeeks = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => recomputeWeeks(tx, [subjectId]));
});
