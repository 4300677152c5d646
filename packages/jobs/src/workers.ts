import type { Logger } from "@causeway/kernel";
import { DelayedError, UnrecoverableError, WaitingError, type Job, type Worker } from "bullmq";
import { openBackend, type JobsBackend } from "./backend.ts";
import { refuseDuplicates, type JobDefinition } from "./definition.ts";
import { failureOf, JobFailure } from "./failure.ts";
import { openQueues } from "./queues.ts";
import { startSchedule, type JobSchedule } from "./schedules.ts";

export interface JobContext {
  readonly jobId: string;
  /** 1 on the first attempt. A run cut short by a crash or a shutdown does not count as one. */
  readonly attempt: number;
  /** Aborted when the worker must stop, or when another worker has taken the job over. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** Pairs a definition with what does the work. Made by handleJob. */
export interface JobHandler {
  readonly definition: JobDefinition;
  run(data: unknown, context: JobContext): Promise<void>;
}

/**
 * The handler of one job. It runs at least once, so it re-reads state and guards its effects by a key of their own.
 * What it throws is kept and logged as a code or a class name, without its text.
 */
export function handleJob<Data>(
  definition: JobDefinition<Data>,
  handle: (data: Data, context: JobContext) => Promise<void>,
): JobHandler {
  return {
    definition,
    run: async (raw, context) => {
      const parsed = definition.schema.safeParse(raw);
      // Data of an older or newer version does not come to fit by waiting.
      if (!parsed.success) throw new UnrecoverableError("job_data_invalid");
      await handle(parsed.data, context);
    },
  };
}

export interface WorkersOptions {
  readonly definitions: readonly JobDefinition[];
  readonly schedules?: readonly JobSchedule[];
  readonly logger: Logger;
  /** Jobs run at once in this process, for each queue; 8 by default. */
  readonly concurrency?: number;
  /** Milliseconds a worker may be silent before its jobs are given to another; 30,000 by default. */
  readonly lockMs?: number;
  /** Milliseconds between looks for such jobs; 10,000 by default. */
  readonly stalledCheckMs?: number;
  /** Runs of one job that may end in the death of the worker before it is a dead letter; 60 by default. */
  readonly crashLimit?: number;
  /** Told of each job that fails for good, just before it becomes a dead letter. May be told twice, or not if killed. */
  readonly onDeadLetter?: (letter: { job: string; jobId: string; data: unknown; reason: string }) => Promise<void>;
  readonly random?: () => number;
}

export interface Workers {
  /**
   * Takes no more jobs and waits for those under way, at most `timeoutMs` (30,000 by default). Then their signals are
   * aborted, and those that heed it go back to the queue; the rest is given to another worker when its lock runs out.
   * @returns whether every job under way was finished in time.
   */
  close(options?: { timeoutMs?: number }): Promise<{ drained: boolean }>;
}

/** What handlers get, after the abort, to undo and return. */
const ABORT_GRACE_MS = 1000;

/**
 * Starts the workers of all queues, and the schedules.
 * @throws Error unless each definition has exactly one handler and each handler a definition.
 */
export async function createWorkers(
  backend: JobsBackend,
  handlers: readonly JobHandler[],
  options: WorkersOptions,
): Promise<Workers> {
  const { definitions, schedules = [], logger, concurrency = 8, random = Math.random } = options;
  const handlerOf = matchHandlers(definitions, handlers, schedules);
  const queueNames = [...new Set(definitions.map(({ queue }) => queue))];
  let ticks: Awaited<ReturnType<typeof openQueues>> | undefined;
  const stopSchedules: Array<() => Promise<void>> = [];
  let aborting = false;

  const lockMs = options.lockMs ?? 30_000;
  const crashLimit = options.crashLimit ?? 60;
  // Each worker keeps one connection for LISTEN.
  const open = await openBackend(backend, { connections: queueNames.length + 6, blocking: true, logger });

  async function work(job: Job, token: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    const id = job.id ?? "";
    const attempt = job.attemptsMade + 1;
    const fields = { job: job.name, jobId: id, attempt };
    try {
      const unfinished = job.attemptsStarted - attempt;
      if (crashesOf(unfinished) > crashLimit) throw new UnrecoverableError("crash_limit_reached");
      if (isSuspect(unfinished)) {
        const delayMs = random() * Math.min(LONGEST_PAROLE_MS, 500 * 2 ** crashesOf(unfinished));
        await job.moveToDelayed(Math.ceil(Date.now() + delayMs), token);
        throw new DelayedError();
      }
      const handler = handlerOf.get(job.name);
      if (!handler) throw new JobFailure("job_unknown");
      await handler.run(job.data, {
        jobId: id,
        attempt,
        signal: signal ?? new AbortController().signal,
        logger: logger.child(fields),
      });
    } catch (error) {
      if (error instanceof DelayedError) throw error;
      if (aborting && signal?.aborted) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      const failure = failureOf(error);
      const reported = { ...fields, reason: failure.message, error: failure };
      if (error instanceof UnrecoverableError || attempt >= (job.opts.attempts ?? 1)) {
        logger.error(reported, "job failed for good");
        await tellOfDeadLetter(job, fields, failure.message);
      } else {
        logger.warn(reported, "job failed, to be tried again");
      }
      throw failure;
    }
  }

  async function tellOfDeadLetter(job: Job, fields: { job: string; jobId: string }, reason: string): Promise<void> {
    try {
      await options.onDeadLetter?.({ job: fields.job, jobId: fields.jobId, data: job.data, reason });
    } catch (error) {
      logger.error({ ...fields, error }, "a dead letter could not be told of");
    }
  }

  const workers = queueNames.map((name) => {
    // The third parameter must be declared: BullMQ gives a signal only to a processor that takes one.
    const worker: Worker = open.openWorker(name, (job, token, signal) => work(job, token, signal), {
      concurrency,
      lockDuration: lockMs,
      stalledInterval: options.stalledCheckMs ?? 10_000,
      // BullMQ's own bound ends jobs that were merely unlucky, and lasts beyond a replay. An integer to PostgreSQL.
      maxStalledCount: 1_000_000,
    });
    worker.on("lockRenewalFailed", (ids) => ids.forEach((id) => worker.cancelJob(id, "lock lost")));
    return worker;
  });

  async function closeAll(timeoutMs: number): Promise<{ drained: boolean }> {
    await Promise.all(stopSchedules.map((stop) => stop()));
    const closed = Promise.all(workers.map((worker) => worker.close()));
    const drained = await settlesWithin(closed, timeoutMs);
    if (!drained) {
      aborting = true;
      for (const worker of workers) worker.cancelAllJobs("shutdown");
      await settlesWithin(closed, ABORT_GRACE_MS);
    }
    await settlesWithin(Promise.all([open.close(), ticks?.queues.close()]), ABORT_GRACE_MS);
    return { drained };
  }

  try {
    await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    if (schedules.length > 0) ticks = await openQueues(backend, { definitions, logger, connections: 1 });
  } catch (error) {
    await closeAll(0);
    throw error;
  }
  const enqueueTick = ticks?.enqueueTick;
  if (enqueueTick) {
    for (const schedule of schedules)
      stopSchedules.push(startSchedule(schedule, enqueueTick, { now: Date.now, logger }));
  }
  let closing: Promise<{ drained: boolean }> | undefined;
  return { close: ({ timeoutMs = 30_000 } = {}) => (closing ??= closeAll(timeoutMs)) };
}

/**
 * A worker that dies takes all its jobs with it, and the one that killed it is among them. Were they taken up together
 * again they would die together again, the innocent counted as often as the guilty. So each is first put off by a
 * random time, which is one more start that comes to no end: of those, the odd ones are deaths, the even ones delays.
 */
const isSuspect = (unfinishedStarts: number) => unfinishedStarts % 2 === 1;
const crashesOf = (unfinishedStarts: number) => Math.ceil(unfinishedStarts / 2);
const LONGEST_PAROLE_MS = 30_000;

function matchHandlers(
  definitions: readonly JobDefinition[],
  handlers: readonly JobHandler[],
  schedules: readonly JobSchedule[],
): ReadonlyMap<string, JobHandler> {
  const names = (of: ReadonlyArray<{ name: string }>) => of.map(({ name }) => name);
  refuseDuplicates("job", names(definitions));
  refuseDuplicates("handler of job", names(handlers.map(({ definition }) => definition)));
  refuseDuplicates("schedule", names(schedules));
  for (const { definition } of handlers) {
    if (!definitions.includes(definition)) throw new Error(`handler of job ${definition.name} has no definition`);
  }
  const handlerOf = new Map(handlers.map((handler) => [handler.definition.name, handler]));
  for (const { name } of definitions) if (!handlerOf.has(name)) throw new Error(`job ${name} has no handler`);
  for (const { name, job } of schedules) {
    if (!definitions.includes(job)) throw new Error(`schedule ${name} runs job ${job.name}, which has no definition`);
  }
  return handlerOf;
}

/** Whether the work settled before the time was up. A failure to close is settled too, and was reported as it arose. */
async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, ms, false)));
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
