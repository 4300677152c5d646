import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FitAnswer, FitItem } from "./fit.rules.ts";
import { FIT_ANSWERS, FIT_ITEMS, fitCriteria, flagsOf, verdictOf } from "./fit.rules.ts";
import { ageOn, clientNeed } from "./need.rules.ts";

/** `flags-never-refuse` */
describe("a verdict", () => {
  const held = fc.constantFrom(true, false, null);

  it.each([
    [[true, true], [true], "ELIGIBLE"],
    [[true, null], [true], "ELIGIBLE_WITH_FLAGS"],
    [[true, true], [false, true], "ELIGIBLE_WITH_FLAGS"],
    [[true, true], [null], "ELIGIBLE_WITH_FLAGS"],
    [[false, true], [true], "NOT_ELIGIBLE"],
    [[null, false], [], "NOT_ELIGIBLE"],
    [[], [], "ELIGIBLE"],
  ] as const)("on hard %o and soft %o is %s", (hard, soft, verdict) => {
    expect(verdictOf(hard, soft)).toBe(verdict);
  });

  it("does not come to a refusal, or leave one, by anything soft", () => {
    fc.assert(
      fc.property(fc.array(held), fc.array(held), fc.array(held), (hard, one, other) => {
        expect(verdictOf(hard, one) === "NOT_ELIGIBLE").toBe(verdictOf(hard, other) === "NOT_ELIGIBLE");
        expect(verdictOf(hard, one) === "NOT_ELIGIBLE").toBe(hard.includes(false));
      }),
    );
  });
});

describe("the checklist", () => {
  it.each<[FitItem, FitAnswer, boolean]>([
    ["WITHDRAWAL_DONE", "YES", false],
    ["WITHDRAWAL_DONE", "NO", true],
    ["WITHDRAWAL_DONE", "UNKNOWN", true],
    ["STABLE_SOBER_HOME", "NO", true],
    ["TRANSPORT", "NO", true],
    ["SUPPORT", "NO", true],
    ["MOTIVATION", "NO", true],
    ["MILD_OR_STEP_DOWN", "NO", true],
    ["DAILY_DUTIES", "NO", false],
    ["DAILY_DUTIES", "UNKNOWN", false],
    ["NOT_READY", "YES", true],
    ["NOT_READY", "NO", false],
    ["SEVERE_WITHDRAWAL_OR_RELAPSE_RISK", "YES", true],
    ["MEDICAL_PROBLEMS_UNMANAGED", "UNKNOWN", true],
    ["PSYCHIATRIC_PROBLEMS_UNMANAGED", "YES", true],
    ["UNSTABLE_HOME", "YES", true],
    ["SEVERE_ADDICTION", "NO", false],
  ])("%s answered %s is a flag: %s", (item, answer, flag) => {
    expect(flagsOf([{ item, answer }]).length === 1).toBe(flag);
  });

  it("flags nothing that was not asked, and is answered once an item", () => {
    const lines = fc.uniqueArray(
      fc.record({ item: fc.constantFrom(...FIT_ITEMS), answer: fc.constantFrom(...FIT_ANSWERS) }),
      { selector: (line) => line.item },
    );
    fc.assert(
      fc.property(lines, (fit) => {
        const asked = new Set(fit.map((line) => line.item));
        expect(fitCriteria(fit).every(({ code }) => asked.has(code as FitItem))).toBe(true);
      }),
    );
    const twice = [{ item: "SUPPORT", answer: "YES" } as const, { item: "SUPPORT", answer: "NO" } as const];
    expect(() => flagsOf(twice)).toThrow(expect.objectContaining({ path: ["fit", "1"], reason: "TWICE" }));
  });
});

it.each([
  ["2008-03-02", "2026-03-01", 17],
  ["2008-03-02", "2026-03-02", 18],
  ["2008-02-29", "2026-02-28", 17],
  ["2008-02-29", "2026-03-01", 18],
  ["1960-12-31", "2026-01-01", 65],
])("born on %s, on %s one is %i", (birthDate, day, age) => {
  expect(ageOn(birthDate, day)).toBe(age);
});

it("a need holds what is known of the client, and no more", () => {
  const today = "2026-03-02";
  expect(clientNeed({ birthDate: "1990-01-01", postalCode: "01103", paymentSource: 4, today })).toEqual({
    age: 36,
    payers: ["MEDICAID"],
    nearPostalCode: "01103",
  });
  expect(clientNeed({ birthDate: null, postalCode: "00000", paymentSource: 7, today })).toEqual({});
});
