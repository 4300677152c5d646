import { sendOutsideLink as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";
import { mailLink } from "./tell-outside.ts";

/** A member asked for a new link; the one before has ended. */
export const sendOutsideLink = work(job, async ({ db, config }, { organisationId, subjectId, dispatchId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (await tx.once(dispatchId)) await mailLink(tx, subjectId, config.publicUrl);
  });
});
