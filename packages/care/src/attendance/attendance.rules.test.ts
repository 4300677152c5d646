import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minutesOf, wasThere } from "./attendance.rules.ts";
import { RECORDED_OUTCOMES } from "./session.machine.ts";

const AT = new Date("2026-03-02T15:00:00Z");
const session = (minutes: number) => ({ startsAt: AT, minutes });

/** `minutes-clipped-to-session` */
describe("minutes of care", () => {
  it("are never more than the session lasted, and above nothing exactly for those who were there", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RECORDED_OUTCOMES),
        fc.option(fc.integer({ min: -5, max: 2000 })),
        fc.integer({ min: 1, max: 1440 }),
        (outcome, given, length) => {
          let minutes: number;
          try {
            minutes = minutesOf({ outcome, minutes: given }, session(length));
          } catch {
            return; // which inputs are refused is said below
          }
          expect(minutes).toBeLessThanOrEqual(length);
          expect(minutes > 0).toBe(wasThere(outcome));
          if (given !== null && given <= length && wasThere(outcome)) expect(minutes).toBe(given);
        },
      ),
    );
  });

  it.each([
    ["ATTENDED", 0],
    ["ATTENDED", -1],
    ["ATTENDED", 1.5],
    ["PARTIAL", null],
    ["PARTIAL", 0],
    ["PARTIAL", 60],
    ["NO_SHOW", 5],
    ["EXCUSED", 5],
  ] as const)("of %s with %s given are refused in a session of 60", (outcome, given) => {
    expect(() => minutesOf({ outcome, minutes: given }, session(60))).toThrow(
      expect.objectContaining({ code: "INVALID" }),
    );
  });

  it("of a whole session are its minutes unless said otherwise", () => {
    expect(minutesOf({ outcome: "ATTENDED", minutes: null }, session(60))).toBe(60);
    expect(minutesOf({ outcome: "ATTENDED", minutes: 59 }, session(60))).toBe(59);
    expect(minutesOf({ outcome: "PARTIAL", minutes: 59 }, session(60))).toBe(59);
    expect(minutesOf({ outcome: "NO_SHOW", minutes: null }, session(60))).toBe(0);
  });
});
