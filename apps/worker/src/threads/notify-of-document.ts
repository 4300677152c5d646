import { documentNotice, notifyOfDocumentJob as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";
import { tellOfThread } from "./tell-of-thread.ts";

/** Tells a side of a document that waits for it, or that its own was refused; never its name. */
export const notifyOfDocument = work(
  job,
  async ({ db, config }, { organisationId, subjectId, documentId, dispatchId }) => {
    await db.run(jobActor(organisationId, job.name), async (tx) => {
      if (!(await tx.once(dispatchId))) return;
      // Read again: the packet may have closed while the job waited (42 CFR 2.31(a)(6)).
      const notice = await documentNotice(tx, documentId);
      if (notice) await tellOfThread(tx, config, { ...notice, recipientId: subjectId, key: dispatchId });
    });
  },
);
