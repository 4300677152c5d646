import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import type { BusinessCalendar, BusinessHours } from "./calendar.rules.ts";
import { addBusinessMinutes, businessDaysAfter, businessMinutes, checkHours, dayMinutes } from "./calendar.rules.ts";

const at = (text: string): Date => new Date(text);
const wall = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const hours = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).chain((weekdays) =>
  fc.tuple(
    ...weekdays.map((weekday) =>
      fc
        .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1440 }))
        .filter(([opens, closes]) => closes > opens)
        .map(([opens, closes]): BusinessHours => ({ weekday, opens: wall(opens), closes: wall(closes) })),
    ),
  ),
);
const calendars = fc.record({
  zone: fc.constantFrom("America/New_York", "America/Phoenix", "Pacific/Honolulu", "America/St_Johns"),
  hours,
  closedDays: fc.array(
    fc.integer({ min: 0, max: 400 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)),
    { maxLength: 40 },
  ),
});
const instants = fc.integer({ min: 0, max: 365 * 1440 }).map((m) => new Date(Date.UTC(2026, 0, 1) + m * 60_000));

/** Minute by minute, by what the wall shows: nothing of the code under test. */
function countByHand(from: Date, to: Date, { zone, hours: open, closedDays }: BusinessCalendar): number {
  let minutes = 0;
  for (let t = from.getTime(); t < to.getTime(); t += 60_000) {
    const here = DateTime.fromMillis(t, { zone });
    const today = open.find(({ weekday }) => weekday === here.weekday);
    const shown = here.toFormat("HH:mm");
    if (today && !closedDays.includes(here.toISODate() ?? "") && shown >= today.opens && shown < today.closes)
      minutes += 1;
  }
  return minutes;
}

describe("business-hours", () => {
  it("are counted as the wall shows them, minute by minute, in any zone and season", () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 0, max: 6 * 1440 }), (calendar, from, length) => {
        const to = new Date(from.getTime() + length * 60_000);
        // The hour that comes twice is open twice by hand and once as a stretch, so that day is left to the next test.
        const night = [from, to].map((d) => DateTime.fromJSDate(d, { zone: calendar.zone }).offset);
        fc.pre(night[0] === night[1]);
        expect(businessMinutes(from, to, calendar)).toBe(countByHand(from, to, calendar));
      }),
      { numRuns: 60 },
    );
  });

  it("measures back exactly what was added", () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 5000 }), (calendar, from, minutes) => {
        expect(businessMinutes(from, addBusinessMinutes(from, minutes, calendar), calendar)).toBe(minutes);
      }),
    );
  });

  it("of the night in which clocks change are those that pass", () => {
    const roundTheClock: BusinessCalendar = {
      zone: "America/New_York",
      hours: [{ weekday: 7, opens: "00:00", closes: "24:00" }],
      closedDays: [],
    };
    const day = (from: string, to: string): number => businessMinutes(at(from), at(to), roundTheClock);
    expect(day("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z")).toBe(23 * 60);
    expect(day("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")).toBe(25 * 60);
  });

  it.each([
    // Friday to Monday evening; with the Monday closed, Tuesday.
    ["2026-03-06T21:00:00Z", 1, [], "2026-03-09T22:00:00Z"],
    ["2026-03-06T21:00:00Z", 1, ["2026-03-09"], "2026-03-10T22:00:00Z"],
    ["2026-03-06T21:00:00Z", 5, [], "2026-03-13T22:00:00Z"],
  ])("from %s the end of business day %i, closed on %j, is %s", (from, days, closedDays, end) => {
    const open = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "08:00", closes: "18:00" }));
    expect(businessDaysAfter(at(from), days, { zone: "America/New_York", hours: open, closedDays })).toEqual(at(end));
  });

  it("takes the longest day of the week for a business day", () => {
    const short = { zone: "UTC", closedDays: [], hours: [{ weekday: 1, opens: "09:30", closes: "13:00" }] };
    expect(dayMinutes(short)).toBe(210);
  });

  it.each([
    [[], "hours"],
    [[{ weekday: 8, opens: "08:00", closes: "18:00" }], "hours.0.weekday"],
    [[{ weekday: 1, opens: "8:00", closes: "18:00" }], "hours.0.opens"],
    [[{ weekday: 1, opens: "08:00", closes: "24:01" }], "hours.0.closes"],
    [[{ weekday: 1, opens: "18:00", closes: "18:00" }], "hours.0.closes"],
    [[1, 1].map((weekday) => ({ weekday, opens: "08:00", closes: "18:00" })), "hours.1.weekday"],
  ])("refuses %j at %s", (wrong, path) => {
    try {
      checkHours(wrong);
    } catch (error) {
      expect((error as { path: string[] }).path.join(".")).toBe(path);
      return;
    }
    expect.unreachable();
  });
});
