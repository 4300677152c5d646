import { reopenAfterUndo, reopenAfterUndoJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** A first session that was taken back closed nothing. A repeat finds it open. */
export const reopenReferralAfterUndo = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => reopenAfterUndo(tx, { enrollmentId: subjectId }));
});
