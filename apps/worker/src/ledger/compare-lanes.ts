import { compareLanesOf, compareLanes as job, staysInSession } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** A transaction for each stay: a roster of many holds none of the others back. */
export const compareLanes = work(job, async ({ db }, { organisationId, subjectId, enrollmentId }) => {
  const actor = jobActor(organisationId, job.name);
  const stays =
    enrollmentId === undefined ? await db.run(actor, (tx) => staysInSession(tx, subjectId)) : [enrollmentId];
  for (const stay of stays) await db.run(actor, (tx) => compareLanesOf(tx, stay));
});
