import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { recordingLogger } from "./backends.factory.ts";
import { defineJob, defineSchedule, type JobSchedule } from "./index.ts";
import { startSchedule } from "./schedules.ts";

const job = defineJob({ name: "outbox.sweep", schema: z.object({}) });
const minutely = defineSchedule({ name: "outbox.sweep", job, data: {}, everyMs: 60_000 });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-08T09:00:45Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

function run(schedule: JobSchedule, fails: () => boolean = () => false) {
  const ticks: Array<{ at: string; slot: number; remainingMs: number }> = [];
  const { logger, lines } = recordingLogger();
  const stop = startSchedule(
    schedule,
    async (_, slot, remainingMs) => {
      ticks.push({ at: new Date().toISOString().slice(11, 19), slot, remainingMs });
      if (fails()) throw new TypeError("Jane Doe");
    },
    { now: Date.now, logger },
  );
  return { ticks, stop, lines };
}

test("the slot under way is made up for at once, then each begins at its boundary", async () => {
  const { ticks, stop } = run(minutely);
  await vi.advanceTimersByTimeAsync(130_000);
  await stop();
  const first = Math.floor(Date.parse("2026-03-08T09:00:00Z") / 60_000);
  expect(ticks).toEqual([
    { at: "09:00:45", slot: first, remainingMs: 15_000 },
    { at: "09:01:00", slot: first + 1, remainingMs: 60_000 },
    { at: "09:02:00", slot: first + 2, remainingMs: 60_000 },
  ]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(ticks).toHaveLength(3);
});

test("a tick that fails is tried again within its slot, and logged without the error's text", async () => {
  let failures = 2;
  const { ticks, stop, lines } = run(minutely, () => (failures -= 1) >= 0);
  await vi.advanceTimersByTimeAsync(14_000);
  await stop();
  expect(ticks.map(({ at }) => at)).toEqual(["09:00:45", "09:00:50", "09:00:55"]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatchObject({ level: "warn", schedule: "outbox.sweep", error: { name: "TypeError" } });
  expect(JSON.stringify(lines)).not.toContain("Jane");
});

test("a schedule of weeks sleeps no longer than a timer can", async () => {
  const monthly = defineSchedule({ name: "a.month", job, data: {}, everyMs: 30 * 24 * 3_600_000 });
  const { ticks, stop } = run(monthly);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  await stop();
  expect(ticks.map(({ at }) => at)).toEqual(["09:00:45", "10:00:45", "11:00:45"]);
  expect(new Set(ticks.map(({ slot }) => slot)).size).toBe(1);
});

test.each([0, 99, 1.5, Number.NaN])("an interval of %d ms is refused", (everyMs) => {
  expect(() => defineSchedule({ name: "a.tick", job, data: {}, everyMs })).toThrow(TypeError);
});
