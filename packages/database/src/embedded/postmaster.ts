import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processBegan } from "./holder.ts";
import type { Place } from "./place.ts";

/**
 * Replaced by the server itself (`exec`), after leaving behind a small watcher that asks the server for a fast stop
 * when the pipe to this process closes: so the server stops even after `kill -9` of its launcher.
 * The watcher looks at postmaster.pid first, lest the number belongs to another process by then.
 */
const WATCHED_SERVER = `
exec 3<&0 </dev/null
{ while read -r line <&3; do :; done
  read -r server < "$1/postmaster.pid" && [ "$server" = $$ ] && kill -INT $$; } 2>/dev/null &
shift
exec "$@" 3<&-
`;

const POLL_MS = 20;

async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

function pidFile(data: string): string[] {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

function isServerOf(pid: number, data: string): boolean {
  if (processBegan(pid) === null) return false;
  try {
    if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes("postgres");
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

/** Fast stop (open transactions are rolled back), harder when it does not come about. */
async function stopServer(pid: number, gone: () => boolean): Promise<void> {
  for (const [name, patience] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    signal(pid, name);
    if (await until(gone, patience)) return;
  }
}

/** Stops a server that its launcher left running, and clears a postmaster.pid whose number another process now has. */
export async function clearLeftServer(data: string): Promise<void> {
  const pid = Number(pidFile(data)[0]);
  if (!pid) return;
  if (isServerOf(pid, data)) await stopServer(pid, () => !isServerOf(pid, data));
  rmSync(join(data, "postmaster.pid"), { force: true });
}

export interface Postmaster {
  readonly pid: number;
  /** Resolves when the server has gone, however it came about. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the server on `port` of the loopback and resolves once it takes connections.
 * @param log file that receives the server's messages; values of rows are kept out of it.
 * @throws Error with the end of the log when the server gives up.
 */
export async function startPostmaster(
  place: Place,
  data: string,
  port: number,
  settings: Readonly<Record<string, string>>,
  log: string,
): Promise<Postmaster> {
  const all: Record<string, string> = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    // Error details quote rows ("Key (email)=(...) already exists") and statements carry values: neither is written.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    log_timezone: "UTC",
    timezone: "UTC",
    ...settings,
  };
  const server = join(place.binaries.root, "bin", "postgres");
  const args = ["-D", data, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const out = openSync(log, "w", 0o600);
  const child: ChildProcess = spawn("/bin/sh", ["-c", WATCHED_SERVER, "causeway-postgres", data, server, ...args], {
    cwd: data,
    env: { LC_ALL: "C", PATH: process.env.PATH },
    stdio: ["pipe", out, out],
    // A group of its own: Ctrl-C in the terminal reaches the launcher only, which stops things in order.
    detached: true,
    ...place.user,
  });
  closeSync(out);
  const pid = child.pid;
  let exited = false;
  const gone = new Promise<void>((resolve) => {
    child.once("error", () => {
      exited = true;
      resolve();
    });
    child.once("exit", () => {
      exited = true;
      resolve();
    });
  });
  // Recovery after a crash can take a while; a server that gives up is noticed at once.
  const isReady = () => Number(pidFile(data)[0]) === pid && pidFile(data)[7]?.trim() === "ready";
  const came = await until(() => exited || isReady(), 120_000);
  if (pid === undefined || exited || !came) {
    if (pid !== undefined && !exited) await stopServer(pid, () => exited);
    throw new Error(`PostgreSQL did not start: ${readFileSync(log, "utf8").trim().split("\n").slice(-5).join(" | ")}`);
  }
  // The open pipe must not keep a test run alive that forgot to stop; its end is what stops the server.
  child.unref();
  const pipe = child.stdin;
  if (pipe && "unref" in pipe && typeof pipe.unref === "function") pipe.unref();
  return {
    pid,
    gone,
    async stop() {
      if (exited) return;
      child.ref();
      pipe?.end();
      if (!(await until(() => exited, 15_000))) await stopServer(pid, () => exited);
    },
  };
}
