import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { addDays } from "../programs/index.ts";
import { checkHours, checkTapers } from "./plan-hours.rules.ts";
import type { PlanHoursReason } from "./plan-hours.rules.ts";
import type { Span } from "./span.rules.ts";
import { remainders } from "./span.rules.ts";

const FIRST = "2026-02-20";
const DAYS = Array.from({ length: 40 }, (_, i) => addDays(FIRST, i));
const holds = (span: Span, day: string): boolean => span.startsOn <= day && (span.endsOn === null || day < span.endsOn);

const spans = fc
  .record({ from: fc.nat(30), days: fc.option(fc.integer({ min: 1, max: 20 })) })
  .map(({ from, days }): Span => {
    const startsOn = addDays(FIRST, from);
    return { startsOn, endsOn: days === null ? null : addDays(startsOn, days) };
  });

/** Day by day, which is slow and cannot be wrong. */
describe("a span that another is laid over", () => {
  it("goes on around it: each day is held by the newer one, or by what is left, or by none", () => {
    fc.assert(
      fc.property(spans, spans, (span, over) => {
        const left = remainders(span, over);
        for (const day of DAYS) {
          const remains = left.filter((part) => holds(part, day)).length;
          expect(remains).toBe(holds(span, day) && !holds(over, day) ? 1 : 0);
        }
        expect(left.every((part) => part.endsOn === null || part.endsOn > part.startsOn)).toBe(true);
      }),
    );
  });

  it("of several laid one over another, the last word of each day holds", () => {
    fc.assert(
      fc.property(fc.array(spans, { minLength: 1, maxLength: 8 }), (laid) => {
        const parts = laid.reduce<(Span & { n: number })[]>(
          (held, over, n) => [
            ...held.flatMap((part) => remainders(part, over).map((rest) => ({ ...rest, n: part.n }))),
            { ...over, n },
          ],
          [],
        );
        for (const day of DAYS) {
          expect(parts.filter((part) => holds(part, day)).map((part) => part.n)).toEqual(
            laid.some((span) => holds(span, day)) ? [laid.findLastIndex((span) => holds(span, day))] : [],
          );
        }
      }),
    );
  });
});

/** `taper-two-weeks` */
describe("a taper", () => {
  const span = (from: number, days: number, reason: PlanHoursReason = "TAPER") => ({
    startsOn: addDays(FIRST, from),
    endsOn: addDays(FIRST, from + days),
    reason,
  });

  it.each([
    ["of two weeks", [span(0, 14)], true],
    ["of two weeks and a day", [span(0, 15)], false],
    ["in two parts that meet", [span(7, 8), span(0, 7)], false],
    ["in two parts of one week each", [span(7, 7), span(0, 7)], true],
    ["twice with full hours between", [span(0, 14), span(14, 1, "INDIVIDUAL_PLAN"), span(15, 14)], true],
    ["twice with nothing said of the day between", [span(0, 14), span(15, 14)], true],
    ["beside long hours", [span(0, 300, "INDIVIDUAL_PLAN")], true],
  ])("%s", (_, believed, fine) => {
    if (fine) expect(() => checkTapers(believed)).not.toThrow();
    else expect(() => checkTapers(believed)).toThrow(expect.objectContaining({ reason: "TAPER_TOO_LONG" }));
  });

  it.each([
    ["below the level, with an end", { minutesPerWeek: 300 }, null],
    ["not below the level", { minutesPerWeek: 540 }, "NO_TAPER"],
    ["without an end", { minutesPerWeek: 300, endsOn: null }, "TAPER_TOO_LONG"],
    ["full hours below the level", { minutesPerWeek: 539, reason: "INDIVIDUAL_PLAN" as const }, "BELOW_LEVEL"],
    ["full hours at the level", { minutesPerWeek: 540, reason: "INDIVIDUAL_PLAN" as const, endsOn: null }, null],
    ["of more than a week has", { minutesPerWeek: 10_081, reason: "INDIVIDUAL_PLAN" as const }, undefined],
    ["of a part of a minute", { minutesPerWeek: 1.5 }, undefined],
    ["on eight days", { minutesPerWeek: 300, daysPerWeek: 8 }, undefined],
  ])("of hours %s", (_, over, reason) => {
    const check = () => checkHours({ ...span(0, 7), daysPerWeek: null, ...over } as never, 540);
    if (reason === null) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: "INVALID", reason }));
  });

  it("is nothing where the level asks for nothing", () => {
    const hours = { ...span(0, 7), minutesPerWeek: 60, daysPerWeek: 1 };
    expect(() => checkHours(hours, null)).toThrow(expect.objectContaining({ reason: "NO_TAPER" }));
    expect(() => checkHours({ ...hours, reason: "INDIVIDUAL_PLAN" }, null)).not.toThrow();
  });
});
