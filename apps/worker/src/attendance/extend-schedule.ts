import { extendSchedule as job, syncTemplate } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const extendSchedule = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => syncTemplate(tx, subjectId));
});
