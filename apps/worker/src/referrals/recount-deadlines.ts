import { recountDeadlines, recountDeadlinesJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** An organisation's hours changed: what waits for its answer is due at another time. */
export const recountDeadlinesOf = work(job, async ({ db }, { organisationId }) => {
  await db.run(jobActor(organisationId, job.name), recountDeadlines);
});
