import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Counts, Hidden } from "./suppression.rules.ts";
import { SMALLEST_CELL, hide } from "./suppression.rules.ts";

const counts = (whole: number, part: number, aside: number | null = null): Counts => ({
  whole,
  people: whole,
  parts: [part],
  aside,
});
const totalOf = (groups: readonly Counts[]): Counts =>
  groups.reduce((so, group) => ({
    whole: so.whole + group.whole,
    people: so.people + group.people,
    parts: so.parts.map((part, i) => part + (group.parts[i] ?? 0)),
    aside: so.aside === null ? null : so.aside + (group.aside ?? 0),
  }));
const hiddenOf = (groups: readonly Counts[]): Hidden[] => hide([totalOf(groups), ...groups]);

/** `small-cells-suppressed` */
describe("what is withheld outside the organisation", () => {
  it.each<[string, readonly [whole: number, part: number][], readonly string[]]>([
    [
      "nothing, where all counts are large",
      [
        [40, 20],
        [50, 25],
      ],
      ["", "", ""],
    ],
    // 10 people: withheld with all of it; the second goes too, else the total less the others is the ten.
    [
      "a small group, and the smallest other one",
      [
        [10, 5],
        [60, 30],
        [40, 20],
      ],
      ["", "whole part", "", "whole part"],
    ],
    // 30 people of whom 4: only the 4 is withheld, and the 20 beside it.
    [
      "a small part, and another part",
      [
        [30, 4],
        [60, 30],
        [40, 20],
      ],
      ["", "part", "", "part"],
    ],
    // 60 of 64: those who did not are 4.
    [
      "a part that leaves few",
      [
        [64, 60],
        [60, 30],
        [40, 20],
      ],
      ["", "part", "", "part"],
    ],
    // 3 and 4 are 7 together: a third group joins them.
    [
      "more, until what is withheld is large together",
      [
        [3, 1],
        [4, 2],
        [60, 30],
        [50, 25],
      ],
      ["", "whole part", "whole part", "", "whole part"],
    ],
    [
      "everything of a small total",
      [
        [3, 1],
        [4, 2],
      ],
      ["whole part", "whole part", "whole part"],
    ],
    [
      "nothing of ten and one beside a total that hides them",
      [
        [11, 0],
        [30, 15],
      ],
      ["", "part", "part"],
    ],
  ])("is %s", (_, groups, expected) => {
    const hidden = hiddenOf(groups.map(([whole, part]) => counts(whole, part)));
    expect(hidden.map(({ whole, parts }) => [whole ? "whole" : "", parts[0] ? "part" : ""].join(" ").trim())).toEqual(
      expected,
    );
  });

  it("is a count of few people, however many sessions they had", () => {
    const few = { whole: 300, people: 2, parts: [150], aside: null };
    const many = { whole: 300, people: 40, parts: [150], aside: null };
    expect(hiddenOf([few, many, { ...many, whole: 200 }]).map(({ whole }) => whole)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it("is a small count beside the number, apart from the number itself", () => {
    const [total, ...groups] = hiddenOf([counts(40, 20, 3), counts(40, 20, 30), counts(40, 20, 40)]);
    expect(total).toMatchObject({ whole: false, aside: false });
    expect(groups.map(({ aside }) => aside)).toEqual([true, true, false]);
    expect(groups.every(({ whole }) => !whole)).toBe(true);
  });
});

/**
 * Who reads the answer and knows that groups add up to the total, and that a part is within its whole, can find every
 * count that fits. All such counts, by trying them all.
 */
function fitting(
  figures: readonly Counts[],
  hidden: readonly Hidden[],
  asked: number,
): { whole: Set<number>; part: Set<number> } {
  const [total, ...groups] = figures as [Counts, ...Counts[]];
  const [hiddenTotal, ...hiddenGroups] = hidden as [Hidden, ...Hidden[]];
  const all = Array.from({ length: total.whole + 1 }, (_, i) => i);
  const pairs = groups.map((group, i) => {
    const wholes = hiddenGroups[i]?.whole ? all : [group.whole];
    return wholes.flatMap((whole) => {
      const parts = hiddenGroups[i]?.parts[0] ? all.filter((part) => part <= whole) : group.parts;
      return parts.map((part) => [whole, part] as const);
    });
  });
  // What the other groups can come to together.
  const KEY = 1_000;
  let sums = new Set([0]);
  pairs.forEach((of, i) => {
    if (i === asked) return;
    const more = new Set<number>();
    for (const sum of sums)
      for (const [whole, part] of of)
        if ((sum + whole * KEY) / KEY < total.whole + 1) more.add(sum + whole * KEY + part);
    sums = more;
  });
  const found = { whole: new Set<number>(), part: new Set<number>() };
  for (const [whole, part] of pairs[asked] ?? []) {
    const fits = hiddenTotal.whole
      ? true
      : hiddenTotal.parts[0]
        ? [...sums].some((sum) => Math.floor(sum / KEY) + whole === total.whole)
        : sums.has((total.whole - whole) * KEY + (total.parts[0] ?? 0) - part);
    if (!fits) continue;
    found.whole.add(whole);
    found.part.add(part);
  }
  return found;
}

const group = fc
  .integer({ min: 0, max: 40 })
  .chain((whole) => fc.integer({ min: 0, max: whole }).map((part) => counts(whole, part)));

/** `small-cells-suppressed` */
describe("nothing that is withheld", () => {
  it("is shown, and no count below the bound is", () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 6 }), (groups) => {
        const figures = [totalOf(groups), ...groups];
        hide(figures).forEach((hidden, i) => {
          const { whole, parts } = figures[i]!;
          if (!hidden.whole) expect(whole).toBeGreaterThanOrEqual(SMALLEST_CELL);
          if (hidden.parts[0]) return;
          // Of a whole that is withheld no part is shown.
          expect(hidden.whole).toBe(false);
          expect(parts[0]).toBeGreaterThanOrEqual(SMALLEST_CELL);
          expect(whole - parts[0]!).toBeGreaterThanOrEqual(SMALLEST_CELL);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it("can be computed from what is shown: many other counts would give the same answer", () => {
    let withheld = 0;
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 3 }), (groups) => {
        const figures = [totalOf(groups), ...groups];
        const hidden = hide(figures);
        groups.forEach((_, i) => {
          const possible = fitting(figures, hidden, i);
          if (hidden[i + 1]!.whole && !hidden[0]!.whole)
            expect(possible.whole.size).toBeGreaterThanOrEqual(SMALLEST_CELL);
          if (hidden[i + 1]!.parts[0] && !hidden[0]!.parts[0]) {
            expect(possible.part.size).toBeGreaterThanOrEqual(SMALLEST_CELL);
            withheld += 1;
          }
        });
      }),
      { numRuns: 150 },
    );
    expect(withheld).toBeGreaterThan(50);
  });

  it("is safe without the second group: alone, the first is the total less the other", () => {
    // So that the search above is seen to find what can be found.
    const groups = [counts(10, 5), counts(60, 30)];
    const naive = [false, true, false].map((whole) => ({ whole, parts: [whole], aside: false }));
    expect(fitting([totalOf(groups), ...groups], naive, 0).whole.size).toBe(1);
  });
});
