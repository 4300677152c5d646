import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { inject } from "vitest";

export interface RedisServer {
  /** redis://:password@127.0.0.1:port */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Whether redis-server is on the PATH. Where it is not, the tests that need it are skipped by name:
 * `describe.skipIf(!redisIsInstalled)('on Redis (needs redis-server)', ...)`.
 */
export const redisIsInstalled: boolean = (() => {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** True once the server answers a signed-in PING. */
function answers(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let heard = "";
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
    socket.on("data", (chunk) => {
      heard += chunk.toString();
      if (heard.includes("+PONG")) end(true);
      else if (heard.includes("LOADING") || heard.includes("-ERR")) end(false);
    });
  });
}

/**
 * Starts an empty Redis on a free loopback port, as production has to set it up (noeviction, append-only file).
 * It ends with the process that started it, even when that one is killed.
 */
export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(join(inject("causewayRun").folder, "redis-"));
  const port = await freePort();
  const password = randomBytes(18).toString("hex");
  const watched = 'exec 3<&0 </dev/null; { while read -r line <&3; do :; done; kill $$; } 2>/dev/null & exec "$@" 3<&-';
  const configuration = [
    `port ${port}`,
    "bind 127.0.0.1",
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    "appendonly yes",
    'save ""',
    "maxmemory-policy noeviction",
  ];
  const file = join(folder, "redis.conf");
  writeFileSync(file, configuration.join("\n"), { mode: 0o600 });
  const child = spawn("/bin/sh", ["-c", watched, "causeway-redis", "redis-server", file], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const stop = async () => {
    child.stdin.end();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + 10_000;
  while (!(await answers(port, password))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error("redis-server did not start.");
    }
    await delay(20);
  }
  return { url: `redis://:${password}@127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}
