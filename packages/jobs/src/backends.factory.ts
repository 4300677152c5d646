import { createLogger, type Logger } from "@causeway/kernel";
import { cloneDatabase, redisIsInstalled, startRedis } from "@causeway/testing";
import { Redis } from "ioredis";
import pg from "pg";
import type { JobsBackend } from "./backend.ts";
import { migrateJobs } from "./migration.ts";

/** A backend that belongs to one test file. */
export interface TestBackend {
  readonly backend: JobsBackend;
  /** Cuts every connection to it, as a failover does. */
  cut(): Promise<void>;
  drop(): Promise<void>;
}

/** What the same tests run on. On PostgreSQL they run as a role that has what migrateJobs grants and nothing else. */
export const backendKinds = [
  { title: "on PostgreSQL", kind: "postgres", absent: false, start: startPostgres },
  { title: "on Redis (needs redis-server)", kind: "redis", absent: !redisIsInstalled, start: startRedisBackend },
] as const;

async function startPostgres(): Promise<TestBackend> {
  const database = await cloneDatabase();
  const role = `jobs_${database.name}`;
  await query(database.adminUrl, `create role ${role} login password 'of-a-test'`);
  await migrateJobs(database.ownerUrl, { role });
  const url = new URL(database.ownerUrl);
  url.username = role;
  url.password = "of-a-test";
  return {
    backend: { kind: "postgres", url: url.href },
    cut: async () => {
      await query(
        database.adminUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`,
      );
    },
    drop: async () => {
      await query(database.adminUrl, `drop owned by ${role} cascade; drop role ${role}`);
      await database.drop();
    },
  };
}

async function startRedisBackend(): Promise<TestBackend> {
  const server = await startRedis();
  const cut = async () => {
    const redis = new Redis(server.url);
    await redis.call("CLIENT", "KILL", "SKIPME", "yes");
    redis.disconnect();
  };
  return { backend: { kind: "redis", url: server.url }, cut, drop: () => server.stop() };
}

export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}

/** A line of the log as it would be written out. */
export type LogLine = Record<string, unknown> & { level: "info" | "warn" | "error"; msg: string };

const LEVELS: Record<number, LogLine["level"]> = { 30: "info", 40: "warn", 50: "error" };

/** Keeps what is logged, to look for what should and should not be in it. */
export function recordingLogger(): { logger: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const write = (text: string) => {
    const line = JSON.parse(text) as Omit<LogLine, "level"> & { level: number };
    lines.push({ ...line, msg: String(line.msg), level: LEVELS[line.level] ?? "error" });
  };
  return { lines, logger: createLogger("jobs-test", "debug", { write }) };
}
