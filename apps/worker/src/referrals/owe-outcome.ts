import { oweOutcome, oweOutcomeJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Some business days after an intake of which nobody told what came of it. */
export const oweOutcomeOf = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => oweOutcome(tx, { recipientId: subjectId }));
});
