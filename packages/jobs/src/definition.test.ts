import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { JobsBackend } from "./backend.ts";
import { recordingLogger } from "./backends.factory.ts";
import { createQueues, createWorkers, defineJob, defineSchedule, handleJob } from "./index.ts";

const define = (schema: z.ZodObject) => () => defineJob({ name: "referral.notify-receiver", schema });

describe("job-carries-ids-only: a definition is refused when a field could hold free text", () => {
  test.each<[string, z.ZodType]>([
    ["a string", z.string()],
    ["a short string", z.string().max(8)],
    ["an e-mail address", z.email()],
    ["a telephone number", z.e164()],
    ["a URL", z.url()],
    ["a date", z.iso.date()],
    ["a moment", z.iso.datetime()],
    ["letters", z.string().regex(/^[a-z]+$/i)],
    ["digits", z.string().regex(/^\d+$/)],
    ["a number with a fraction", z.number()],
    ["anything", z.unknown()],
    ["a record", z.record(z.string(), z.boolean())],
    ["a transformed string", z.string().transform((text) => text.length)],
    ["an open object", z.looseObject({ id: z.uuid() })],
    ["an array of strings", z.array(z.string())],
    ["a string, optional", z.string().optional()],
    ["an id or a string", z.union([z.uuid(), z.string()])],
    ["a string inside an object", z.object({ note: z.string() })],
  ])("%s", (_, field) => {
    expect(define(z.object({ id: z.uuid(), field }))).toThrow(/data\.field/);
  });

  test.each<[string, z.ZodType]>([
    ["a UUID", z.uuidv7()],
    ["a prefixed id", z.string().regex(/^referral_[0-7][0-9a-hjkmnp-tv-z]{25}$/)],
    ["an enum", z.enum(["sent", "accepted"])],
    ["an integer", z.int()],
    ["a boolean", z.boolean()],
    ["ids", z.array(z.uuid()).max(10)],
    ["an id, optional", z.uuid().nullable().optional()],
    ["one of two kinds", z.discriminatedUnion("kind", [z.object({ kind: z.literal("a"), id: z.uuid() })])],
  ])("and %s is taken", (_, field) => {
    expect(define(z.object({ field }))).not.toThrow();
  });
});

test("a definition has a default queue, attempts and backoff", () => {
  const schema = z.object({});
  expect(defineJob({ name: "outbox.sweep", schema })).toEqual({
    name: "outbox.sweep",
    schema,
    queue: "default",
    attempts: 5,
    backoff: { kind: "exponential", delayMs: 1000, jitter: 0.5 },
  });
});

test.each(["Referral.Notify", "referral notify", "referral:notify", ""])("the name %j is refused", (name) => {
  expect(() => defineJob({ name, schema: z.object({}) })).toThrow(TypeError);
});

describe("each job has exactly one handler, or the worker does not start", () => {
  const schema = z.object({ id: z.uuid() });
  const [first, second] = [defineJob({ name: "a.first", schema }), defineJob({ name: "a.second", schema })];
  const handle = async () => undefined;
  const { logger } = recordingLogger();
  // Nothing listens there: a start that got past the check would fail in another way.
  const backend: JobsBackend = { kind: "postgres", url: "postgres://nobody@127.0.0.1:1/none" };
  const boot = (definitions: (typeof first)[], handled: (typeof first)[]) =>
    createWorkers(
      backend,
      handled.map((each) => handleJob(each, handle)),
      { definitions, logger },
    );

  test("a job without a handler", async () => {
    await expect(boot([first, second], [first])).rejects.toThrow("job a.second has no handler");
  });
  test("a job with two handlers", async () => {
    await expect(boot([first], [first, first])).rejects.toThrow("handler of job a.first is given twice");
  });
  test("a handler without a job", async () => {
    await expect(boot([first], [first, second])).rejects.toThrow("handler of job a.second has no definition");
  });
  test("a handler of another job of the same name", async () => {
    await expect(boot([first], [defineJob({ name: "a.first", schema })])).rejects.toThrow("has no definition");
  });
  test("a job given twice, to workers and to queues", async () => {
    await expect(boot([first, first], [first])).rejects.toThrow("job a.first is given twice");
    await expect(createQueues(backend, { definitions: [first, first], logger })).rejects.toThrow("given twice");
  });
  test("a schedule of a job that is not there, and two of one name", async () => {
    const schedule = defineSchedule({ name: "a.tick", job: second, data: { id: crypto.randomUUID() }, everyMs: 1000 });
    const handlers = [handleJob(first, handle)];
    const start = (schedules: (typeof schedule)[]) =>
      createWorkers(backend, handlers, { definitions: [first], logger, schedules });
    await expect(start([schedule])).rejects.toThrow("schedule a.tick runs job a.second");
    await expect(start([schedule, schedule])).rejects.toThrow("schedule a.tick is given twice");
  });
  test("and a start with a handler each gets as far as the database", async () => {
    await expect(boot([first, second], [first, second])).rejects.toThrow(/ECONNREFUSED/);
  });
});
