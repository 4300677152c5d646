import { referralNotice, closeSiblings, closeSiblingsJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Once one recipient has the referral, the others are told that it is filled. A repeat finds nothing to close. */
export const closeSiblingsOf = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    const part = await referralNotice(tx, subjectId);
    if (part) await closeSiblings(tx, part);
  });
});
