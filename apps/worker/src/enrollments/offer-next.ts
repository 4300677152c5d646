import { offerNext, offerNextJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Looks at every program of the organisation: whatever happened, a place may have become free in any of them. */
export const offerNextPlaces = work(job, async ({ db }, { organisationId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => offerNext(tx));
});
