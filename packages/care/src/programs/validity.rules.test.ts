import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "./calendar.rules.ts";
import type { Dated } from "./validity.rules.ts";
import { replaceFrom } from "./validity.rules.ts";

interface Row extends Dated {
  readonly word: string;
}

const DAY_0 = "2026-03-02";
const day = (n: number): string => addDays(DAY_0, n);
const holds = (row: Dated, on: string): boolean => row.validFrom <= on && (row.validTo === null || on < row.validTo);
const wordsOn = (rows: readonly Row[], on: string): string[] =>
  [...new Set(rows.filter((row) => holds(row, on)).map((row) => row.word))].toSorted();

function apply(rows: readonly Row[], wanted: readonly string[], from: string): Row[] {
  const { ends, begins } = replaceFrom(rows, wanted, from, (row, word) => row.word === word);
  const ended = rows.map((row) => {
    const end = ends.find((one) => one.row === row);
    return end ? { ...row, validTo: end.on } : row;
  });
  return [...ended, ...begins.map((word) => ({ word, validFrom: from, validTo: null }))];
}

/** `timetable-from-a-day`: told day by day, as a wall calendar would. */
it("from the day on exactly the wanted holds, and no day before is otherwise", () => {
  const word = fc.constantFrom("a", "b", "c", "d");
  const change = fc.record({ wanted: fc.uniqueArray(word), from: fc.integer({ min: 0, max: 20 }).map(day) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      let rows: Row[] = [];
      for (const { wanted, from } of changes) {
        const after = apply(rows, wanted, from);
        for (let n = -1; n <= 25; n += 1) {
          const on = day(n);
          expect(wordsOn(after, on)).toEqual(on < from ? wordsOn(rows, on) : wanted.toSorted());
        }
        for (const row of after) if (row.validTo !== null) expect(row.validTo >= row.validFrom).toBe(true);
        rows = after;
      }
    }),
  );
});

it("what goes on is the same row, and what never came is kept as such", () => {
  const going = { word: "a", validFrom: day(0), validTo: null };
  const coming = { word: "b", validFrom: day(10), validTo: null };
  const { ends, begins } = replaceFrom([going, coming], ["a", "c"], day(5), (row, word) => row.word === word);
  expect(ends).toEqual([{ row: coming, on: day(10) }]);
  expect(begins).toEqual(["c"]);
});
