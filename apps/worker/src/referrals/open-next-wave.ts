import { fanOut, openNextWaveJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** When nobody of a wave took the client. A repeat finds the next one open. */
export const openWave = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => fanOut(tx, { referralId: subjectId }));
});
