import { recallAfterRevocation, recallJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Asks back what was sent under a revoked consent and not accepted (42 CFR 2.31(a)(6)). A repeat finds nothing left to ask. */
export const recall = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => recallAfterRevocation(tx, { consentId: subjectId }));
});
