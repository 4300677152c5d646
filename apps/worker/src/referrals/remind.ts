import { remindRecipient, remindJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** At half the time to answer. */
export const remind = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => remindRecipient(tx, { recipientId: subjectId }));
});
