import { closeCheckInJob as job, closeCheckIn } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const closeCheckInAfterWindow = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => closeCheckIn(tx, { checkInId: subjectId }));
});
