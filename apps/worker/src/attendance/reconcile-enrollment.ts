import { reconcileEnrollment as job, reconcileEnrollmentRosters } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const reconcileEnrollment = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => reconcileEnrollmentRosters(tx, subjectId));
});
