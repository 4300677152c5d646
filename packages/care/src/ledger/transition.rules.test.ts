import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameLevelAcrossEditions } from "../programs/index.ts";
import type { Level, ProposedTransition } from "./transition.rules.ts";
import { judgeTransition, outpatientSteps, transitionType } from "./transition.rules.ts";

const level = (edition: string, code: string, rank: number, setting = "OUTPATIENT"): Level => ({
  edition,
  code,
  rank,
  setting,
  withdrawalManagement: code.endsWith("WM"),
});
const LEVELS = [
  level("ASAM3", "1", 10),
  level("ASAM3", "2.1", 20),
  level("ASAM3", "2.5", 30),
  level("ASAM3", "3.3", 50, "RESIDENTIAL"),
  level("ASAM3", "3.5", 60, "RESIDENTIAL"),
  level("ASAM3", "3.7-WM", 72, "INPATIENT"),
  level("ASAM4", "1.5", 10),
  level("ASAM4", "1.7", 15),
  level("ASAM4", "2.1", 20),
  level("ASAM4", "3.5", 60, "RESIDENTIAL"),
  level("ASAM4", "3.7", 70, "INPATIENT"),
] as const;
const of = (edition: string, code: string): Level =>
  LEVELS.find((l) => l.edition === edition && l.code === code) as Level;
const anyLevel = fc.constantFrom(...LEVELS);

/** `transition-type-from-rank` */
describe("the type of a change of level", () => {
  it("follows the ranks, and the way back is the opposite", () => {
    fc.assert(
      fc.property(anyLevel, anyLevel, fc.boolean(), (from, to, sameProgram) => {
        const [there, back] = [transitionType(from, to, sameProgram), transitionType(to, from, sameProgram)];
        if (there === "RECODE") expect(back).toBe("RECODE");
        else
          expect([there, back]).toEqual(
            to.rank < from.rank
              ? ["STEP_DOWN", "STEP_UP"]
              : to.rank > from.rank
                ? ["STEP_UP", "STEP_DOWN"]
                : ["LATERAL", "LATERAL"],
          );
      }),
    );
  });

  it("is RECODE only in the same program and between editions", () => {
    fc.assert(
      fc.property(anyLevel, anyLevel, fc.boolean(), (from, to, sameProgram) => {
        if (transitionType(from, to, sameProgram) === "RECODE") {
          expect(sameProgram).toBe(true);
          expect(from.edition).not.toBe(to.edition);
        }
      }),
    );
    expect(transitionType(of("ASAM3", "2.1"), of("ASAM4", "2.1"), true)).toBe("RECODE");
    expect(transitionType(of("ASAM3", "2.1"), of("ASAM4", "2.1"), false)).toBe("LATERAL");
  });

  it.each([
    ["1", "1.5", true],
    ["1", "1.7", true],
    ["1", "2.1", false],
    ["3.3", "3.5", true],
    ["3.7-WM", "3.7", true],
    ["2.1", "2.1", true],
    ["2.5", "2.1", false],
  ])("takes %s of the 3rd edition and %s of the 4th for one level: %s", (third, fourth, same) => {
    const [a, b] = [
      { edition: "ASAM3", code: third },
      { edition: "ASAM4", code: fourth },
    ];
    expect(sameLevelAcrossEditions(a, b)).toBe(same);
    expect(sameLevelAcrossEditions(b, a)).toBe(same);
  });
});

describe("outpatient levels passed over", () => {
  it.each([
    ["1", "2.1", 1],
    ["1", "2.5", 2],
    ["2.5", "1", 2],
    ["3.5", "1", 0],
    ["2.1", "3.5", 0],
  ])("from %s to %s: %i", (from, to, steps) => {
    expect(outpatientSteps(of("ASAM3", from), of("ASAM3", to), LEVELS)).toBe(steps);
  });
});

/** `transition-refusals` */
describe("a change of level", () => {
  const good: ProposedTransition = {
    from: of("ASAM3", "2.5"),
    to: of("ASAM3", "2.1"),
    fromProgramId: "a",
    toProgramId: "b",
    placedOn: "2026-03-01",
    today: "2026-03-20",
    effectiveOn: "2026-03-20",
    assessedOn: "2026-03-18",
    reason: "GOALS_MET",
    note: null,
    levels: LEVELS,
  };

  it("that keeps every rule is taken", () => {
    expect(judgeTransition(good)).toBe("STEP_DOWN");
  });

  it.each([
    ["to the same level in the same program", { to: good.from, toProgramId: "a" }, "SAME_PLACEMENT"],
    ["before the present placement", { effectiveOn: "2026-02-28", assessedOn: "2026-02-27" }, "BEFORE_PLACEMENT"],
    ["more than 30 days ahead", { effectiveOn: "2026-04-20" }, "TOO_FAR_AHEAD"],
    ["without an assessment", { assessedOn: null }, "ASSESSMENT_NEEDED"],
    ["on an assessment older than 7 days", { assessedOn: "2026-03-12" }, "ASSESSMENT_OLD"],
    ["on an assessment to come", { assessedOn: "2026-03-21" }, "ASSESSMENT_AFTER"],
    [
      "entered late, on an assessment made after it",
      { effectiveOn: "2026-03-10", assessedOn: "2026-03-11" },
      "ASSESSMENT_AFTER",
    ],
    [
      "by a program that closes, to another level, without an assessment",
      { reason: "PROGRAM_CLOSED", assessedOn: null },
      "ASSESSMENT_NEEDED",
    ],
    [
      "by a program that closes, on an assessment that is too old",
      { to: good.from, reason: "PROGRAM_CLOSED", assessedOn: "2026-03-01" },
      "ASSESSMENT_OLD",
    ],
    ["for a denied authorisation without a note", { reason: "AUTH_DENIED" }, "NOTE_NEEDED"],
    ["over an outpatient level without a note", { to: of("ASAM3", "1") }, "NOTE_NEEDED"],
  ] as const)("%s is refused", (_, wrong, reason) => {
    expect(() => judgeTransition({ ...good, ...wrong })).toThrow(expect.objectContaining({ reason }));
  });

  it.each([
    ["30 days ahead", { effectiveOn: "2026-04-19" }],
    ["on an assessment of 7 days ago", { assessedOn: "2026-03-13" }],
    ["on the day the placement began", { effectiveOn: "2026-03-01", assessedOn: "2026-03-01" }],
    [
      "by a program that closes, to another at the same level, without an assessment",
      { to: good.from, reason: "PROGRAM_CLOSED", assessedOn: null },
      "LATERAL",
    ],
    ["over an outpatient level with a note", { to: of("ASAM3", "1"), note: "Moves away" }],
    ["from residential care straight to outpatient", { from: of("ASAM3", "3.5"), to: of("ASAM3", "1") }],
  ] as const)("%s is taken", (_, change, type?: string) => {
    expect(judgeTransition({ ...good, ...change })).toBe(type ?? "STEP_DOWN");
  });
});
