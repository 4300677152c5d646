import { closeOnAttendance, closeOnAttendanceJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Closed means attended: the first session closes the loop. A repeat finds it closed. */
export const closeReferralOnAttendance = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => closeOnAttendance(tx, { enrollmentId: subjectId }));
});
