/** placeholder */
export { defineJob, type JobBackoff, type JobDefinition } from "./definition.ts";
export { defineSchedule, type JobSchedule } from "./schedules.ts";
export { createQueues, type EnqueueOptions, type QueueCounts, type Queues } from "./queues.ts";
export { type DeadLetter, type DeadLetters } from "./dead-letters.ts";
export {
  createWorkers,
  handleJob,
  type JobContext,
  type JobHandler,
  type Workers,
  type WorkersOptions,
} from "./workers.ts";
export { type JobsBackend, type JobsLogger } from "./backend.ts";
export { migrateJobs } from "./migration.ts";
