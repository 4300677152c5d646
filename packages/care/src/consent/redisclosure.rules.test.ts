import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PURPOSES } from "./consent.rules.ts";
import type { Purpose } from "./consent.rules.ts";
import type { RedisclosureRule, RedisclosureStatus } from "./redisclosure.rules.ts";
import { REDISCLOSURE_STATUSES, redisclosureRule } from "./redisclosure.rules.ts";

describe("redisclosure-marked: what a recipient may do further (42 CFR 2.33(b))", () => {
  it.each<[Purpose, RedisclosureStatus, RedisclosureRule]>([
    ["TPO", "COVERED_ENTITY", "AS_HIPAA"],
    ["TPO", "BUSINESS_ASSOCIATE", "AS_HIPAA"],
    ["TPO", "PART2_PROGRAM", "WITHIN_CONSENT"],
    ["TPO", "OTHER_LAWFUL_HOLDER", "CONTRACTORS_ONLY"],
    ["PAYMENT", "OTHER_LAWFUL_HOLDER", "CONTRACTORS_ONLY"],
    ["OPERATIONS", "OTHER_LAWFUL_HOLDER", "CONTRACTORS_ONLY"],
    ["TREATMENT", "OTHER_LAWFUL_HOLDER", "PROHIBITED"],
    ["TREATMENT", "COVERED_ENTITY", "PROHIBITED"],
    ["TREATMENT", "PART2_PROGRAM", "PROHIBITED"],
    ["PAYMENT", "BUSINESS_ASSOCIATE", "PROHIBITED"],
    ["OTHER", "COVERED_ENTITY", "PROHIBITED"],
    ["LEGAL_PROCEEDING", "OTHER_LAWFUL_HOLDER", "PROHIBITED"],
  ])("%s to %s: %s", (purpose, status, rule) => {
    expect(redisclosureRule(purpose, status)).toMatchObject({ rule, purpose, status });
  });

  it("never opens a proceeding against the client, and is the broader only under a consent to all three", () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.constantFrom(...PURPOSES), fc.constantFrom(...REDISCLOSURE_STATUSES), (purpose, status) => {
        seen += 1;
        const mark = redisclosureRule(purpose, status);
        expect(mark.never).toContain("against the client");
        expect(mark.may).toContain("42 CFR 2.3");
        if (mark.rule === "AS_HIPAA") expect(mark.may).toContain("save in proceedings against the client");
        if (mark.rule === "AS_HIPAA" || mark.rule === "WITHIN_CONSENT") expect(purpose).toBe("TPO");
      }),
      { numRuns: 200 },
    );
    expect(seen).toBe(200);
  });
});
