import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LocalDischargeReason } from "./teds.rules.ts";
import {
  LOCAL_DISCHARGE_REASONS,
  dayWaitCode,
  dischargeReason,
  lengthOfStay,
  losCode,
  servicesOfLevel,
} from "./teds.rules.ts";

/** `teds-reason` */
describe("the TEDS reason of a discharge", () => {
  it.each([
    ["LEFT_AGAINST_ADVICE", 2],
    ["LOST_CONTACT", 2],
    ["RULE_VIOLATION", 3],
    ["LEVEL_CHANGE_ELSEWHERE", 4],
    ["FINANCIAL", 7],
    ["MOVED", 7],
    ["MILITARY", 7],
    ["DEATH", 6],
    ["INCARCERATED", 5],
    ["COMPLETED", 1],
  ] as const)("of %s is %i", (local, code) => {
    expect(dischargeReason(null, local)).toBe(code);
    expect(dischargeReason(code, local)).toBe(code);
  });

  it("never disagrees with the local reason beside it", () => {
    const locals = Object.keys(LOCAL_DISCHARGE_REASONS) as LocalDischargeReason[];
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 12 }), fc.constantFrom(...locals), (reason, local) => {
        if (reason === LOCAL_DISCHARGE_REASONS[local]) expect(dischargeReason(reason, local)).toBe(reason);
        else expect(() => dischargeReason(reason, local)).toThrow(expect.objectContaining({ code: "INVALID" }));
      }),
    );
  });
});

/** `teds-length-of-stay` */
describe("the TEDS code of a length of stay", () => {
  it.each([
    [1, 1],
    [30, 30],
    [31, 31],
    [45, 31],
    [46, 32],
    [60, 32],
    [61, 33],
    [90, 33],
    [91, 34],
    [120, 34],
    [121, 35],
    [180, 35],
    [181, 36],
    [365, 36],
    [366, 37],
    [4000, 37],
  ])("of %i days is %i", (days, code) => expect(losCode(days)).toBe(code));

  it("never falls as days are added", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (days) => {
        expect(losCode(days + 1)).toBeGreaterThanOrEqual(losCode(days));
      }),
    );
  });

  it("counts at least a day, across clock changes as well", () => {
    expect(lengthOfStay("2026-03-02", "2026-03-02")).toBe(1);
    expect(lengthOfStay("2026-03-07", "2026-03-09")).toBe(2);
    expect(lengthOfStay("2025-12-31", "2026-12-31")).toBe(365);
  });
});

describe("the TEDS code of days waited", () => {
  it.each([
    [0, 0],
    [1, 1],
    [7, 1],
    [8, 2],
    [14, 2],
    [15, 3],
    [30, 3],
    [31, 4],
  ])("of %i days is %i", (days, code) => expect(dayWaitCode(days)).toBe(code));
});

describe("the TEDS service of a level of care", () => {
  it.each([
    ["outpatient", 10, "OUTPATIENT", false, 0, 7],
    ["intensive outpatient", 20, "OUTPATIENT", false, 0, 6],
    ["partial hospitalization", 30, "OUTPATIENT", false, 0, 6],
    ["ambulatory withdrawal management", 12, "OUTPATIENT", true, 0, 8],
    ["residential, 30 days", 60, "RESIDENTIAL", false, 30, 4],
    ["residential, 31 days", 60, "RESIDENTIAL", false, 31, 5],
    ["residential withdrawal management", 45, "RESIDENTIAL", true, 3, 2],
    ["inpatient", 80, "INPATIENT", false, 40, 3],
    ["inpatient withdrawal management", 82, "INPATIENT", true, 3, 1],
  ])("%s", (_, rank, setting, withdrawalManagement, days, code) =>
    expect(servicesOfLevel({ rank, setting, withdrawalManagement }, days)).toBe(code),
  );
});
