import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { DatabaseUrls } from "@causeway/database";
import { ROLES, databaseUrls, migrate } from "@causeway/database";
import { HeldByAnother, removeEmbeddedPostgres, startEmbeddedPostgres } from "@causeway/database/embedded";
import { migrateJobs } from "@causeway/jobs";
import { DomainError, fileClock, setFileClock } from "@causeway/kernel";
import type { Clock } from "@causeway/kernel";
import pg from "pg";
import type { Mailroom } from "./mailroom.ts";
import { openMailroom } from "./mailroom.ts";
import type { Receiver } from "./receiver.ts";
import { openReceiver } from "./receiver.ts";

/** A whole deployment of its own: database, API and worker as processes, a mail server, a webhook receiver, one clock. */
export interface Stage {
  readonly url: string;
  readonly urls: DatabaseUrls;
  readonly secret: string;
  readonly clock: Clock;
  /** Superuser, to look at everything. */
  readonly admin: pg.Client;
  readonly adminUrl: string;
  readonly mailroom: Mailroom;
  readonly receiver: Receiver;
  /** What API and worker have logged so far. */
  logs(): string[];
  /** Process of the API server. */
  readonly apiPid: number;
  /** True once a signal has asked this process to end, which it does by itself: what fails from then on says nothing. */
  isStopping(): boolean;
  /** Waits until nothing is left to relay, to do or to send, and fails when that takes too long. */
  idle(): Promise<void>;
  /** Waits until idle, then moves the clock of all processes, and waits until idle again. */
  moveClock(to: Date): Promise<void>;
  close(): Promise<void>;
}

/** Ends a child whose parent was killed. */
const GUARD = new URL("../../../../infra/local/with-launcher.mjs", import.meta.url).href;
const API = fileURLToPath(new URL("../../../api/dist/main.js", import.meta.url));
const WORKER = fileURLToPath(new URL("../../../worker/dist/main.js", import.meta.url));

export interface StageOptions {
  /** Emptied first. */
  readonly folder: string;
  readonly start: Date;
  /** Without the worker there is nothing to wait for. */
  readonly worker?: boolean;
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { folder } = options;
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).toReversed()) await each();
  };
  let hurried = false;
  const stop = (): void => {
    // Thrown away, so nothing has to be finished.
    hurried = true;
    // Connections that are cut on the way out.
    process.on("uncaughtException", () => undefined);
    process.stderr.write("\nStopped.\n");
    close().finally(() => process.exit(130));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, stop);
    closers.push(() => void process.off(signal, stop));
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const dataDir = join(folder, "postgres");
    await removeEmbeddedPostgres(dataDir);
    // Thrown away at the next journey, so it need not outlive a crash.
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    closers.push(() => postgres.stop());
    const secret = randomBytes(32).toString("base64url");
    const app = new URL(postgres.ownerUrl);
    app.username = "causeway";
    app.password = randomBytes(24).toString("base64url");
    const urls = databaseUrls({ databaseUrl: app.href, secret });
    await migrate(postgres.ownerUrl, urls);
    await migrateJobs(postgres.ownerUrl, { role: ROLES.relay });

    const mailroom = await openMailroom();
    closers.push(() => mailroom.close());
    const receiver = await openReceiver();
    closers.push(() => receiver.close());
    const clockFile = join(folder, "clock.json");
    rmSync(clockFile, { force: true });
    setFileClock(clockFile, options.start);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env: NodeJS.ProcessEnv = {
      PATH: process.env["PATH"],
      NODE_ENV: "development",
      HOST: "127.0.0.1",
      PORT: String(port),
      DATABASE_URL: app.href,
      CAUSEWAY_SECRET: secret,
      CAUSEWAY_CLOCK_FILE: clockFile,
      CAUSEWAY_WEBHOOK_ALLOW: receiver.host,
      SMTP_URL: mailroom.url,
      PUBLIC_URL: url,
      LOG_LEVEL: "warn",
    };
    const api = await startProcess("api", API, env, folder);
    closers.push(() => api.stop(hurried));
    if (options.worker ?? true) {
      const worker = await startProcess("worker", WORKER, env, folder);
      closers.push(() => worker.stop(hurried));
    }
    const superuser = new URL(postgres.adminUrl);
    superuser.pathname = new URL(postgres.ownerUrl).pathname;
    const admin = new pg.Client({ connectionString: superuser.href });
    admin.on("error", () => undefined);
    await admin.connect();
    closers.push(() => admin.end());
    const clock = fileClock(clockFile);
    const idle = (): Promise<void> => untilIdle(admin, clock);
    return {
      url,
      urls,
      secret,
      clock,
      admin,
      adminUrl: superuser.href,
      mailroom,
      receiver,
      logs: () => ["api", "worker"].map((name) => join(folder, `${name}.log`)).flatMap(readIfThere),
      apiPid: api.pid,
      isStopping: () => hurried,
      idle,
      async moveClock(to) {
        await idle();
        if (to > clock.now()) setFileClock(clockFile, to);
        await idle();
      },
      close,
    };
  } catch (error) {
    await close();
    if (error instanceof HeldByAnother) {
      throw new DomainError("UNAVAILABLE", `Already running as process ${error.pid}. Stop it first.`);
    }
    throw error;
  }
}

function readIfThere(path: string): string[] {
  return existsSync(path) ? [readFileSync(path, "utf8")] : [];
}

/** Without any of it getting less. */
const PATIENCE_MS = 120_000;

/** What the worker's relay asks, and whether mails and webhooks that are due have gone out. */
async function untilIdle(admin: pg.Client, clock: Clock): Promise<void> {
  let deadline = performance.now() + PATIENCE_MS;
  let least = Number.POSITIVE_INFINITY;
  let quiet = 0;
  for (;;) {
    const { rows } = await admin.query<{ what: string; n: number }>(
      `select 'events' as what, count(*)::int as n from outbox where relayed_at is null
       union all select 'jobs', count(*)::int from dispatches where done_at is null and dead_at is null
       union all select 'deadlines', count(*)::int from timers where fired_at is null and due_at <= $1
       union all select 'messages', count(*)::int from messages where state = 'QUEUED'
       union all select 'webhooks', count(*)::int from webhook_deliveries where state = 'PENDING' and next_attempt_at is null`,
      [clock.now()],
    );
    const left = rows.filter((row) => row.n > 0);
    // Twice in a row: between a job done and the event it caused nothing may seem to wait.
    quiet = left.length === 0 ? quiet + 1 : 0;
    if (quiet >= 2) return;
    const total = left.reduce((sum, row) => sum + row.n, 0);
    if (total < least) {
      least = total;
      deadline = performance.now() + PATIENCE_MS;
    }
    if (performance.now() > deadline) {
      const what = left.map((row) => `${row.n} ${row.what}`).join(", ");
      throw new DomainError("UNAVAILABLE", `The worker did not come to rest within ${PATIENCE_MS / 1000} s: ${what}.`);
    }
    await delay(40);
  }
}

interface Process {
  readonly pid: number;
  stop(hurried: boolean): Promise<void>;
}

/** Starts a built program and waits for it to say that it is ready; what it logs goes to a file. */
async function startProcess(name: string, program: string, env: NodeJS.ProcessEnv, folder: string): Promise<Process> {
  const log = join(folder, `${name}.log`);
  const out = openSync(log, "w", 0o600);
  const child: ChildProcess = spawn(process.execPath, ["--enable-source-maps", "--import", GUARD, program], {
    env,
    stdio: ["ignore", out, out, "ipc"],
    // Ctrl-C in the terminal reaches this process alone, which then stops things in order.
    detached: true,
  });
  closeSync(out);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.on("message", (message) => message === "ready" && resolve());
    child.once("error", reject);
    child.once("exit", () => {
      const last = readFileSync(log, "utf8").trimEnd().split("\n").slice(-5).join("\n");
      reject(new DomainError("UNAVAILABLE", `The ${name} did not start. The end of ${log}:\n${last}`));
    });
  });
  return {
    pid: child.pid ?? 0,
    async stop(hurried) {
      child.kill(hurried ? "SIGKILL" : "SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 35_000);
      await gone;
      clearTimeout(late);
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
