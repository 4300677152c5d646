import { messageNotice, notifyOfMessageJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";
import { tellOfThread } from "./tell-of-thread.ts";

/** Tells the side that did not write that a message waits: once for all that is unread, and nothing of what it says. */
export const notifyOfMessage = work(job, async ({ db, config }, { organisationId, subjectId, dispatchId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    // Read again: it may have been read, or the packet closed, while the job waited (42 CFR 2.31(a)(6)).
    const notice = await messageNotice(tx, subjectId);
    if (!notice) return;
    const key = `message ${subjectId} ${notice.readTo}`;
    await tellOfThread(tx, config, { ...notice, news: "MESSAGE", recipientId: subjectId, key });
  });
});
