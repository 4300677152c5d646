import { reviewClosedLink, reviewOutsideLink as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Fifteen wrong codes: somebody calls the receiver. */
export const reviewOutsideLink = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => reviewClosedLink(tx, { recipientId: subjectId }));
});
