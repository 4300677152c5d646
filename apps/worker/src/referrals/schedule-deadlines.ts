import { scheduleDeadlines, scheduleDeadlinesJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** The recipient moved the clock of a part; its sender's timers follow. */
export const scheduleDeadlinesOf = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => scheduleDeadlines(tx, { recipientId: subjectId }));
});
