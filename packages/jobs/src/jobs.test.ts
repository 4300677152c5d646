import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { openBackend, type JobsBackend } from "./backend.ts";
import { backendKinds, recordingLogger, type TestBackend } from "./backends.factory.ts";
import { createQueues, createWorkers, defineJob, defineSchedule, handleJob, JobNotDefined } from "./index.ts";
import type { JobHandler, Queues, Workers, WorkersOptions } from "./index.ts";

const schema = z.object({ referralId: z.uuid() });
const wait = { timeout: 20_000, interval: 20 };

/** Each test has a queue of its own, so that none finds the jobs of another. */
let queueNumber = 0;
function define(name: string, more: { attempts?: number } = {}) {
  queueNumber += 1;
  return defineJob({
    name,
    schema,
    queue: `q${queueNumber}`,
    attempts: 3,
    backoff: { kind: "fixed", delayMs: 10 },
    ...more,
  });
}

describe.each(backendKinds)("$title", ({ kind, absent, start }) => {
  describe.skipIf(absent)("jobs", () => {
    let server: TestBackend;
    let backend: JobsBackend;
    const opened: Array<{ close(): Promise<unknown> }> = [];
    const { logger, lines } = recordingLogger();

    beforeAll(async () => {
      server = await start();
      backend = server.backend;
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((each) => each.close()));
      const trouble = lines.splice(0).filter(({ msg }) => msg.startsWith("trouble"));
      if (trouble.length > 0) throw new Error(JSON.stringify(trouble));
    });
    afterAll(() => server.drop());

    async function queues(...definitions: Array<ReturnType<typeof define>>): Promise<Queues> {
      const made = await createQueues(backend, { definitions, logger });
      opened.push(made);
      return made;
    }
    async function workers(handlers: JobHandler[], more: Partial<WorkersOptions> = {}): Promise<Workers> {
      const definitions = handlers.map(({ definition }) => definition);
      const made = await createWorkers(backend, handlers, { definitions, logger, ...more });
      opened.push(made);
      return made;
    }

    test("a job reaches its handler with its data, its id and the number of the attempt", async () => {
      const job = define("referral.notify-receiver");
      const seen: unknown[] = [];
      await workers([handleJob(job, async (data, { jobId, attempt }) => void seen.push({ data, jobId, attempt }))]);
      const referralId = randomUUID();
      const id = await (await queues(job)).enqueue(job, { referralId }, { jobId: "event-1" });
      await vi.waitFor(() => expect(seen).toEqual([{ data: { referralId }, jobId: id, attempt: 1 }]), wait);
      expect(id).toBe("referral.notify-receiver.event-1");
    });

    test("data that does not fit, an id that is none, and an unknown definition are refused and nothing is stored", async () => {
      const [job, other] = [define("referral.a"), define("referral.b")];
      const all = await queues(job);
      await expect(all.enqueue(job, { referralId: "Jane Doe" }, { jobId: "e" })).rejects.toThrow(z.ZodError);
      await expect(all.enqueue(job, { referralId: randomUUID() }, { jobId: "" })).rejects.toThrow(/not an id/);
      await expect(all.enqueue(job, { referralId: randomUUID() }, { jobId: "jane@example.org" })).rejects.toThrow(
        /not an id/,
      );
      await expect(all.enqueue(other, { referralId: randomUUID() }, { jobId: "e" })).rejects.toThrow(JobNotDefined);
      expect(await all.counts()).toEqual([
        { queue: job.queue, waiting: 0, active: 0, delayed: 0, completed: 0, failed: 0 },
      ]);
      await all.enqueue(job, { referralId: randomUUID() }, { jobId: "e" });
      expect(await all.counts()).toMatchObject([{ waiting: 1 }]);
    });

    test("a job can be enqueued by its name, under the same rules", async () => {
      const job = define("referral.a");
      const all = await queues(job);
      const referralId = randomUUID();
      await all.enqueueNamed("referral.a", { referralId }, { jobId: "e" });
      await all.enqueue(job, { referralId }, { jobId: "e" });
      expect(await all.counts()).toMatchObject([{ waiting: 1 }]);
      await expect(all.enqueueNamed("referral.a", { referralId: "Jane" }, { jobId: "f" })).rejects.toThrow(z.ZodError);
      await expect(all.enqueueNamed("referral.none", { referralId }, { jobId: "f" })).rejects.toThrow(JobNotDefined);
    });

    test("a failing onDeadLetter does not keep the job from becoming one", async () => {
      const job = define("referral.a", { attempts: 1 });
      const all = await queues(job);
      const onDeadLetter = () => Promise.reject(new Error("Jane Doe"));
      await workers([handleJob(job, () => Promise.reject(new TypeError("no")))], { onDeadLetter });
      await all.enqueue(job, { referralId: randomUUID() }, { jobId: "e" });
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ failed: 1 }]), wait);
      expect(lines.map(({ msg }) => msg)).toContain("a dead letter could not be told of");
      expect(JSON.stringify(lines)).not.toContain("Jane");
    });

    test("fields outside the schema do not reach the backend", async () => {
      const job = define("referral.a", { attempts: 1 });
      const all = await queues(job);
      const tooMuch = { referralId: randomUUID(), name: "Jane Doe" };
      await all.enqueue(job, tooMuch, { jobId: "e" });
      await workers([handleJob(job, () => Promise.reject(new Error("no")))]);
      const [letter] = await vi.waitFor(async () => {
        const letters = await all.deadLetters.list();
        expect(letters).toHaveLength(1);
        return letters;
      }, wait);
      expect(letter?.data).toEqual({ referralId: tooMuch.referralId });
    });

    test("the same id again does nothing, waiting or done; another job may have the same id", async () => {
      const job = define("referral.a");
      const sibling = { ...define("referral.b"), queue: job.queue };
      const all = await queues(job, sibling);
      const runs: string[] = [];
      const enqueue = () => all.enqueue(job, { referralId: randomUUID() }, { jobId: "event-1" });
      await enqueue();
      await enqueue();
      await all.enqueue(sibling, { referralId: randomUUID() }, { jobId: "event-1" });
      expect(await all.counts()).toMatchObject([{ waiting: 2 }]);
      await workers([
        handleJob(job, async () => void runs.push("a")),
        handleJob(sibling, async () => void runs.push("b")),
      ]);
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ completed: 2 }]), wait);
      await enqueue();
      expect(await all.counts()).toMatchObject([{ waiting: 0, active: 0, completed: 2 }]);
      expect(runs.sort()).toEqual(["a", "b"]);
    });

    test("a delayed job waits for its time", async () => {
      const job = define("referral.a");
      const all = await queues(job);
      let ranAt = 0;
      await workers([handleJob(job, async () => void (ranAt = Date.now()))]);
      const enqueuedAt = Date.now();
      await all.enqueue(job, { referralId: randomUUID() }, { jobId: "e", delayMs: 300 });
      expect(await all.counts()).toMatchObject([{ delayed: 1 }]);
      await vi.waitFor(() => expect(ranAt).toBeGreaterThan(0), wait);
      expect(ranAt - enqueuedAt).toBeGreaterThanOrEqual(300);
    });

    test("a job that fails is tried again and then done", async () => {
      const job = define("referral.a");
      const all = await queues(job);
      const attempts: number[] = [];
      await workers([
        handleJob(job, async (_, { attempt }) => {
          attempts.push(attempt);
          if (attempt < 3) throw new Error("not yet");
        }),
      ]);
      await all.enqueue(job, { referralId: randomUUID() }, { jobId: "e" });
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ completed: 1, failed: 0 }]), wait);
      expect(attempts).toEqual([1, 2, 3]);
    });

    test("poison-job-set-aside: it is dead-lettered, others go on, it is listed without its text, and replayed", async () => {
      const job = define("referral.a");
      const all = await queues(job);
      const poison = randomUUID();
      const runs: string[] = [];
      let cured = false;
      const told: unknown[] = [];
      const handler = handleJob(job, async ({ referralId }) => {
        runs.push(referralId);
        if (referralId !== poison || cured) return;
        throw Object.assign(new Error("Jane Doe <jane@example.org> is unknown"), { code: "receiver_unknown" });
      });
      await workers([handler], { onDeadLetter: async (dead) => void told.push(dead) });
      const id = await all.enqueue(job, { referralId: poison }, { jobId: "poison" });
      const others = Array.from({ length: 10 }, () => randomUUID());
      await Promise.all(others.map((referralId) => all.enqueue(job, { referralId }, { jobId: referralId })));
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ completed: 10, failed: 1 }]), wait);
      expect(runs.filter((each) => each === poison)).toHaveLength(3);

      const [letter] = await all.deadLetters.list();
      expect(letter).toMatchObject({
        queue: job.queue,
        id,
        job: job.name,
        data: { referralId: poison },
        attempts: 3,
        reason: "receiver_unknown",
      });
      expect(letter?.frames).toContain("jobs.test.ts");
      expect(letter?.failedAt.getTime()).toBeGreaterThanOrEqual(letter?.enqueuedAt.getTime() ?? Infinity);
      const final = lines.filter(({ level }) => level === "error");
      expect(final).toMatchObject([
        { job: job.name, jobId: id, attempt: 3, reason: "receiver_unknown", msg: "job failed for good" },
      ]);
      expect(told).toEqual([{ job: job.name, jobId: id, data: { referralId: poison }, reason: "receiver_unknown" }]);
      expect(JSON.stringify([letter, lines, told])).not.toMatch(/Jane|jane/);

      // A repeat of the event does not bring it back: that is for an operator to decide.
      await all.enqueue(job, { referralId: poison }, { jobId: "poison" });
      expect(await all.counts()).toMatchObject([{ waiting: 0, failed: 1 }]);
      // Replayed too early it gets all its attempts again, and is set aside again.
      expect(await all.deadLetters.replay({ queue: job.queue, id })).toBe(true);
      await vi.waitFor(() => expect(runs.filter((each) => each === poison)).toHaveLength(6), wait);
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ active: 0, failed: 1 }]), wait);
      cured = true;
      expect(await all.deadLetters.replay({ queue: job.queue, id })).toBe(true);
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ completed: 11, failed: 0 }]), wait);
      expect(await all.deadLetters.replay({ queue: job.queue, id })).toBe(false);
      expect(await all.deadLetters.discard({ queue: job.queue, id })).toBe(false);
    });

    test("a dead letter can be discarded, one at a time, and lists have pages", async () => {
      const job = define("referral.a", { attempts: 1 });
      const all = await queues(job);
      await workers([handleJob(job, () => Promise.reject(new TypeError("no")))]);
      for (const jobId of ["x", "y", "z"]) await all.enqueue(job, { referralId: randomUUID() }, { jobId });
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ failed: 3 }]), wait);
      const letters = await all.deadLetters.list();
      expect(letters.map(({ id }) => id).sort()).toEqual(["referral.a.x", "referral.a.y", "referral.a.z"]);
      expect(await all.deadLetters.list({ limit: 1, offset: 1 })).toEqual(letters.slice(1, 2));
      expect(await all.deadLetters.list({ queue: "elsewhere" })).toEqual([]);
      expect(await all.deadLetters.discard({ queue: job.queue, id: "referral.a.y" })).toBe(true);
      expect((await all.deadLetters.list()).map(({ id }) => id).sort()).toEqual(["referral.a.x", "referral.a.z"]);
      expect(await all.deadLetters.discard({ queue: job.queue, id: "referral.a.none" })).toBe(false);
    });

    test("data that no longer fits its schema is a dead letter at once, and the handler does not see it", async () => {
      const older = defineJob({ name: "referral.a", schema: z.object({ memberId: z.uuid() }), queue: "older" });
      const newer = defineJob({ name: "referral.a", schema, queue: "older" });
      const producer = await createQueues(backend, { definitions: [older], logger });
      opened.push(producer);
      const handle = vi.fn<() => Promise<void>>(async () => undefined);
      await workers([handleJob(newer, handle)]);
      await producer.enqueue(older, { memberId: randomUUID() }, { jobId: "e" });
      await vi.waitFor(async () => {
        expect(await producer.deadLetters.list()).toMatchObject([{ reason: "job_data_invalid", attempts: 1 }]);
      }, wait);
      expect(handle).not.toHaveBeenCalled();
    });

    test("a worker that is closed finishes what it runs, takes nothing more, and leaves the rest", async () => {
      const job = define("referral.a");
      const all = await queues(job);
      let finish = () => {};
      const started: string[] = [];
      const first = await workers(
        [
          handleJob(job, async (_, { jobId }) => {
            started.push(jobId);
            await new Promise<void>((resolve) => (finish = resolve));
          }),
        ],
        { concurrency: 1 },
      );
      await all.enqueue(job, { referralId: randomUUID() }, { jobId: "x" });
      await vi.waitFor(() => expect(started).toHaveLength(1), wait);
      await all.enqueue(job, { referralId: randomUUID() }, { jobId: "y" });
      const closed = first.close();
      finish();
      expect(await closed).toEqual({ drained: true });
      expect(started).toEqual(["referral.a.x"]);
      expect(await all.counts()).toMatchObject([{ waiting: 1, active: 0, completed: 1 }]);
    });

    test("a handler that outlasts the closing is told to stop, and its job goes back without losing an attempt", async () => {
      const job = define("referral.a", { attempts: 1 });
      const all = await queues(job);
      let started = 0;
      const first = await workers([
        handleJob(job, async (_, { signal }) => {
          started += 1;
          await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
        }),
      ]);
      await all.enqueue(job, { referralId: randomUUID() }, { jobId: "x" });
      await vi.waitFor(() => expect(started).toBe(1), wait);
      expect(await first.close({ timeoutMs: 10 })).toEqual({ drained: false });
      expect(await all.counts()).toMatchObject([{ waiting: 1, active: 0, failed: 0 }]);
      const attempts: number[] = [];
      await workers([handleJob(job, async (_, { attempt }) => void attempts.push(attempt))]);
      await vi.waitFor(() => expect(attempts).toEqual([1]), wait);
    });

    test("cut off from the backend in the middle of a job, workers and queues go on by themselves", async () => {
      const job = define("referral.a");
      const all = await queues(job);
      let finish = () => {};
      const finished = new Promise<void>((resolve) => (finish = resolve));
      const runs: string[] = [];
      const handler = handleJob(job, async (_, { jobId }) => {
        runs.push(jobId);
        // The same promise in each run: a worker that lost its lock runs the job again.
        if (jobId.endsWith("x")) await finished;
      });
      await workers([handler], { lockMs: 2000, stalledCheckMs: 500 });
      await all.enqueue(job, { referralId: randomUUID() }, { jobId: "x" });
      await vi.waitFor(() => expect(runs).toContain("referral.a.x"), wait);
      await server.cut();
      finish();
      await vi.waitFor(() => all.enqueue(job, { referralId: randomUUID() }, { jobId: "y" }), wait);
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ completed: 2, failed: 0 }]), wait);
      expect(runs).toContain("referral.a.y");
      lines.length = 0;
    });

    test("schedule-runs-once: several workers, one run in each slot", async () => {
      const job = defineJob({ name: "outbox.sweep", schema: z.object({}), queue: "sweeps" });
      const everyMs = 300;
      const schedule = defineSchedule({ name: "outbox.sweep", job, data: {}, everyMs });
      const slotNow = () => Math.floor(Date.now() / everyMs);
      const firstSlot = slotNow();
      let runs = 0;
      const handlers = [handleJob(job, async () => void (runs += 1))];
      await Promise.all([1, 2, 3].map(() => workers(handlers, { schedules: [schedule] })));
      await vi.waitFor(() => expect(runs).toBeGreaterThanOrEqual(4), wait);
      // As after a restart: the slot under way was run already.
      await workers(handlers, { schedules: [schedule] });
      await vi.waitFor(() => expect(runs).toBeGreaterThanOrEqual(6), wait);
      expect(runs).toBeLessThanOrEqual(slotNow() - firstSlot + 1);
    });

    test("schedule-runs-once: also when the finished run is no longer kept", async () => {
      const job = defineJob({ name: "report.yearly", schema: z.object({}), queue: "yearly" });
      const schedule = defineSchedule({ name: "report.yearly", job, data: {}, everyMs: 365 * 24 * 3_600_000 });
      const all = await createQueues(backend, { definitions: [job], logger });
      opened.push(all);
      let runs = 0;
      const handlers = [handleJob(job, async () => void (runs += 1))];
      await workers(handlers, { schedules: [schedule] });
      await vi.waitFor(async () => expect(await all.counts()).toMatchObject([{ completed: 1 }]), wait);
      const open = await openBackend(backend, { connections: 2, blocking: false, logger });
      const queue = open.openQueue(job.queue);
      // Trims the finished jobs but itself, as a thousand others would by and by.
      await queue.add(job.name, {}, { jobId: "last", removeOnComplete: { count: 1 } });
      await vi.waitFor(() => expect(runs).toBe(2), wait);
      await vi.waitFor(async () => expect((await queue.getCompleted()).map(({ id }) => id)).toEqual(["last"]), wait);
      await queue.close();
      await open.close();
      // Closing waits for the tick that the start made.
      const restarted = await workers(handlers, { schedules: [schedule] });
      expect(await restarted.close()).toEqual({ drained: true });
      expect(await all.counts()).toMatchObject([{ waiting: 0, active: 0, completed: 1 }]);
      expect(runs).toBe(2);
    });

    if (kind === "postgres") return;

    test("after a flush schedules go on and new jobs run", async () => {
      const job = defineJob({ name: "outbox.sweep", schema: z.object({}), queue: "flushed" });
      const schedule = defineSchedule({ name: "outbox.sweep", job, data: {}, everyMs: 200 });
      const runs: string[] = [];
      await workers([handleJob(job, async (_, { jobId }) => void runs.push(jobId))], { schedules: [schedule] });
      await vi.waitFor(() => expect(runs.length).toBeGreaterThanOrEqual(2), wait);
      const redis = new Redis(backend.url);
      await redis.flushall();
      redis.disconnect();
      const before = runs.length;
      await vi.waitFor(() => expect(runs.length).toBeGreaterThanOrEqual(before + 2), wait);
    });

    test("a Redis that may evict jobs is warned of", async () => {
      const redis = new Redis(backend.url);
      const said = () => lines.filter(({ msg }) => msg.includes("noeviction"));
      await queues(define("referral.a"));
      expect(said()).toEqual([]);
      vi.spyOn(console, "warn").mockImplementation(() => undefined);
      await redis.config("SET", "maxmemory-policy", "allkeys-lru");
      await queues(define("referral.a"));
      await redis.config("SET", "maxmemory-policy", "noeviction");
      redis.disconnect();
      vi.restoreAllMocks();
      expect(said()).toMatchObject([{ level: "warn", policy: "allkeys-lru" }]);
    });

    test("all keys carry the hash tag that a cluster needs", async () => {
      const job = define("referral.a");
      await (await queues(job)).enqueue(job, { referralId: randomUUID() }, { jobId: "e" });
      const redis = new Redis(backend.url);
      const keys = await redis.keys(`*${job.queue}*`);
      redis.disconnect();
      expect(keys.length).toBeGreaterThan(0);
      expect(keys.filter((key) => !key.startsWith("{causeway}:"))).toEqual([]);
    });
  });
});
