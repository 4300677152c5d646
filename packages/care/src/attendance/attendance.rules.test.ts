import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minutesOf, wasThere } from "./attendance.rules.ts";
import { RECORDED_OUTCOMES } from "./session.machine.ts";

/** `minutes-clipped-to-session` */
describe("minutes of care", () => {
  it("are never more than the session lasted, and above nothing exactly for those who were there", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RECORDED_OUTCOMES),
        fc.option(fc.integer({ min: -5, max: 2000 })),
        fc.integer({ min: 1, max: 1440 }),
        (outcome, given, session) => {
          let minutes: number;
          try {
            minutes = minutesOf(outcome, given, session);
          } catch {
            return; // which inputs are refused is said below
          }
          expect(minutes).toBeLessThanOrEqual(session);
          expect(minutes > 0).toBe(wasThere(outcome));
          if (given !== null && given <= session && wasThere(outcome)) expect(minutes).toBe(given);
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
    expect(() => minutesOf(outcome, given, 60)).toThrow(expect.objectContaining({ code: "INVALID" }));
  });

  it("of a whole session are its minutes unless said otherwise", () => {
    expect(minutesOf("ATTENDED", null, 60)).toBe(60);
    expect(minutesOf("ATTENDED", 59, 60)).toBe(59);
    expect(minutesOf("PARTIAL", 59, 60)).toBe(59);
    expect(minutesOf("NO_SHOW", null, 60)).toBe(0);
  });
});
