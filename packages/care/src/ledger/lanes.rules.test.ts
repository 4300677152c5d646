import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../programs/index.ts";
import { authorised, cared, placed, stayFacts } from "./lanes.factory.ts";
import type { LaneFacts } from "./lanes.rules.ts";
import { amountsTo, attendedWeeks } from "./lanes.rules.ts";
import { ledgerOf } from "./ledger.rules.ts";

const { levels } = stayFacts();
const week = (n: number, ...weekdays: number[]) => cared(...weekdays.map((day) => addDays("2026-03-02", 7 * n + day)));
const verdicts = (given: Partial<LaneFacts>) => attendedWeeks(stayFacts(given)).map((one) => one.verdict);

/** `attended-level-from-hours` */
describe("the level that minutes of a week amount to", () => {
  it.each([
    [0, "ASAM3", null],
    [1, "ASAM3", "1"],
    [539, "ASAM3", "1"],
    [540, "ASAM3", "2.1"],
    [1199, "ASAM3", "2.1"],
    [1200, "ASAM3", "2.5"],
    [60, "ASAM4", "1.5"],
    [1300, "ASAM4", "2.5"],
    [600, "ASAM5", null],
  ])("%i minutes, %s: %s", (minutes, edition, code) => {
    expect(amountsTo(minutes, edition, levels)).toEqual(code === null ? null : { edition, code });
  });

  it("is lower for adolescents where their hours are", () => {
    const young = levels.map((level) => (level.code === "2.1" ? { ...level, minHoursPerWeek: 6 } : level));
    expect(amountsTo(360, "ASAM3", young)?.code).toBe("2.1");
    expect(amountsTo(360, "ASAM3", levels)?.code).toBe("1");
  });

  it("never falls when minutes are added", () => {
    const rank = (minutes: number) =>
      levels.find((level) => level.edition === "ASAM3" && level.code === amountsTo(minutes, "ASAM3", levels)?.code)
        ?.rank ?? 0;
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(600), (minutes, more) => {
        expect(rank(minutes + more)).toBeGreaterThanOrEqual(rank(minutes));
      }),
    );
  });
});

/** `attended-week-verdict` */
describe("a week of care", () => {
  it("is met by the level's hours, below them short by a minute, and open until it is over", () => {
    const attended = [...week(0, 0, 2, 4), ...week(1, 0, 2), { on: "2026-03-13", minutes: 179, visits: 1 }];
    expect(attendedWeeks(stayFacts({ today: "2026-03-20", attended }))).toEqual([
      {
        startsOn: "2026-03-02",
        minutes: 540,
        daysAttended: 3,
        level: { edition: "ASAM3", code: "2.1" },
        requiredMinutes: 540,
        verdict: "MET",
      },
      {
        startsOn: "2026-03-09",
        minutes: 539,
        daysAttended: 3,
        level: { edition: "ASAM3", code: "1" },
        requiredMinutes: 540,
        verdict: "BELOW",
      },
      { startsOn: "2026-03-16", minutes: 0, daysAttended: 0, level: null, requiredMinutes: 540, verdict: "OPEN" },
    ]);
  });

  it("is not judged before care began, nor with fewer than four days", () => {
    expect(verdicts({ attended: week(2, 0) })).toEqual(["EXEMPT", "EXEMPT", "BELOW", "BELOW", "OPEN"]);
    expect(verdicts({ placements: [placed("2.1", "2026-03-06", null)], attended: week(0, 4) })[0]).toBe("EXEMPT");
    expect(verdicts({ placements: [placed("2.1", "2026-03-05", null)], attended: week(0, 4) })[0]).toBe("BELOW");
  });

  it("asks for the days in placement alone, without days of leave, and for each level its part", () => {
    const leaves = [{ startsOn: "2026-03-11", endsOn: "2026-03-14" }];
    const asked = (given: Partial<LaneFacts>) => attendedWeeks(stayFacts(given)).map((one) => one.requiredMinutes);
    expect(asked({ leaves }).slice(0, 3)).toEqual([540, 309, 540]);
    const moved = [placed("2.5", "2026-03-02", "2026-03-12"), placed("2.1", "2026-03-12", null)];
    // Three days of 2.5 and four of 2.1.
    expect(asked({ placements: moved }).slice(0, 3)).toEqual([1200, Math.round((3 * 1200 + 4 * 540) / 7), 540]);
  });

  it("of a planned taper is a taper, whatever was attended; a stay that is over has no more weeks", () => {
    const tapers = [{ startsOn: "2026-03-18", endsOn: "2026-03-27" }];
    expect(verdicts({ attended: week(0, 0, 2, 4), tapers })).toEqual(["MET", "BELOW", "TAPER", "TAPER", "OPEN"]);
    const over = [placed("2.1", "2026-03-02", "2026-03-16")];
    expect(verdicts({ placements: over, attended: week(0, 0) })).toEqual(["BELOW", "BELOW"]);
  });

  it("holds each attended day exactly once", () => {
    const days = fc
      .uniqueArray(fc.nat(27), { minLength: 1 })
      .map((list) => cared(...list.map((n) => addDays("2026-03-02", n))));
    fc.assert(
      fc.property(days, (attended) => {
        const weeks = attendedWeeks(stayFacts({ attended: attended.toSorted((a, b) => (a.on < b.on ? -1 : 1)) }));
        expect(weeks.reduce((sum, one) => sum + one.minutes, 0)).toBe(attended.length * 180);
        for (const one of weeks) expect(new Date(`${one.startsOn}T00:00:00Z`).getUTCDay()).toBe(1);
      }),
    );
  });
});

describe("the ledger over days", () => {
  const facts = stayFacts({
    placements: [placed("2.5", "2026-03-02", "2026-03-16"), placed("2.1", "2026-03-16", null)],
    authorisations: [authorised("a", { endsOn: "2026-03-16" }), authorised("b", { startsOn: "2026-03-20" })],
    attended: week(0, 0, 2, 4),
  });

  it("as of a day shows what held on it, and nothing that ended with it or begins after it", () => {
    const on = (day: string) => {
      const { clinical, authorised: lane, attended, partings } = ledgerOf(facts, { from: day, to: addDays(day, 1) });
      return [clinical.map((s) => s.levelCode), lane.map((s) => s.id), attended.length, partings.map((p) => p.kind)];
    };
    expect(on("2026-03-15")).toEqual([["2.5"], ["a"], 1, ["LEVEL_DIFFERS", "ATTENDED_BELOW"]]);
    expect(on("2026-03-16")).toEqual([["2.1"], [], 1, ["ATTENDED_BELOW", "UNAUTHORISED"]]);
    expect(on("2026-03-20")).toEqual([["2.1"], ["b"], 1, ["ATTENDED_BELOW"]]);
    expect(on("2026-03-01")).toEqual([[], [], 0, []]);
  });

  it("is the whole stay up to today unless told otherwise, with the time spent and the time common at each level", () => {
    const whole = ledgerOf(facts);
    expect([whole.from, whole.to]).toEqual(["2026-03-02", "2026-03-31"]);
    expect(whole.clinical.map((span) => [span.levelCode, span.daysSoFar, span.typicalWeeks])).toEqual([
      ["2.5", 14, [2, 4]],
      ["2.1", 15, [6, 16]],
    ]);
    const planned = stayFacts({ placements: [placed("1", "2026-04-10", null)] });
    expect(ledgerOf(planned).clinical).toMatchObject([{ daysSoFar: 0, typicalWeeks: null }]);
  });
});
