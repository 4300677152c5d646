import { fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { backendKinds, recordingLogger, type TestBackend } from "./backends.factory.ts";
import { createQueues, type Queues } from "./index.ts";
import { markJob, type WorkerProcessOrder } from "./worker-process.factory.ts";

const wait = { timeout: 60_000, interval: 20 };

/** Inside the repository, so that the compiled worker finds its packages. */
const cache = fileURLToPath(new URL("../../../node_modules/.cache/", import.meta.url));
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, "causeway-jobs-"));
const script = join(folder, "worker.js");

beforeAll(async () => {
  const source = fileURLToPath(new URL("./worker-process.factory.ts", import.meta.url));
  const entry = join(folder, "entry.js");
  const run = `import { runWorkerProcess } from ${JSON.stringify(source)};\nawait runWorkerProcess(JSON.parse(process.argv[2]));\n`;
  writeFileSync(entry, run);
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: "worker.js" } },
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(backendKinds)("$title", ({ absent, start }) => {
  describe.skipIf(absent)("a worker that dies", () => {
    let server: TestBackend;
    let queues: Queues;
    let file: string;
    const children = new Set<ChildProcess>();

    beforeEach(async () => {
      server = await start();
      queues = await createQueues(server.backend, { definitions: [markJob], logger: recordingLogger().logger });
      file = join(folder, `${randomUUID()}.log`);
      writeFileSync(file, "");
    });
    afterEach(async () => {
      await Promise.all([...children].map((child) => end(child, "SIGKILL")));
      await queues.close();
      await server.drop();
    });

    function spawnWorker(crashLimit?: number): ChildProcess {
      const order: WorkerProcessOrder = {
        backend: server.backend,
        file,
        ...(crashLimit === undefined ? {} : { crashLimit }),
      };
      const child = fork(script, [JSON.stringify(order)], {
        execArgv: [],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      children.add(child);
      child.once("exit", () => children.delete(child));
      return child;
    }
    async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
      const exited = once(child, "exit");
      child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    }
    const marks = (what: string) =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.startsWith(`${what} `))
        .map((line) => line.slice(what.length + 1));
    async function enqueue(kind: "quick" | "held" | "deadly"): Promise<string> {
      const markId = randomUUID();
      await queues.enqueue(markJob, { markId, kind }, { jobId: markId });
      return markId;
    }

    test("job-survives-worker: a job whose worker is killed in the middle runs again, as its first attempt", async () => {
      const id = await enqueue("held");
      const first = spawnWorker();
      await vi.waitFor(() => expect(marks("start")).toEqual([id]), wait);
      await end(first, "SIGKILL");
      expect(marks("done")).toEqual([]);
      spawnWorker().send("release");
      await vi.waitFor(() => expect(marks("done")).toEqual([id]), wait);
      expect(marks("start")).toEqual([id, id]);
      await vi.waitFor(async () => expect(await queues.counts()).toMatchObject([{ completed: 1, active: 0 }]), wait);
    });

    test("job-survives-worker: of 300 jobs under repeated kills none is lost", async () => {
      const ids = await Promise.all(Array.from({ length: 300 }, () => enqueue("quick")));
      let killed = 0;
      for (const share of [30, 100, 200]) {
        const child = spawnWorker();
        await vi.waitFor(() => expect(new Set(marks("done")).size).toBeGreaterThanOrEqual(share), wait);
        await end(child, "SIGKILL");
        if (new Set(marks("done")).size < ids.length) killed += 1;
      }
      expect(killed).toBeGreaterThan(0);
      spawnWorker();
      await vi.waitFor(async () => expect(await queues.counts()).toMatchObject([{ completed: 300, failed: 0 }]), wait);
      expect(new Set(marks("done"))).toEqual(new Set(ids));
    });

    test("poison-job-set-aside: a job that kills its worker each time ends as a dead letter, and others go on", async () => {
      const deadly = await enqueue("deadly");
      const others = await Promise.all([enqueue("quick"), enqueue("quick"), enqueue("quick")]);
      const stop = new AbortController();
      const keepOneRunning = (async () => {
        // Enough deaths that no other job shares them all: each time one dies with it, it is put off by a random time.
        while (!stop.signal.aborted) await once(spawnWorker(3), "exit");
      })();
      await vi.waitFor(async () => {
        expect(await queues.deadLetters.list()).toMatchObject([
          { data: { markId: deadly, kind: "deadly" }, reason: "crash_limit_reached" },
        ]);
      }, wait);
      await vi.waitFor(() => expect(new Set(marks("done"))).toEqual(new Set(others)), wait);
      expect(marks("start").filter((id) => id === deadly)).toHaveLength(4);
      // Replayed it gets its runs again: the bound is on this life of it.
      const id = `crash.mark.${deadly}`;
      expect(await queues.deadLetters.replay({ queue: "crash", id })).toBe(true);
      await vi.waitFor(() => expect(marks("start").filter((each) => each === deadly)).toHaveLength(8), wait);
      await vi.waitFor(async () => expect(await queues.deadLetters.list()).toHaveLength(1), wait);
      stop.abort();
      await Promise.all([...children].map((child) => end(child, "SIGTERM")));
      await keepOneRunning;
    }, 180_000);

    test("worker-drains: SIGTERM lets the job under way finish and leaves the waiting ones", async () => {
      const held = await Promise.all(Array.from({ length: 4 }, () => enqueue("held")));
      const child = spawnWorker();
      await vi.waitFor(() => expect(new Set(marks("start"))).toEqual(new Set(held)), wait);
      const waiting = await enqueue("quick");
      const exited = once(child, "exit");
      const closing = once(child, "message");
      child.kill("SIGTERM");
      expect(await closing).toEqual(["closing", undefined]);
      child.send("release");
      expect(await exited).toEqual([0, null]);
      expect(new Set(marks("done"))).toEqual(new Set(held));
      expect(marks("start")).not.toContain(waiting);
      expect(await queues.counts()).toMatchObject([{ completed: 4, waiting: 1, active: 0, failed: 0 }]);
    });
  });
});
