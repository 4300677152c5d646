import { describe, expect, test } from "vitest";
import { fromNow, moment } from "./when.tsx";

const now = new Date("2026-03-02T12:00:00Z");
const after = (seconds: number) => fromNow(new Date(now.getTime() + seconds * 1000), now);

describe("how far away a moment is", () => {
  test.each([
    [59, "now"],
    [-59, "now"],
    [60, "in 1 minute"],
    [3_599, "in 59 minutes"],
    [3_600, "in 1 hour"],
    [2 * 86_400 - 1, "tomorrow"],
    [-2 * 86_400, "2 days ago"],
  ])("%d seconds from now is %s, never further than it is", (seconds, words) => {
    expect(after(seconds)).toBe(words);
  });
});

describe("a moment", () => {
  test("of this year is told without the year", () => {
    expect(moment(new Date(2026, 4, 20, 15, 5), now)).toMatch(/^May 20, 3:05\sPM$/);
  });

  test.each([2025, 2027])("of %d is told with it", (year) => {
    expect(moment(new Date(year, 4, 20, 15, 5), now)).toMatch(new RegExp(`^May 20, ${year}, 3:05\\sPM$`));
  });
});
