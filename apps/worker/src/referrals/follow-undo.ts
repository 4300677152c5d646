import { followUndo, followUndoJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** The sender of a referral that was closed by a session that did not happen. */
export const followUndoOf = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => followUndo(tx, { recipientId: subjectId }));
});
