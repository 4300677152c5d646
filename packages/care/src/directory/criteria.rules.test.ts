import { describe, expect, it } from "vitest";
import type { Wishes } from "./criteria.rules.ts";
import { criteriaOf } from "./criteria.rules.ts";
import { openingsStale } from "./openings.rules.ts";

/** `openings-stale` */
it.each([
  [null, true],
  ["2026-03-09T15:00:00Z", false],
  ["2026-03-02T15:00:01Z", false],
  ["2026-03-02T15:00:00Z", true],
])("openings confirmed %s are stale on the 9th: %s", (at, stale) => {
  const now = new Date("2026-03-09T15:00:00Z");
  expect(openingsStale(at, now)).toBe(stale);
  expect(openingsStale(at === null ? null : new Date(at), now)).toBe(stale);
});

describe("wishes", () => {
  const asked = (wishes: Wishes) => {
    const values: unknown[] = [];
    return criteriaOf(wishes, (v) => `$${values.push(v)}`, { distance: "0", now: new Date(0) });
  };

  it("become a criterion each, and one for each word of a list", () => {
    const criteria = asked({
      levelCodes: ["2.1", "2.5"],
      payers: ["MEDICAID", "PRIVATE", "MEDICAID"],
      weekdays: [1, 3],
      age: 17,
      telehealth: true,
      accredited: false,
    });
    expect(criteria.map(({ criterion, code }) => [criterion, code])).toEqual([
      ["LEVEL", null],
      ["PAYER", "MEDICAID"],
      ["PAYER", "PRIVATE"],
      ["WEEKDAYS", null],
      ["AGE", null],
      ["TELEHEALTH", null],
    ]);
    expect(asked({})).toEqual([]);
  });

  it.each<[Wishes, string[]]>([
    [{ weekdays: [1, 8] }, ["weekdays", "1"]],
    [{ age: -1 }, ["age"]],
    [{ age: 17.5 }, ["age"]],
    [{ maxPricePerDayMinor: -1 }, ["maxPricePerDayMinor"]],
    [{ withinKm: 0 }, ["withinKm"]],
    [{ services: Array.from({ length: 51 }, (_, i) => `S${i}`) }, ["services"]],
  ])("%o are refused", (wishes, path) => {
    expect(() => asked(wishes)).toThrow(expect.objectContaining({ code: "INVALID", path }));
  });
});
