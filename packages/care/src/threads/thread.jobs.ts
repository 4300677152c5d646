import { z } from "zod";

/** Every job: the dispatch that owes it, the organisation it acts for, and what it is about. Ids only. */
const about = z.object({ dispatchId: z.uuid(), organisationId: z.uuid(), subjectId: z.uuid() });

/** For the side that did not write. Subject: the recipient's part. */
export const notifyOfMessageJob = { name: "thread.notify", schema: about } as const;

const document = about.extend({ documentId: z.uuid() });
/** For the sender, whoever handed it over: has a new document scanned. */
export const scanDocumentJob = { name: "document.scan", schema: document } as const;
/** For the sender: takes the bytes of what was refused or removed out of the store. */
export const discardDocumentJob = { name: "document.discard", schema: document } as const;
/** For each side: tells of a document that waits, or was refused. */
export const notifyOfDocumentJob = { name: "document.notify", schema: document } as const;
