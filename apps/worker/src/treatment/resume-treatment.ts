import { resumeTreatment as job, resumeTreatmentOf } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const resumeTreatment = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => resumeTreatmentOf(tx, subjectId));
});
