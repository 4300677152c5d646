import { expireOfferJob as job, expireOffer } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const expireOfferAtEnd = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => expireOffer(tx, subjectId));
});
