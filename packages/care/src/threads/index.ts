export { ReferralDocument } from "./document.entity.ts";
export { documentNotice } from "./document-notice.query.ts";
export { LARGEST_DOCUMENT, MEDIA_TYPES, documentName, isScannerTest, mediaTypeOf } from "./document.rules.ts";
export type { NewDocument, OpenedDocument } from "./document.service.ts";
export {
  addDocument,
  documentToDiscard,
  documentToScan,
  openDocument,
  readDocument,
  readDocuments,
  recordScan,
  removeDocument,
  requireRoomFor,
} from "./document.service.ts";
export { ReferralMessage, ThreadSideEnum } from "./message.entity.ts";
export type { ReadMessage } from "./message.service.ts";
export { postReferralMessage, readMessages } from "./message.service.ts";
export { discardDocumentJob, notifyOfDocumentJob, notifyOfMessageJob, scanDocumentJob } from "./thread.jobs.ts";
export type { Thread } from "./thread.query.ts";
export { messageNotice, threadOf } from "./thread.query.ts";
export type { Side } from "./thread.rules.ts";
