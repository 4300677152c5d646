import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../programs/index.ts";
import type { AttendedDay, Cover, LevelSpan } from "./burn-down.rules.ts";
import { burn, burnDown, unitsOf } from "./burn-down.rules.ts";

const day = (on: string, minutes = 180, visits = 1): AttendedDay => ({ on, minutes, visits });
const cover = (id: string, given: Partial<Cover> = {}): Cover => ({
  id,
  unit: "DAY",
  dailyMinutesMin: 180,
  approvedUnits: 12,
  edition: "ASAM3",
  levelCode: "2.1",
  startsOn: "2026-03-02",
  endsOn: "2026-03-30",
  ...given,
});
const IOP: LevelSpan[] = [{ edition: "ASAM3", levelCode: "2.1", startsOn: "2026-03-01", endsOn: null }];

/** `used-derives-from-attendance` */
describe("the units of a day", () => {
  it.each([
    ["DAY", 179, 0],
    ["DAY", 180, 1],
    ["DAY", 400, 1],
    ["HOUR", 30, 0],
    ["HOUR", 31, 1],
    ["HOUR", 90, 1],
    ["HOUR", 91, 2],
    ["HOUR", 180, 3],
    ["VISIT", 1, 2],
  ] as const)("in units of %s for %i minutes in two sessions: %i", (unit, minutes, units) => {
    expect(unitsOf(day("2026-03-02", minutes, 2), unit, 180)).toBe(units);
  });

  it("are none for no care, where the payer sets no minimum", () => {
    expect(unitsOf(day("2026-03-02", 0, 0), "DAY", 0)).toBe(0);
  });
});

/** `one-authorisation-a-day` */
describe("the authorisation that a day burns", () => {
  const chosen = (covers: readonly Cover[], on = "2026-03-10", clinical = IOP, before: readonly AttendedDay[] = []) => {
    const { byCover, uncovered } = burn([...before, day(on)], covers, clinical);
    if (uncovered.some((one) => one.on === on)) return null;
    return [...byCover].find(([, days]) => days.some((one) => one.on === on))?.[0];
  };
  const [early, late] = [cover("b-early", { endsOn: "2026-03-20" }), cover("a-late")];

  it.each([
    ["is the one that ends first", [late, early], "b-early"],
    ["then the one that began first", [cover("b"), cover("a", { startsOn: "2026-03-03" })], "b"],
    ["then the one that was made first", [cover("b"), cover("a")], "a"],
    ["is one of the level placed at, although another ends first", [late, { ...early, levelCode: "2.5" }], "a-late"],
    ["is one of that level by its name in the other edition", [late, { ...early, edition: "ASAM4" }], "b-early"],
    ["is one of another level where there is none of that", [{ ...early, levelCode: "2.5" }], "b-early"],
    ["is none where nothing was granted", [cover("a", { approvedUnits: 0 })], null],
    ["is none before the first day", [cover("a", { startsOn: "2026-03-11" })], null],
    ["is none on the day after the last", [cover("a", { endsOn: "2026-03-10" })], null],
  ])("%s", (_, covers, expected) => {
    expect(chosen(covers)).toBe(expected);
  });

  it("is one with units left before one without; where none has any, the first goes over", () => {
    const small = { ...early, approvedUnits: 1 };
    expect(chosen([small, late], "2026-03-10", IOP, [day("2026-03-09")])).toBe("a-late");
    expect(chosen([small], "2026-03-10", IOP, [day("2026-03-09")])).toBe("b-early");
  });

  it("each day of care is in exactly one place, and the sums are those of the days, in whatever order they came", () => {
    const at = fc.integer({ min: 0, max: 40 }).map((n) => addDays("2026-03-01", n));
    const days = fc.uniqueArray(
      fc.record({ on: at, minutes: fc.integer({ min: 1, max: 400 }), visits: fc.integer({ min: 1, max: 4 }) }),
      { selector: (one) => one.on },
    );
    const covers = fc
      .array(
        fc.record({
          unit: fc.constantFrom("DAY" as const, "HOUR" as const, "VISIT" as const),
          approvedUnits: fc.integer({ min: 0, max: 8 }),
          levelCode: fc.constantFrom("2.1", "2.5"),
          startsOn: at,
          length: fc.integer({ min: 1, max: 30 }),
        }),
        { maxLength: 4 },
      )
      .map((list) =>
        list.map(({ length, ...one }, i) => cover(`c${i}`, { ...one, endsOn: addDays(one.startsOn, length) })),
      );
    fc.assert(
      fc.property(days, covers, fc.infiniteStream(fc.nat()), (attended, granted, shuffle) => {
        const { byCover, uncovered } = burn(attended, granted, IOP);
        const burned = [...byCover.values()].flat();
        expect([...burned, ...uncovered].map((one) => one.on).toSorted()).toEqual(
          attended.map((one) => one.on).toSorted(),
        );
        for (const one of granted) {
          const own = byCover.get(one.id) ?? [];
          expect(own.every(({ on }) => one.approvedUnits > 0 && one.startsOn <= on && on < one.endsOn)).toBe(true);
          expect(own.at(-1)?.used ?? 0).toBe(own.reduce((sum, { units }) => sum + units, 0));
        }
        for (const one of uncovered)
          expect(granted.some((g) => g.approvedUnits > 0 && g.startsOn <= one.on && one.on < g.endsOn)).toBe(false);
        const order = new Map(attended.map((one) => [one, shuffle.next().value]));
        const shuffled = attended.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
        expect(burn(shuffled, granted.toReversed(), IOP).uncovered).toEqual(uncovered);
        for (const [id, own] of burn(shuffled, granted.toReversed(), IOP).byCover) expect(byCover.get(id)).toEqual(own);
      }),
    );
  });
});

/** `used-derives-from-attendance`, `units-eighty-percent` */
describe("how far an authorisation is used", () => {
  const used = (days: readonly AttendedDay[], given: Partial<Cover> = {}, today = "2026-03-15") => {
    const one = cover("a", given);
    return burnDown(one, burn(days, [one], IOP).byCover.get("a") ?? [], today);
  };
  const four = ["2026-03-02", "2026-03-04", "2026-03-09", "2026-03-11"].map((on) => day(on));

  it("is counted day by day; a day too short is seen and counts nothing", () => {
    const result = used([...four, day("2026-03-13", 120)]);
    expect(result.days.map(({ on, units, used: sum }) => [on, units, sum])).toEqual([
      ["2026-03-02", 1, 1],
      ["2026-03-04", 1, 2],
      ["2026-03-09", 1, 3],
      ["2026-03-11", 1, 4],
      ["2026-03-13", 0, 4],
    ]);
    expect(result).toMatchObject({ used: 4, remaining: 8, over: 0, nearlyUsed: false });
  });

  it("goes on at the pace of the last two weeks: 4 in 14 days leave 8 for 28 more", () => {
    expect(used(four)).toMatchObject({ pace: 4 / 14, exhaustsOn: "2026-04-12" });
    // Three days after it began, two used: the pace of those three days.
    expect(used(four.slice(0, 2), {}, "2026-03-04")).toMatchObject({ pace: 2 / 3, exhaustsOn: "2026-03-19" });
    expect(used([])).toMatchObject({ pace: 0, exhaustsOn: null });
    expect(used(four, {}, "2026-03-30")).toMatchObject({ pace: null, exhaustsOn: null });
    expect(used([], {}, "2026-03-01")).toMatchObject({ pace: null, exhaustsOn: null });
  });

  it("goes over, and says on which day the last unit went", () => {
    expect(used(four, { approvedUnits: 3 })).toMatchObject({ remaining: 0, over: 1, exhaustsOn: "2026-03-09" });
  });

  it.each([
    [5, true], // 4 of 5 are exactly 80 %
    [6, false],
    [4, true],
    [0, false],
  ])("4 of %i: nearly used %s", (approvedUnits, nearlyUsed) => {
    expect(used(four, { approvedUnits }).nearlyUsed).toBe(nearlyUsed);
  });
});
