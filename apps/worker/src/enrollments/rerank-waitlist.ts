import { rerankJob as job, rerankWaitlist } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const rerank = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => rerankWaitlist(tx, subjectId));
});
