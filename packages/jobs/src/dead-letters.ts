import type { Job, Queue } from "bullmq";

/** A job that failed for good. It stays until it is replayed or discarded. */
export interface DeadLetter {
  readonly queue: string;
  readonly id: string;
  /** Name of its definition. */
  readonly job: string;
  /** Ids, enums and integers, as the definition's schema has it. */
  readonly data: unknown;
  readonly attempts: number;
  /** Code or class of the last error, never its text. */
  readonly reason: string;
  /** Where the last error arose, one frame a line. */
  readonly frames: string;
  readonly enqueuedAt: Date;
  readonly failedAt: Date;
}

type Address = Pick<DeadLetter, "queue" | "id">;

export interface DeadLetters {
  /** Newest first within a queue. `limit` 50 and `offset` 0 by default, per queue. */
  list(page?: { queue?: string; limit?: number; offset?: number }): Promise<DeadLetter[]>;
  /** Runs it again under the same id with all its attempts. False when it is no dead letter any more. */
  replay(letter: Address): Promise<boolean>;
  /** Removes it for good. False when it is no dead letter any more. */
  discard(letter: Address): Promise<boolean>;
}

export function createDeadLetters(queues: ReadonlyMap<string, Queue>): DeadLetters {
  const find = async ({ queue, id }: Address): Promise<Job | undefined> => {
    const job = await queues.get(queue)?.getJob(id);
    return job && (await job.isFailed()) ? job : undefined;
  };
  return {
    list: async ({ queue, limit = 50, offset = 0 } = {}) => {
      const asked = [...queues].filter(([name]) => queue === undefined || name === queue);
      const pages = asked.map(async ([name, each]) => {
        const jobs = await each.getFailed(offset, offset + limit - 1);
        return jobs.map((job) => letterOf(name, job));
      });
      return (await Promise.all(pages)).flat();
    },
    replay: async (address) => {
      const job = await find(address);
      if (!job) return false;
      try {
        await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
        return true;
      } catch (error) {
        // Another operator was quicker.
        if (await find(address)) throw error;
        return false;
      }
    },
    discard: async (address) => {
      const job = await find(address);
      if (!job) return false;
      await job.remove();
      return true;
    },
  };
}

function letterOf(queue: string, job: Job): DeadLetter {
  return {
    queue,
    id: job.id ?? "",
    job: job.name,
    data: job.data,
    attempts: job.attemptsMade,
    reason: job.failedReason ?? "",
    frames: job.stacktrace?.at(-1) ?? "",
    enqueuedAt: new Date(job.timestamp),
    failedAt: new Date(job.finishedOn ?? job.timestamp),
  };
}
