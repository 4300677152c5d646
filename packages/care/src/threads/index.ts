export { ReferralMessage, ThreadSideEnum } from "./message.entity.ts";
export { notifyOfMessageJob } from "./thread.jobs.ts";
export type { MessagePage, ReadMessage } from "./message.service.ts";
export { postReferralMessage, readMessages } from "./message.service.ts";
export type { MessageNotice, Thread } from "./thread.query.ts";
export { messageNotice, threadOf } from "./thread.query.ts";
export type { Side } from "./thread.rules.ts";
