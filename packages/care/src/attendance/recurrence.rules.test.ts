import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { checkRule, checkTime, occurrences } from "./recurrence.rules.ts";

const isoDay = (day: DateTime): string => day.toISODate() ?? "";
const YEAR = { from: "2026-01-01", to: "2027-01-01" };
const days = (rrule: string, startsOn: string, window = YEAR): string[] =>
  occurrences({ rrule, startsOn, startTime: "09:00" }, window, "UTC").map((one) => one.day);

/** `recurrence-rules` */
describe("a rule", () => {
  it.each([
    ["RRULE:freq=weekly;byday=mo,we", "FREQ=WEEKLY;BYDAY=MO,WE"],
    [" FREQ=DAILY;INTERVAL=2;COUNT=10 ", "FREQ=DAILY;INTERVAL=2;COUNT=10"],
    ["FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231"],
    ["FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYMONTHDAY=1,15"],
  ])("%s is kept as %s", (rule, kept) => {
    expect(checkRule(rule)).toBe(kept);
  });

  it.each([
    ["", "each part once"],
    ["every Monday", "each part once"],
    ["FREQ=WEEKLY;FREQ=DAILY", "each part once"],
    ["FREQ=WEEKLY;BYDAY", "each part once"],
    ["FREQ=HOURLY", "FREQ is"],
    ["FREQ=YEARLY", "FREQ is"],
    ["BYDAY=MO", "FREQ is"],
    ["FREQ=__proto__", "FREQ is"],
    ["FREQ=WEEKLY;BYHOUR=9", "no such part"],
    ["FREQ=DAILY;BYDAY=MO", "no such part"],
    ["FREQ=WEEKLY;INTERVAL=0", "INTERVAL is"],
    ["FREQ=WEEKLY;INTERVAL=1.5", "INTERVAL is"],
    ["FREQ=WEEKLY;COUNT=1001", "COUNT is"],
    ["FREQ=WEEKLY;UNTIL=2026-12-31", "UNTIL is"],
    ["FREQ=WEEKLY;UNTIL=20260231", "UNTIL is"],
    ["FREQ=WEEKLY;UNTIL=20261231T000000Z", "UNTIL is"],
    ["FREQ=WEEKLY;COUNT=3;UNTIL=20261231", "COUNT or UNTIL"],
    ["FREQ=WEEKLY;BYDAY=1MO", "BYDAY reads"],
    ["FREQ=WEEKLY;BYDAY=MONDAY", "BYDAY reads"],
    ["FREQ=MONTHLY", "either BYDAY or BYMONTHDAY"],
    ["FREQ=MONTHLY;BYDAY=MO", "BYDAY in a month"],
    ["FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY has"],
    ["FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1", "either BYDAY or BYMONTHDAY"],
  ])("%s is refused by name", (rule, words) => {
    expect(() => checkRule(rule)).toThrow(
      expect.objectContaining({ code: "INVALID", path: ["rrule"], message: expect.stringContaining(words) as string }),
    );
  });

  it.each(["9:00", "24:00", "09:60", "0900", ""])("has no time of day %s", (time) => {
    expect(() => checkTime(time)).toThrow(expect.objectContaining({ path: ["startTime"] }));
  });
});

const WEEKDAY = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const nth = fc.constantFrom("1", "2", "3", "4", "5", "-1");
const monthly = fc.oneof(
  fc.tuple(nth, fc.constantFrom(...WEEKDAY)).map(([n, day]) => `BYDAY=${n}${day}`),
  some([-1, 1, 2, 15, 28, 29, 30, 31]).map((dates) => `BYMONTHDAY=${dates.join(",")}`),
);
const rules = fc.oneof(
  fc.record({ freq: fc.constant("DAILY"), interval: fc.integer({ min: 1, max: 31 }), by: fc.constant("") }),
  fc.record({
    freq: fc.constant("WEEKLY"),
    interval: fc.integer({ min: 1, max: 12 }),
    by: fc.option(
      some(WEEKDAY).map((list) => `BYDAY=${list.join(",")}`),
      { nil: "" },
    ),
  }),
  fc.record({ freq: fc.constant("MONTHLY"), interval: fc.integer({ min: 1, max: 12 }), by: monthly }),
);
type Rule = { freq: string; interval: number; by: string };

/** Is this a day of the rule? Asked of each day by itself, slowly. */
function isDayOf({ freq, interval, by }: Rule, start: DateTime, day: DateTime): boolean {
  const weekday = WEEKDAY[day.weekday - 1] as string;
  const wanted = by.split("=")[1]?.split(",") ?? [];
  if (freq === "DAILY") return day.diff(start, "days").days % interval === 0;
  if (freq === "WEEKLY") {
    const weeks = day.startOf("week").diff(start.startOf("week"), "weeks").weeks;
    return weeks % interval === 0 && (by === "" ? day.weekday === start.weekday : wanted.includes(weekday));
  }
  const months = (day.year - start.year) * 12 + day.month - start.month;
  if (months % interval !== 0) return false;
  const last = day.plus({ days: 1 }).month !== day.month;
  if (by.startsWith("BYMONTHDAY")) return wanted.includes(String(day.day)) || (last && wanted.includes("-1"));
  const isLastOfItsKind = day.plus({ days: 7 }).month !== day.month;
  return wanted.includes(`${Math.ceil(day.day / 7)}${weekday}`) || (isLastOfItsKind && wanted.includes(`-1${weekday}`));
}

describe("the days of a rule", () => {
  it("are those that each day, asked by itself, is one of", () => {
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 0, max: 400 }),
        fc.option(fc.integer({ min: 1, max: 20 })),
        (rule, at, count) => {
          const start = DateTime.utc(2025, 1, 1).plus({ days: at });
          const parts = [
            `FREQ=${rule.freq}`,
            `INTERVAL=${rule.interval}`,
            rule.by,
            count === null ? "" : `COUNT=${count}`,
          ];
          const rrule = checkRule(parts.filter(Boolean).join(";"));
          const all: string[] = [];
          for (let day = start; day < DateTime.utc(2027, 1, 1); day = day.plus({ days: 1 }))
            if (isDayOf(rule, start, day)) all.push(isoDay(day));
          const expected = (count === null ? all : all.slice(0, count)).filter((day) => day >= YEAR.from);
          expect(days(rrule, isoDay(start))).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("end with UNTIL, that day included, and lie in the window asked for", () => {
    expect(days("FREQ=DAILY;UNTIL=20260103", "2025-12-30")).toEqual(["2026-01-01", "2026-01-02", "2026-01-03"]);
    expect(days("FREQ=WEEKLY;BYDAY=MO", "2020-01-01", { from: "2026-03-02", to: "2026-03-16" })).toEqual([
      "2026-03-02",
      "2026-03-09",
    ]);
  });
});

/** `wall-time-through-clock-changes` */
describe("the time on the wall", () => {
  const instants = (zone: string, from: string, to: string, startTime: string): string[] =>
    occurrences({ rrule: "FREQ=DAILY", startsOn: from, startTime }, { from, to }, zone).map((one) =>
      one.startsAt.toISOString(),
    );

  it.each([
    // New York: clocks go forward on 8 March and back on 1 November 2026.
    ["America/New_York", "2026-03-07", "2026-03-10", "18:00", ["07T23", "08T22", "09T22"]],
    ["America/New_York", "2026-10-31", "2026-11-03", "18:00", ["31T22", "01T23", "02T23"]],
    ["America/Denver", "2026-03-07", "2026-03-10", "09:00", ["07T16", "08T15", "09T15"]],
    // Phoenix and Honolulu never change.
    ["America/Phoenix", "2026-03-07", "2026-03-10", "09:00", ["07T16", "08T16", "09T16"]],
    ["Pacific/Honolulu", "2026-10-31", "2026-11-03", "09:00", ["31T19", "01T19", "02T19"]],
  ])("in %s from %s stays the same", (zone, from, to, time, expected) => {
    expect(instants(zone, from, to, time).map((instant) => instant.slice(8, 13))).toEqual(expected);
  });

  it.each([
    // 02:30 is left out: half an hour after the change it is 03:30.
    ["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z"],
    ["America/St_Johns", "2026-03-08", "02:15", "2026-03-08T05:45:00.000Z"],
    // 01:30 comes twice: the first one.
    ["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z"],
    ["America/Denver", "2026-11-01", "01:30", "2026-11-01T07:30:00.000Z"],
    ["America/St_Johns", "2026-11-01", "01:30", "2026-11-01T04:00:00.000Z"],
  ])("in %s on %s at %s is %s", (zone, day, time, instant) => {
    expect(instants(zone, day, isoDay(DateTime.fromISO(day).plus({ days: 1 })), time)).toEqual([instant]);
  });
});
