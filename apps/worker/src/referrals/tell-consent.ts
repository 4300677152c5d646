import { tellConsentChanged, tellConsentJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Tells both sides of what was sent under a consent that it is held, or is not any more. */
export const tellConsent = work(job, async ({ db }, { organisationId, subjectId, dispatchId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (await tx.once(dispatchId)) await tellConsentChanged(tx, { consentId: subjectId });
  });
});
