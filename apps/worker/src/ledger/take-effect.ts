import { takeEffect as job, takeTransitionIntoEffect } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const takeEffect = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => takeTransitionIntoEffect(tx, subjectId));
});
