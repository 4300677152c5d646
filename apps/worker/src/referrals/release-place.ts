import { offerNext, releasePlaceOf, releasePlaceJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Gives back the place of a part that the sender's side closed, to whoever waits for one. A repeat finds none held. */
export const releasePlace = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    await releasePlaceOf(tx, { recipientId: subjectId });
    await offerNext(tx);
  });
});
