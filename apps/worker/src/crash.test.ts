import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Database } from "@causeway/database";
import { fileClock, jobActor, setFileClock } from "@causeway/kernel";
import { cloneDatabase, figure, redisIsInstalled, startRedis, type DatabaseClone } from "@causeway/testing";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ask, makeParties, prepareJobs, type Parties } from "./parties.factory.ts";

const full = Boolean(process.env["CAUSEWAY_PROVE"]);
/** Events committed; each owes a notice and a mail to three members, and a look for webhooks on both sides. */
const EVENTS = full ? 3000 : 48;
const KILLS = full ? 50 : 3;
const wait = { timeout: full ? 600_000 : 60_000, interval: 50 };

/** Inside the repository, so that the compiled worker finds its packages. */
const cache = fileURLToPath(new URL("../../../node_modules/.cache/", import.meta.url));
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, "causeway-worker-"));
const script = join(folder, "worker.js");
const clockFile = join(folder, "clock.json");

beforeAll(async () => {
  setFileClock(clockFile, new Date("2026-03-02T15:00:00Z"));
  const source = fileURLToPath(new URL("./worker-process.factory.ts", import.meta.url));
  const entry = join(folder, "entry.js");
  writeFileSync(entry, `import { runWorkerProcess } from ${JSON.stringify(source)};\nawait runWorkerProcess();\n`);
  const conditions = ["causeway-source", "module", "node", "production"];
  await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions },
    ssr: { resolve: { conditions }, noExternal: [/^@causeway\//] },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: "worker.js" } },
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  { title: "on PostgreSQL", absent: false, redis: false },
  { title: "on Redis (needs redis-server)", absent: !redisIsInstalled, redis: true },
])("$title", ({ absent, redis }) => {
  describe.skipIf(absent)("workers that are killed", () => {
    let clone: DatabaseClone;
    let db: Database;
    let parties: Parties;
    let server: Awaited<ReturnType<typeof startRedis>> | undefined;
    const children = new Set<ChildProcess>();

    beforeEach(async () => {
      server = redis ? await startRedis() : undefined;
      clone = await cloneDatabase();
      await prepareJobs(clone);
      parties = await makeParties(clone);
      db = await Database.open({ urls: clone.urls, entities: [], clock: fileClock(clockFile) });
    });
    afterEach(async () => {
      await Promise.all([...children].map((child) => end(child, "SIGKILL")));
      await db.close();
      await server?.stop();
      await clone.drop();
    });

    async function startChild(): Promise<ChildProcess> {
      const env = {
        PATH: process.env["PATH"],
        NODE_ENV: "test",
        DATABASE_URL: clone.urls.app,
        DATABASE_RELAY_URL: clone.urls.relay,
        DATABASE_AUTHENTICATOR_URL: clone.urls.authenticator,
        CAUSEWAY_SECRET: clone.secret.padEnd(32, "-"),
        PUBLIC_URL: "https://app.example.org",
        CAUSEWAY_CLOCK_FILE: clockFile,
        ...(server ? { REDIS_URL: server.url } : {}),
      };
      const child = fork(script, [], { env, execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
      children.add(child);
      child.once("exit", () => children.delete(child));
      await Promise.race([
        once(child, "message"),
        once(child, "exit").then(() => Promise.reject(new Error("the worker ended"))),
      ]);
      return child;
    }
    async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
      const exited = once(child, "exit");
      child.kill(signal);
      return ((await exited) as [number | null])[0];
    }
    const emit = (fail: boolean) =>
      db
        .run(jobActor(parties.sender, "test"), async (tx) => {
          const refIds = {
            senderOrganisationId: parties.sender,
            recipientOrganisationId: parties.receiver,
          };
          tx.emit({ type: "referral.sent", subjectId: parties.recipientId, refIds, audience: [parties.receiver] });
          if (fail) throw new Error("rolled back");
        })
        .catch((error: Error) => expect(error.message).toBe("rolled back"));
    const count = async (sql: string) => (await ask<{ n: number }>(clone, sql))[0]?.n ?? -1;

    it(
      "events-equal-commits, effects-once: under kill -9 at any moment nothing is lost and nothing happens twice",
      async () => {
        const announcing = (async () => {
          for (let i = 0; i < EVENTS; i++) {
            await emit(false);
            if (i % 4 === 0) await emit(true);
          }
        })();
        let interrupted = 0;
        for (let kill = 1; kill <= KILLS; kill++) {
          const child = await startChild();
          // Somewhere within its work, a little further each time.
          const share = Math.floor((EVENTS * 3 * kill) / (KILLS + 1));
          await vi.waitFor(
            async () =>
              expect(await count("select count(*)::int as n from notifications")).toBeGreaterThanOrEqual(share),
            { ...wait, interval: 5 },
          );
          await end(child, "SIGKILL");
          if ((await count("select count(*)::int as n from dispatches where done_at is null")) > 0) interrupted += 1;
        }
        await announcing;
        const last = await startChild();
        const undone = `select (select count(*) from outbox where relayed_at is null)::int + (select count(*) from timers where fired_at is null)::int
          + (select count(*) from dispatches where done_at is null and dead_at is null)::int as n`;
        await vi.waitFor(async () => expect(await count(undone)).toBe(0), wait);

        expect(interrupted).toBeGreaterThan(0);
        // Of each that something was sent, and once of each that its people were told.
        const told = await ask<{ type: string; n: number }>(
          clone,
          "select type, count(*)::int as n from outbox group by 1 order by 1",
        );
        expect(told).toEqual([
          { type: "notification.arrived", n: EVENTS },
          { type: "referral.sent", n: EVENTS },
        ]);
        expect(await count("select count(*)::int as n from dispatches where dead_at is not null")).toBe(0);
        const feeds = await ask<{ organisation_id: string; n: number; last: string }>(
          clone,
          "select organisation_id, count(*)::int as n, max(seq) as last from event_feed group by 1 order by 2",
        );
        expect(feeds.map(({ n, last: seq }) => [n, Number(seq)])).toEqual([
          [EVENTS, EVENTS],
          [EVENTS * 2, EVENTS * 2],
        ]);
        expect(await count("select count(*)::int as n from notifications")).toBe(EVENTS * 3);
        expect(await count("select count(*)::int as n from messages where state = 'SENT' and attempts = 1")).toBe(
          EVENTS * 3,
        );
        expect(await count("select count(*)::int as n from messages")).toBe(EVENTS * 3);
        expect(await end(last, "SIGTERM")).toBe(0);
        figure(
          "events-equal-commits",
          `${redis ? "Redis" : "PostgreSQL"}: ${EVENTS} commits, ${EVENTS * 6} effects under ${KILLS} kill -9 (${interrupted} in mid-work): 0 lost, 0 doubled`,
        );
      },
      wait.timeout * 3,
    );

    it("worker-drains: SIGTERM under load finishes what is under way and loses nothing", async () => {
      for (let i = 0; i < 20; i++) await emit(false);
      const first = await startChild();
      await vi.waitFor(
        async () => expect(await count("select count(*)::int as n from notifications")).toBeGreaterThan(0),
        wait,
      );
      expect(await end(first, "SIGTERM")).toBe(0);
      await startChild();
      await vi.waitFor(
        async () => expect(await count("select count(*)::int as n from messages where state = 'SENT'")).toBe(60),
        wait,
      );
      expect(await count("select count(*)::int as n from notifications")).toBe(60);
    }, 120_000);
  });
});
