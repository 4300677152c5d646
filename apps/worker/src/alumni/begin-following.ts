import { beginFollowingJob as job, beginFollowing } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

export const follow = work(job, async ({ db }, { organisationId, subjectId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => beginFollowing(tx, { enrollmentId: subjectId }));
});
