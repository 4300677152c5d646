import { discardDocumentJob as job, documentToDiscard } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Takes the bytes of what was refused or removed out of the store; done again it changes nothing. */
export const discardDocument = work(job, async ({ db, store }, { organisationId, documentId }) => {
  const actor = jobActor(organisationId, job.name);
  const at = await db.run(actor, (tx) => documentToDiscard(tx, documentId));
  if (at) await store.delete(actor, at);
});
