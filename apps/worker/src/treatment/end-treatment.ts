import { endTreatment as job, endTreatmentOf } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const endTreatment = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => endTreatmentOf(tx, subjectId));
});
