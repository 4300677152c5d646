import type { Logger } from "@causeway/kernel";
import type { JobsOptions, Queue } from "bullmq";
import { openBackend, type JobsBackend, type OpenBackend } from "./backend.ts";
import { createDeadLetters, type DeadLetters } from "./dead-letters.ts";
import { refuseDuplicates, type JobDefinition } from "./definition.ts";
import type { JobSchedule } from "./schedules.ts";

export interface EnqueueOptions {
  /**
   * Names this one piece of work, e.g. the id of the event that asks for it. The same id again for the same job does
   * nothing while the first is waiting, running, dead-lettered, or was finished within the hour.
   */
  readonly jobId: string;
  /** Milliseconds until the job may run. Deadlines are rows with a due time, not delays. */
  readonly delayMs?: number;
}

/** How many jobs a queue holds, by state. `failed` are the dead letters. */
export interface QueueCounts {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly completed: number;
  readonly failed: number;
}

/** The definitions that the queues were opened with do not hold this job: it is of another version, or was left out. */
export class JobNotDefined extends Error {
  override readonly name = "JobNotDefined";
  constructor(job: string) {
    super(`job ${job} is not among the definitions`);
  }
}

export interface Queues {
  /**
   * Stores the job and resolves once it is stored.
   * @returns the id it is stored under: the job's name and `jobId`.
   * @throws ZodError when the data does not fit the schema; JobNotDefined when the definition was not given to createQueues.
   */
  enqueue<Data>(definition: JobDefinition<Data>, data: NoInfer<Data>, options: EnqueueOptions): Promise<string>;
  /** As enqueue, for a caller that holds names: the relay, whose rows outlive the code that wrote them. */
  enqueueNamed(name: string, data: unknown, options: EnqueueOptions): Promise<string>;
  readonly deadLetters: DeadLetters;
  counts(): Promise<QueueCounts[]>;
  close(): Promise<void>;
}

/** A part of an id: letters of any id in use, and no room for an address or a name with a space. */
const JOB_ID = /^[A-Za-z0-9_.-]{1,200}$/;

/**
 * Opens the queues of all `definitions` for adding and looking.
 * @param options `connections`: the most opened to PostgreSQL, 5 by default.
 */
export async function createQueues(
  backend: JobsBackend,
  options: { definitions: readonly JobDefinition[]; logger: Logger; connections?: number },
): Promise<Queues> {
  const { queues } = await openQueues(backend, options);
  return queues;
}

/** As createQueues, with the entry by which schedules enqueue; for this package alone. */
export async function openQueues(
  backend: JobsBackend,
  options: { definitions: readonly JobDefinition[]; logger: Logger; connections?: number },
): Promise<{
  queues: Queues;
  enqueueTick: (schedule: JobSchedule, slot: number, remainingMs: number) => Promise<void>;
}> {
  const { definitions, logger, connections = 5 } = options;
  refuseDuplicates(
    "job",
    definitions.map(({ name }) => name),
  );
  const open = await openBackend(backend, { connections, blocking: false, logger });
  const byName = new Map<string, Queue>();
  for (const { queue } of definitions) if (!byName.has(queue)) byName.set(queue, open.openQueue(queue));
  const all = [...byName.values()];
  const close = async () => {
    await Promise.all(all.map((queue) => queue.close()));
    await open.close();
  };
  try {
    await Promise.all(all.map((queue) => queue.waitUntilReady()));
  } catch (error) {
    await close();
    throw error;
  }

  async function add(definition: JobDefinition, data: unknown, jobId: string, extra: JobsOptions): Promise<string> {
    const queue = byName.get(definition.queue);
    if (!queue || !definitions.includes(definition)) throw new JobNotDefined(definition.name);
    if (!JOB_ID.test(jobId)) throw new TypeError(`job ${definition.name}: the job id is empty or not an id`);
    // With the name in it two jobs born of one event do not take each other for a repeat.
    const id = `${definition.name}.${jobId}`;
    await queue.add(definition.name, definition.schema.parse(data), {
      ...jobOptions(definition, open),
      ...extra,
      jobId: id,
    });
    return id;
  }

  return {
    queues: {
      enqueueNamed: async (name, data, { jobId, delayMs = 0 }) => {
        const definition = definitions.find((each) => each.name === name);
        if (!definition) throw new JobNotDefined(name);
        return add(definition, data, jobId, { delay: delayMs });
      },
      enqueue: (definition, data, { jobId, delayMs = 0 }) => add(definition, data, jobId, { delay: delayMs }),
      deadLetters: createDeadLetters(byName),
      counts: () => Promise.all([...byName].map(([name, queue]) => countJobs(name, queue))),
      close,
    },
    // The id alone holds only while the finished job is kept, the deduplication key for the whole slot.
    enqueueTick: async (schedule, slot, remainingMs) => {
      const deduplication = { id: `schedule.${schedule.name}`, ttl: Math.max(1, Math.floor(remainingMs * 0.9)) };
      await add(schedule.job, schedule.data, `${schedule.name}.${slot}`, { deduplication });
    },
  };
}

function jobOptions(definition: JobDefinition, open: OpenBackend): JobsOptions {
  const { kind, delayMs, jitter = 0 } = definition.backoff;
  return {
    attempts: definition.attempts,
    backoff: { type: kind, delay: delayMs, jitter },
    removeOnComplete: open.keepCompleted,
    // A dead letter stays until somebody replays or discards it.
    removeOnFail: false,
    stackTraceLimit: 1,
  };
}

async function countJobs(name: string, queue: Queue): Promise<QueueCounts> {
  const counts = await queue.getJobCounts("waiting", "active", "delayed", "completed", "failed");
  const of = (state: string) => counts[state] ?? 0;
  return {
    queue: name,
    waiting: of("waiting"),
    active: of("active"),
    delayed: of("delayed"),
    completed: of("completed"),
    failed: of("failed"),
  };
}
