import { messageNotice, notifyOfMessageJob as job } from "@causeway/care";
import { Organisation } from "@causeway/identity";
import { jobActor } from "@causeway/kernel";
import { tellOutside } from "../outside/tell-outside.ts";
import { work } from "../work.ts";
import { tellOfThread } from "./tell-of-thread.ts";

/** Tells the side that did not write that a message waits: once for all that is unread, and nothing of what it says. */
export const notifyOfMessage = work(job, async (tools, { organisationId, subjectId, dispatchId }) => {
  const { db, config } = tools;
  const namedBy = await db.run(jobActor(organisationId, job.name), async (tx) => {
    const self = await tx.findOne(Organisation, { id: organisationId });
    if (self?.namedBy) return (await messageNotice(tx, subjectId)) ? self.namedBy : null;
    if (!(await tx.once(dispatchId))) return null;
    // Read again: it may have been read, or the packet closed, while the job waited (42 CFR 2.31(a)(6)).
    const notice = await messageNotice(tx, subjectId);
    if (!notice) return null;
    const key = `message ${subjectId} ${notice.readTo}`;
    await tellOfThread(tx, config, { ...notice, news: "MESSAGE", recipientId: subjectId, key });
    return null;
  });
  if (namedBy) await tellOutside(tools, { organisationId, subjectId, dispatchId, namedBy, news: "MESSAGE" });
});
