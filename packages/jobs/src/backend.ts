import type { Logger } from "@causeway/kernel";
import { createPostgresBackend, Queue, Worker, type KeepJobs, type Processor, type WorkerOptions } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { JOBS_SCHEMA } from "./migration.ts";

/**
 * Where the jobs are kept. PostgreSQL: URL of the runtime role (see migrateJobs), a direct connection (LISTEN does not
 * pass a transaction pooler). Redis: 6.2 or newer with `maxmemory-policy noeviction`, and AOF on.
 */
export type JobsBackend =
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "redis"; readonly url: string };

type Connected = Pick<WorkerOptions, "connection" | "prefix">;

/** Connections of one process to a backend. All the queues and workers opened on it share them. */
export interface OpenBackend {
  /** What is kept of finished jobs, to drop repeated ids. Effects are guarded by keys of their own. */
  readonly keepCompleted: KeepJobs;
  openQueue(name: string): Queue;
  openWorker(name: string, processor: Processor, options: Omit<WorkerOptions, "connection">): Worker;
  /** After the queues and workers themselves were closed. Waits for no one. */
  close(): Promise<void>;
}

/** An hour: a repeat within it is dropped, and a sweep by age costs PostgreSQL one index range. */
const KEEP_COMPLETED_SECONDS = 3600;
/** Redis pays for every job kept with memory. */
const KEEP_COMPLETED_IN_REDIS = 10_000;

/**
 * @param input `connections`: the most this process opens to PostgreSQL. `blocking`: for workers, whose Redis commands
 *   wait for as long as it takes; without it a command fails once the connection could not be had three times.
 */
export async function openBackend(
  backend: JobsBackend,
  input: { connections: number; blocking: boolean; logger: Logger },
): Promise<OpenBackend> {
  const open = backend.kind === "postgres" ? openPostgres(backend.url, input) : await openRedis(backend.url, input);
  const report = (queue: string) => (error: Error) =>
    input.logger.warn({ queue, error }, "trouble with the job backend");
  return {
    ...open,
    openQueue: (name) => open.openQueue(name).on("error", report(name)),
    openWorker: (name, processor, options) => open.openWorker(name, processor, options).on("error", report(name)),
  };
}

function openPostgres(url: string, input: { connections: number; logger: Logger }): OpenBackend {
  const pool = new pg.Pool({
    connectionString: url,
    max: input.connections,
    options: `-c search_path=${JOBS_SCHEMA}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "causeway-jobs",
  });
  // Each queue and worker listens for errors on the pool they share, and reports them.
  pool.setMaxListeners(0);
  pool.on("error", () => undefined);
  // A client that is lent out reports the loss of its connection itself; unheard, that would end the process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  // BullMQ's classes differ by backend only in type parameters that nothing here uses.
  return {
    keepCompleted: { age: KEEP_COMPLETED_SECONDS },
    openQueue: (name) => new Queue(name, { connection: pool }, createPostgresBackend) as unknown as Queue,
    openWorker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection: pool }, createPostgresBackend) as unknown as Worker,
    close: () => pool.end(),
  };
}

async function openRedis(url: string, input: { blocking: boolean; logger: Logger }): Promise<OpenBackend> {
  const redis = new Redis(url, { maxRetriesPerRequest: input.blocking ? null : 3, lazyConnect: true });
  redis.setMaxListeners(0);
  redis.on("error", () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info("memory"))?.[1];
  if (policy !== undefined && policy !== "noeviction") {
    input.logger.warn({ policy }, "Redis may evict jobs: set maxmemory-policy to noeviction");
  }
  // The braces are a hash tag: all keys of a queue then live in one slot, as Redis Cluster asks of a script.
  const connected: Connected = { connection: redis, prefix: "{causeway}" };
  return {
    keepCompleted: { age: KEEP_COMPLETED_SECONDS, count: KEEP_COMPLETED_IN_REDIS },
    openQueue: (name) => new Queue(name, connected),
    openWorker: (name, processor, options) => new Worker(name, processor, { ...options, ...connected }),
    close: async () => redis.disconnect(),
  };
}
