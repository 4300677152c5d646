import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../programs/index.ts";
import type { OracleDay, OracleLevel } from "./dose-oracle.factory.ts";
import { judgeSlowly, minutesOfWeek, sevenDays } from "./dose-oracle.factory.ts";
import type { DoseFacts, DoseStatus } from "./dose.rules.ts";
import { shortPairOf, statusOf, weekOf, weeksOf } from "./dose.rules.ts";

const hours = (minimum: number | null, maximum: number | null) => ({
  minimum: minimum === null ? null : minimum * 60,
  maximum: maximum === null ? null : maximum * 60,
});
const IOP: OracleLevel = { adult: hours(9, 19), adolescent: hours(6, 19) };
const PHP: OracleLevel = { adult: hours(20, null), adolescent: hours(20, null) };
const OUTPATIENT: OracleLevel = { adult: hours(null, 9), adolescent: hours(null, 6) };
const IOP_OF_ADULTS: OracleLevel = { adult: hours(9, 19), adolescent: null };

/** The week in which the clocks change, or not: its Monday and how many minutes it has. */
const WEEKS = [
  { zone: "America/New_York", monday: "2026-03-02", minutes: 167 * 60 },
  { zone: "America/New_York", monday: "2026-10-26", minutes: 169 * 60 },
  { zone: "America/St_Johns", monday: "2026-03-02", minutes: 167 * 60 },
  { zone: "America/St_Johns", monday: "2026-10-26", minutes: 169 * 60 },
  { zone: "America/Phoenix", monday: "2026-03-02", minutes: 168 * 60 },
  // Here the clocks change at midnight: a Sunday begins at one o'clock.
  { zone: "America/Havana", monday: "2026-03-02", minutes: 167 * 60 },
  { zone: "America/Havana", monday: "2026-10-26", minutes: 169 * 60 },
] as const;

/** Values that hold for some days each, one after another. */
const blocks = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<{ days: number; value: T }[]> =>
  fc.array(fc.record({ days: fc.integer({ min: 1, max: 16 }), value }), { minLength: 3, maxLength: 9 });

interface Told<T> {
  readonly days: Map<string, T>;
  readonly spans: { startsOn: string; endsOn: string | null; value: T }[];
}

/** The same blocks twice: as days for the oracle, as spans for the rule. */
function tell<T>(from: string, told: readonly { days: number; value: T }[]): Told<T> {
  const all = [0, 1, 2, 3, 4, 5, 6].flatMap((week) => sevenDays(addDays(from, 7 * week)));
  const days = new Map<string, T>();
  const spans: Told<T>["spans"] = [];
  for (const { days: length, value } of told) {
    const at = days.size;
    const covered = all.slice(at, at + length);
    if (covered[0] === undefined) break;
    for (const day of covered) days.set(day, value);
    spans.push({ startsOn: covered[0], endsOn: all[at + length] ?? null, value });
  }
  return { days, spans };
}

const history = fc.record({
  week: fc.constantFrom(...WEEKS),
  levels: blocks(fc.constantFrom(IOP, IOP, PHP, OUTPATIENT, IOP_OF_ADULTS, IOP, null)),
  plans: blocks(
    fc.oneof(
      fc.constant(null),
      fc.record({ minutes: fc.integer({ min: 0, max: 1500 }), taper: fc.constant(false) }),
      fc.record({ minutes: fc.integer({ min: 0, max: 400 }), taper: fc.constant(true) }),
    ),
  ),
  leaves: blocks(fc.constantFrom(false, false, false, false, true)),
  adult: fc.boolean(),
  // Anywhere around the week, by the minute.
  sessions: fc.array(
    fc.record({ after: fc.integer({ min: -1500, max: 11_600 }), minutes: fc.integer({ min: 0, max: 400 }) }),
    { maxLength: 9 },
  ),
});

/** `week-of-care`, `dose-required`, `taper-week`: the rule against the slow oracle, in weeks of 167, 168 and 169 hours. */
describe("a week of care", () => {
  it("is what the oracle says", () => {
    const seen = new Set<string>();
    const agree = fc.property(history, ({ week: { zone, monday }, levels, plans, leaves, adult, sessions }) => {
      const from = addDays(monday, -21);
      const [level, plan, leave] = [tell(from, levels), tell(from, plans), tell(from, leaves)];
      const begins = minutesOfWeek(zone, monday)[0] ?? 0;
      const attended = sessions.map(({ after, minutes }) => ({ at: begins + after * 60_000, minutes }));
      const told = new Map<string, OracleDay>(
        [...new Set([...level.days.keys(), ...plan.days.keys(), ...leave.days.keys()])].map((day) => [
          day,
          {
            level: level.days.get(day) ?? null,
            plan: plan.days.get(day) ?? null,
            leave: leave.days.get(day) ?? false,
          },
        ]),
      );
      const facts: DoseFacts = {
        placements: level.spans.flatMap(({ value, ...span }) =>
          value === null
            ? []
            : [
                {
                  ...span,
                  programId: "program",
                  zone,
                  bounds: {
                    ADULT: value.adult,
                    ...(value.adolescent === null ? {} : { ADOLESCENT: value.adolescent }),
                  },
                },
              ],
        ),
        planned: plan.spans.flatMap(({ value, ...span }) =>
          value === null ? [] : [{ ...span, minutesPerWeek: value.minutes, taper: value.taper }],
        ),
        leaves: leave.spans.filter((span) => span.value),
        attended: attended.map(({ at, minutes }) => ({
          startsAt: new Date(at),
          minutes,
          programId: "program",
          zone,
        })),
        adultFrom: adult ? monday : addDays(monday, 1),
      };
      const expected = judgeSlowly(zone, monday, told, adult, attended);
      const week = weekOf(facts, monday);
      if (expected === null) expect(week).toBeNull();
      else expect(week).toMatchObject(expected);
      seen.add(week?.status ?? "none");
    });
    // Histories that come to every end there is, so that none is agreed on by never being met; then any.
    fc.assert(agree, { seed: 1, numRuns: 150 });
    expect([...seen].toSorted()).toEqual(["EXEMPT", "MET", "OVER_MAX", "SHORT", "TAPER", "none"]);
    fc.assert(agree, { numRuns: process.env["CAUSEWAY_PROVE"] ? 3000 : 100 });
  }, 120_000);

  it.each(WEEKS)("lasts from Monday to Monday in $zone from $monday: $minutes minutes", ({ zone, monday, minutes }) => {
    const own = minutesOfWeek(zone, monday);
    expect(own).toHaveLength(minutes);
    const first = own[0] ?? 0;
    const last = own.at(-1) ?? 0;
    const session = (at: number) => ({ startsAt: new Date(at), minutes: 60, programId: "p", zone });
    const facts = (at: number): DoseFacts => ({ ...stay(monday, zone), attended: [session(at)] });
    expect(weekOf(facts(first), monday)).toMatchObject({ deliveredMinutes: 60, endsAt: new Date(last + 60_000) });
    expect(weekOf(facts(last), monday)).toMatchObject({ deliveredMinutes: 60 });
    expect(weekOf(facts(first - 60_000), monday)).toMatchObject({ deliveredMinutes: 0 });
    expect(weekOf(facts(last + 60_000), monday)).toMatchObject({ deliveredMinutes: 0 });
  });
});

const MONDAY = "2026-03-09";
const ZONE = "America/New_York";

function stay(startsOn: string, zone: string = ZONE, level: OracleLevel = IOP): DoseFacts {
  return {
    placements: [{ ...placed(level, startsOn, null), zone }],
    planned: [],
    leaves: [],
    attended: [],
    adultFrom: null,
  };
}

function placed(level: OracleLevel, startsOn: string, endsOn: string | null, programId = "p") {
  const bounds = { ADULT: level.adult, ...(level.adolescent ? { ADOLESCENT: level.adolescent } : {}) };
  return { startsOn, endsOn, programId, zone: ZONE, bounds };
}

describe("dose-required: what a week asks for", () => {
  const asked = (facts: DoseFacts) => {
    const week = weekOf(facts, MONDAY);
    return [week?.requiredMinutes, week?.maxMinutes, week?.daysInPlacement, week?.programId];
  };
  it.each<[string, DoseFacts, ReturnType<typeof asked>]>([
    ["a whole week at 2.1", stay("2026-03-01"), [540, 1140, 7, "p"]],
    ["placed on the Wednesday: five sevenths of nine hours", stay("2026-03-11"), [386, 1140, 5, "p"]],
    ["a level without a minimum", stay("2026-03-01", ZONE, OUTPATIENT), [0, 540, 7, "p"]],
    [
      "2.5 until Thursday, then 2.1 elsewhere: 3/7 of 20 h and 4/7 of 9 h, and no maximum",
      {
        ...stay("2026-03-01"),
        placements: [placed(PHP, "2026-03-01", "2026-03-12"), placed(IOP, "2026-03-12", null, "q")],
      },
      [823, null, 7, "q"],
    ],
    [
      "1 until Thursday, then 2.1: the maximum in proportion, 3/7 of 9 h and 4/7 of 19 h",
      {
        ...stay("2026-03-01"),
        placements: [placed(OUTPATIENT, "2026-03-01", "2026-03-12"), placed(IOP, "2026-03-12", null)],
      },
      [309, 883, 7, "p"],
    ],
    [
      "two days of leave",
      { ...stay("2026-03-01"), leaves: [{ startsOn: "2026-03-10", endsOn: "2026-03-12" }] },
      [386, 1140, 5, "p"],
    ],
    [
      "a leave that has no end yet",
      { ...stay("2026-03-01"), leaves: [{ startsOn: "2026-03-12", endsOn: null }] },
      [231, 1140, 3, "p"],
    ],
    [
      "a plan that asks for more than the level",
      {
        ...stay("2026-03-01"),
        planned: [{ startsOn: "2026-03-01", endsOn: null, minutesPerWeek: 720, taper: false }],
      },
      [720, 1140, 7, "p"],
    ],
    [
      "a plan that asks for less without being a taper",
      {
        ...stay("2026-03-01"),
        planned: [{ startsOn: "2026-03-01", endsOn: null, minutesPerWeek: 300, taper: false }],
      },
      [540, 1140, 7, "p"],
    ],
    ["a client of fifteen", { ...stay("2026-03-01"), adultFrom: "2029-01-01" }, [360, 1140, 7, "p"]],
    ["who turns eighteen on the Monday", { ...stay("2026-03-01"), adultFrom: MONDAY }, [540, 1140, 7, "p"]],
    ["who turns eighteen on the Tuesday", { ...stay("2026-03-01"), adultFrom: "2026-03-10" }, [360, 1140, 7, "p"]],
    [
      "a session on the day of discharge, a Monday: nothing is asked",
      {
        ...stay("2026-03-01"),
        placements: [placed(IOP, "2026-03-01", MONDAY)],
        attended: [{ startsAt: new Date("2026-03-09T14:00:00Z"), minutes: 60, programId: "p", zone: ZONE }],
      },
      [0, null, 0, "p"],
    ],
  ])("%s", (_, facts, expected) => {
    expect(asked(facts)).toEqual(expected);
  });

  it("has no row before the stay and after it", () => {
    expect(weekOf(stay("2026-03-16"), MONDAY)).toBeNull();
    expect(weekOf({ ...stay("2026-03-01"), placements: [placed(IOP, "2026-03-01", MONDAY)] }, MONDAY)).toBeNull();
  });

  it("is told for each week from the first day on", () => {
    const now = new Date("2026-03-24T12:00:00Z");
    const mondays = (facts: DoseFacts, between?: Parameters<typeof weeksOf>[2]) =>
      weeksOf(facts, now, between).map((week) => week.weekStartsOn);
    expect(mondays(stay("2026-03-11"))).toEqual(["2026-03-09", "2026-03-16", "2026-03-23"]);
    expect(mondays(stay("2026-03-11"), { from: "2026-03-16", to: "2026-03-16" })).toEqual(["2026-03-16"]);
    expect(mondays(stay("2026-03-11"), { to: "2026-04-30" })).toHaveLength(3);
    const ended = { ...stay("2026-03-11"), placements: [placed(IOP, "2026-03-11", "2026-03-17")] };
    expect(mondays(ended)).toEqual(["2026-03-09", "2026-03-16"]);
    expect(mondays({ ...stay("2026-03-11"), placements: [] })).toEqual([]);
  });
});

describe("week-of-care: the status of a week", () => {
  const target = { daysInPlacement: 7, requiredMinutes: 540, untaperedMinutes: 540, maxMinutes: 1140 };
  it.each<[number, Partial<typeof target>, DoseStatus]>([
    [539, {}, "SHORT"],
    [540, {}, "MET"],
    [1140, {}, "MET"],
    [1141, {}, "OVER_MAX"],
    [0, { daysInPlacement: 3 }, "EXEMPT"],
    [1500, { daysInPlacement: 3 }, "EXEMPT"],
    [0, { daysInPlacement: 4, requiredMinutes: 309 }, "SHORT"],
    [300, { requiredMinutes: 300 }, "TAPER"],
    [299, { requiredMinutes: 300 }, "SHORT"],
    [540, { requiredMinutes: 300 }, "MET"],
    [0, { requiredMinutes: 0 }, "TAPER"],
    [300, { requiredMinutes: 0, untaperedMinutes: 0, maxMinutes: 540 }, "EXEMPT"],
    [541, { requiredMinutes: 0, untaperedMinutes: 0, maxMinutes: 540 }, "OVER_MAX"],
  ])("%i minutes with %j is %s", (minutes, changes, status) => {
    expect(statusOf({ ...target, ...changes }, minutes)).toBe(status);
  });

  it("taper-week: fourteen days of taper ask for less, the fifteenth for what the level asks", () => {
    const tapering = (startsOn: string, endsOn: string | null = null) => ({
      startsOn,
      endsOn,
      minutesPerWeek: 180,
      taper: true,
    });
    const required = (...planned: DoseFacts["planned"]) =>
      weekOf({ ...stay("2026-02-01"), planned }, MONDAY)?.requiredMinutes;
    expect(required(tapering(MONDAY))).toBe(180);
    expect(required(tapering("2026-03-02"))).toBe(180);
    expect(required(tapering("2026-03-01"))).toBe(Math.round((6 * 180 + 540) / 7));
    expect(required(tapering("2026-02-20"))).toBe(540);
    // Cut in two it is still one taper; with a day between it is two.
    expect(required(tapering("2026-02-20", "2026-03-05"), tapering("2026-03-05"))).toBe(540);
    expect(required(tapering("2026-02-20", "2026-03-05"), tapering("2026-03-06"))).toBe(180);
  });
});

describe("two-short-weeks: the pair that a person has to look at", () => {
  const pair = (...statuses: DoseStatus[]) =>
    shortPairOf(statuses.map((status, i) => ({ weekStartsOn: addDays("2026-01-05", 7 * i), status })));
  it.each<[DoseStatus[], string | null]>([
    [[], null],
    [["SHORT"], null],
    [["SHORT", "SHORT"], "2026-01-12"],
    [["SHORT", "SHORT", "SHORT"], "2026-01-19"],
    [["SHORT", "EXEMPT", "SHORT"], "2026-01-19"],
    [["SHORT", "EXEMPT"], null],
    [["SHORT", "MET", "SHORT"], null],
    [["SHORT", "TAPER", "SHORT"], null],
    [["SHORT", "OVER_MAX", "SHORT"], null],
    [["SHORT", "SHORT", "MET", "SHORT"], "2026-01-12"],
    [["MET", "SHORT", "EXEMPT", "EXEMPT", "SHORT", "EXEMPT"], "2026-02-02"],
  ])("%j: %s", (statuses, expected) => {
    expect(pair(...statuses)).toBe(expected);
  });
});
