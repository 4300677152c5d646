/**
 * Background jobs: one value each, kept on PostgreSQL or Redis, run at least once.
 *
 * ```ts
 * // referral.jobs.ts
 * export const notifyReceiver = defineJob({ name: "referral.notify-receiver", schema: z.object({ referralId: z.uuid() }) });
 *
 * // who enqueues
 * const queues = await createQueues(backend, { definitions, logger });
 * await queues.enqueue(notifyReceiver, { referralId }, { jobId: event.id });
 *
 * // who works
 * const handlers = [handleJob(notifyReceiver, async ({ referralId }, { signal, logger }) => { ... })];
 * const workers = await createWorkers(backend, handlers, { definitions, schedules, logger });
 * process.once("SIGTERM", () => workers.close());
 * ```
 *
 * - `defineJob({ name, schema, queue?, attempts?, backoff? })`: refused when a field could hold free text.
 * - `createQueues(backend, { definitions, logger, connections? })`: `enqueue(definition, data, { jobId, delayMs? })`,
 *   `enqueueNamed(name, ...)`, `deadLetters.list / replay / discard`, `counts()`, `close()`.
 * - `handleJob(definition, (data, { jobId, attempt, signal, logger }) => Promise<void>)`.
 * - `createWorkers(backend, handlers, { definitions, schedules?, logger, concurrency?, lockMs?, stalledCheckMs?,
 *   crashLimit?, onDeadLetter?, random? })`: refused unless each definition has exactly one handler;
 *   `close({ timeoutMs? })` answers `{ drained }`.
 * - `defineSchedule({ name, job, data, everyMs })`: once in each slot of time, however many workers run.
 * - `migrateJobs(ownerUrl, { role })`: BullMQ's schema on PostgreSQL, and the rights of the role that runs jobs.
 *
 * A job may run more than once (its worker was killed, the reconciler enqueued it again), so a handler guards its
 * effects by a unique key. Queues go by the machine's clock; deadlines are rows with a due time, swept by a job.
 */
export { defineJob, type JobBackoff, type JobDefinition } from "./definition.ts";
export { defineSchedule, type JobSchedule } from "./schedules.ts";
export { createQueues, JobNotDefined, type EnqueueOptions, type QueueCounts, type Queues } from "./queues.ts";
export { type DeadLetter, type DeadLetters } from "./dead-letters.ts";
export {
  createWorkers,
  handleJob,
  type JobContext,
  type JobHandler,
  type Workers,
  type WorkersOptions,
} from "./workers.ts";
export { type JobsBackend } from "./backend.ts";
export { redisChannel, type Channel } from "./channel.ts";
export { migrateJobs } from "./migration.ts";
