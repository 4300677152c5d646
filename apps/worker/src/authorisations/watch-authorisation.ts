import { watchAuthorisation as job, watchAuthorisationOf } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const watchAuthorisation = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => watchAuthorisationOf(tx, subjectId));
});
