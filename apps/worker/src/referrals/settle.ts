import { referralNotice, settleReferral, settleJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Brings the referral's own state in line when a part of it ends. A repeat finds it in line. */
export const settle = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    const part = await referralNotice(tx, subjectId);
    if (part) await settleReferral(tx, part);
  });
});
