import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DoseFacts } from "./dose.rules.ts";
import type { Meeting, OpenMeeting } from "./radar.rules.ts";
import { forecastOf, makeUpFor, minutesOnce, thisWeek } from "./radar.rules.ts";

const ZONE = "America/New_York";
/** Minutes after Monday, 9 March 2026, 00:00 in New York; the clocks changed the day before. */
const at = (minutes: number): Date => new Date(Date.parse("2026-03-09T04:00:00Z") + minutes * 60_000);
const hour = (day: number, h: number): number => day * 1440 + h * 60;
const WEDNESDAY_NOON = at(hour(2, 12));

const meeting = (sessionId: string, from: number, minutes: number): Meeting => ({
  sessionId,
  startsAt: at(from),
  minutes,
});
const open = (sessionId: string, from: number, minutes: number): OpenMeeting => ({
  ...meeting(sessionId, from, minutes),
  programId: "p",
  telehealth: false,
  placesLeft: null,
});

/** At 2.1 for the whole week, with these minutes on the Monday. */
function stay(delivered: number, changes: Partial<DoseFacts> = {}): DoseFacts {
  const bounds = { ADULT: { minimum: 540, maximum: 1140 } };
  return {
    placements: [{ startsOn: "2026-02-02", endsOn: null, programId: "p", zone: ZONE, bounds }],
    planned: [],
    leaves: [],
    attended: [{ startsAt: at(hour(0, 9)), minutes: delivered, programId: "p", zone: ZONE }],
    adultFrom: null,
    ...changes,
  };
}

const forecast = (facts: DoseFacts, booked: Meeting[] = [], free: OpenMeeting[] = [], now = WEDNESDAY_NOON) => {
  const found = forecastOf(facts, thisWeek(ZONE, now), booked, free, now);
  return found && { ...found, makeUp: found.makeUp.map((session) => session.sessionId) };
};

/** `dose-forecast` */
describe("the forecast of a week", () => {
  const thursday = meeting("thu", hour(3, 18), 180);
  const friday = meeting("fri", hour(4, 18), 180);

  it("counts what was delivered, what is not recorded yet and what is to come", () => {
    const tuesday = meeting("tue", hour(1, 18), 180);
    expect(forecast(stay(180), [tuesday, thursday])).toMatchObject({
      deliveredMinutes: 180,
      unrecordedMinutes: 180,
      comingMinutes: 180,
      forecast: "MET",
      shortfallMinutes: 0,
      risk: "ON_TRACK",
      makeUp: [],
    });
  });

  it("counts booked hours that overlap once, and only those of this week", () => {
    const overlapping = meeting("also", hour(3, 19), 180);
    const next = meeting("next", hour(7, 9), 600);
    expect(forecast(stay(0), [thursday, overlapping, next])).toMatchObject({ comingMinutes: 240 });
  });

  it("names the sessions that fill what is missing, at times that are free", () => {
    const free = [
      open("taken", hour(3, 17), 180),
      open("past", hour(2, 9), 180),
      open("sunday", hour(6, 10), 180),
      open("after", hour(7, 0), 180),
      open("saturday", hour(5, 10), 240),
    ];
    expect(forecast(stay(180), [thursday], free)).toMatchObject({
      forecast: "SHORT",
      shortfallMinutes: 180,
      canReach: true,
      risk: "NEEDS_MAKE_UP",
      makeUp: ["sunday"],
    });
    expect(forecast(stay(0), [thursday], free)).toMatchObject({
      shortfallMinutes: 360,
      makeUp: ["saturday", "sunday"],
    });
    expect(forecast(stay(0), [], [open("sunday", hour(6, 10), 180)])).toMatchObject({
      canReach: false,
      risk: "OUT_OF_REACH",
      makeUp: [],
    });
  });

  it.each([
    ["what was asked for is there", stay(540), [], "REACHED", "MET"],
    ["the rest is booked", stay(180), [thursday, friday], "ON_TRACK", "MET"],
    ["more is booked than the level goes up to", stay(1000), [thursday], "OVER_MAX", "OVER_MAX"],
    ["the client is away", stay(0, { leaves: [{ startsOn: "2026-03-10", endsOn: null }] }), [], "EXEMPT", "EXEMPT"],
    [
      "a taper asks for less",
      stay(180, { planned: [{ startsOn: "2026-03-09", endsOn: "2026-03-23", minutesPerWeek: 180, taper: true }] }),
      [],
      "REACHED",
      "TAPER",
    ],
  ] as const)("when %s", (_, facts, booked, risk, status) => {
    expect(forecast(facts, [...booked])).toMatchObject({ risk, forecast: status, canReach: true, shortfallMinutes: 0 });
  });

  it("knows of no week in which the client is not placed", () => {
    expect(forecast(stay(0, { placements: [], attended: [] }))).toBeNull();
  });
});

/** `make-up-smallest`: against every subset there is. */
describe("the sessions to make up with", () => {
  const sessions = fc
    .array(fc.record({ from: fc.integer({ min: 0, max: 40 }), minutes: fc.constantFrom(30, 60, 90, 120, 180) }), {
      maxLength: 9,
    })
    .map((list) => list.map(({ from, minutes }, i) => open(`s${i}`, from * 30, minutes)));

  function subsets<T>(list: readonly T[]): T[][] {
    return list.reduce<T[][]>((all, one) => [...all, ...all.map((chosen) => [...chosen, one])], [[]]);
  }
  const sum = (chosen: readonly Meeting[]): number => chosen.reduce((total, one) => total + one.minutes, 0);

  it("are as few as can be, of as few the shortest, never two at a time, and none only where none do", () => {
    fc.assert(
      fc.property(sessions, fc.integer({ min: 1, max: 700 }), (free, missing) => {
        const possible = subsets(free).filter(
          (chosen) => sum(chosen) >= missing && minutesOnce(chosen) === sum(chosen),
        );
        const found = makeUpFor(missing, free);
        if (possible.length === 0) expect(found).toEqual([]);
        else {
          const fewest = Math.min(...possible.map((chosen) => chosen.length));
          const shortest = Math.min(...possible.filter((chosen) => chosen.length === fewest).map(sum));
          expect([found.length, sum(found)]).toEqual([fewest, shortest]);
          expect(minutesOnce(found)).toBe(sum(found));
          expect(free).toEqual(expect.arrayContaining([...found]));
        }
      }),
      { numRuns: process.env["CAUSEWAY_PROVE"] ? 3000 : 300 },
    );
  });

  it("are found in a week full of sessions as well", () => {
    const full = Array.from({ length: 84 }, (_, i) => open(`s${i}`, i * 120, 45 + (i % 4) * 15));
    expect(sum(makeUpFor(1140, full))).toBeGreaterThanOrEqual(1140);
  });
});

it("minutes that overlap are counted once, as minute by minute", () => {
  const meetings = fc.array(
    fc.record({ from: fc.integer({ min: 0, max: 300 }), minutes: fc.integer({ min: 1, max: 120 }) }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(meetings, (list) => {
      const minutes = new Set(list.flatMap(({ from, minutes: length }) => Array.from({ length }, (_, i) => from + i)));
      expect(minutesOnce(list.map(({ from, minutes: length }, i) => meeting(`s${i}`, from, length)))).toBe(
        minutes.size,
      );
    }),
  );
});
