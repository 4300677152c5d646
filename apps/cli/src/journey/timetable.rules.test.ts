import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "../seeded.ts";
import { presenceAt, timetableOf } from "./timetable.rules.ts";

const hoursOf = (level: string, services: readonly string[] = []): number =>
  timetableOf({ level, services: new Set(services) }, seeded("a")).reduce(
    (sum, { rrule, minutes }) => sum + ((rrule.split("BYDAY=")[1] ?? "").split(",").length * minutes) / 60,
    0,
  );

describe("the timetable of a program of the directory", () => {
  // The least and the most that the level asks for in a week.
  it.each([
    ["2.1", 9, 19],
    ["2.5", 20, 40],
    ["1", 1, 8.9],
    ["3.1", 5, 40],
    ["3.5", 20, 40],
  ])("keeps to the hours of level %s, also where one of the groups is education", (level, least, most) => {
    for (const services of [[], ["SUBSTANCE_USE_DISORDER_EDUCATION"]]) {
      const hours = hoursOf(level, services);
      expect(hours).toBeGreaterThanOrEqual(least);
      expect(hours).toBeLessThanOrEqual(most);
    }
  });

  it("says what the row says: education, and joining from elsewhere", () => {
    const services = new Set(["SUBSTANCE_USE_DISORDER_EDUCATION", "TELEMEDICINE_TELEHEALTH_THERAPY"]);
    const told = timetableOf({ level: "2.1", services }, seeded("a"));
    expect(told.map(({ modality, mode }) => [modality, mode])).toEqual([
      ["GROUP", "HYBRID"],
      ["EDUCATION", "HYBRID"],
    ]);
    const silent = timetableOf({ level: "2.1", services: new Set<string>() }, seeded("a"));
    expect(silent.map(({ modality, mode }) => [modality, mode])).toEqual([["GROUP", "IN_PERSON"]]);
  });
});

describe("presence at a session", () => {
  it("has minutes only where somebody was there for a part, and fewer than the session", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 42 }),
        fc.integer({ min: 15, max: 240 }),
        fc.string(),
        (reason, daysLeft, length, seed) => {
          const { outcome, minutes } = presenceAt({ reason, daysLeft }, length, seeded(seed));
          expect(minutes === undefined).toBe(outcome !== "PARTIAL");
          if (minutes !== undefined) expect(minutes).toBeLessThan(length);
        },
      ),
    );
  });

  it("is none in the last week before somebody dropped out", () => {
    for (const seed of ["a", "b", "c", "d"])
      expect(presenceAt({ reason: 2, daysLeft: 6 }, 180, seeded(seed))).toEqual({ outcome: "NO_SHOW" });
  });
});
