import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerInput, Standing } from "./authorisation.rules.ts";
import { answered, appealDays, appealed, businessDaysBefore, deadlinesOf, expiryOf } from "./authorisation.rules.ts";

const REQUEST: Standing = {
  state: "REQUESTED",
  number: null,
  edition: "ASAM3",
  levelCode: "2.1",
  approvedUnits: 0,
  startsOn: "2026-03-02",
  endsOn: "2026-03-30",
  nextReviewOn: null,
  appealDueOn: null,
};
const FACTS = { today: "2026-03-04", paymentSource: 2 };
const answer = (given: Partial<AnswerInput>, before: Partial<Standing> = {}, facts = FACTS): Standing =>
  answered(
    { ...REQUEST, ...before },
    { ...REQUEST, units: 12 },
    { answer: "approve", decidedOn: "2026-03-03", ...given },
    facts,
  );

/** `authorisation-decision-log` */
describe("what a payer answers", () => {
  it("an approval grants all that was asked, with its number and review", () => {
    expect(answer({ number: " A-77 ", nextReviewOn: "2026-03-16" })).toEqual({
      ...REQUEST,
      state: "APPROVED",
      number: "A-77",
      approvedUnits: 12,
      nextReviewOn: "2026-03-16",
    });
  });

  it("more than was asked is an approval too", () => {
    expect(answer({ approvedUnits: 15, endsOn: "2026-04-06" })).toMatchObject({
      state: "APPROVED",
      approvedUnits: 15,
      endsOn: "2026-04-06",
    });
  });

  it.each([
    ["fewer units", { approvedUnits: 8 }],
    ["a later start", { approvedUnits: 12, startsOn: "2026-03-04" }],
    ["an earlier end", { approvedUnits: 12, endsOn: "2026-03-20" }],
    ["another level", { approvedUnits: 12, level: { edition: "ASAM3", code: "1" } }],
  ])("%s is granted in part and can be appealed; called an approval it is refused", (_, less) => {
    expect(answer({ ...less, answer: "approvePartly" })).toMatchObject({
      state: "PARTIAL",
      appealDueOn: "2026-08-30",
    });
    expect(() => answer(less)).toThrow(expect.objectContaining({ reason: "IS_PARTIAL" }));
  });

  it("all that was asked is not a part of it", () => {
    expect(() => answer({ answer: "approvePartly", approvedUnits: 12 })).toThrow(
      expect.objectContaining({ reason: "NOT_PARTIAL" }),
    );
    expect(() => answer({ answer: "approvePartly" })).toThrow(expect.objectContaining({ path: ["approvedUnits"] }));
  });

  it("a denial says why, grants nothing and starts the time to appeal", () => {
    expect(answer({ answer: "deny", reason: "Not necessary", nextReviewOn: "2026-03-10" })).toMatchObject({
      state: "DENIED",
      approvedUnits: 0,
      nextReviewOn: null,
      appealDueOn: "2026-08-30",
    });
    expect(() => answer({ answer: "deny", reason: "  " })).toThrow(expect.objectContaining({ path: ["reason"] }));
  });

  it("a pended request keeps what was asked", () => {
    expect(answer({ answer: "pend" })).toEqual({ ...REQUEST, state: "PENDED" });
  });

  it.each([
    ["decided tomorrow", { decidedOn: "2026-03-05" }, "decidedOn"],
    ["reviewed before it begins", { nextReviewOn: "2026-03-01" }, "nextReviewOn"],
    ["reviewed after it ends", { nextReviewOn: "2026-03-31" }, "nextReviewOn"],
    ["of no day", { startsOn: "2026-03-30" }, "endsOn"],
    ["of more than a year", { endsOn: "2027-04-01" }, "endsOn"],
    ["of no unit", { approvedUnits: 0 }, "approvedUnits"],
    ["of half a unit", { approvedUnits: 12.5 }, "approvedUnits"],
    ["with an endless number", { number: "7".repeat(61) }, "number"],
  ] as const)("an answer %s is refused", (_, given, path) => {
    expect(() => answer(given)).toThrow(expect.objectContaining({ code: "INVALID", path: [path] }));
  });

  it("a denial that could be appealed before it was made is refused", () => {
    expect(() => answer({ answer: "deny", reason: "No", appealDueOn: "2026-03-02" })).toThrow(
      expect.objectContaining({ path: ["appealDueOn"] }),
    );
  });
});

/** `appeal-in-time` */
describe("an appeal", () => {
  const denied: Standing = { ...REQUEST, state: "DENIED", appealDueOn: "2026-05-02" };

  it("can be filed on its last day and not later, nor before it is", () => {
    expect(appealed(denied, "2026-05-02", "2026-05-03")).toEqual({ ...denied, state: "APPEALED", appealDueOn: null });
    expect(() => appealed(denied, "2026-05-03", "2026-05-03")).toThrow(
      expect.objectContaining({ reason: "APPEAL_LATE" }),
    );
    expect(() => appealed(denied, "2026-05-02", "2026-05-01")).toThrow(expect.objectContaining({ path: ["filedOn"] }));
  });

  it("of a part-approval leaves what was granted", () => {
    const partial: Standing = { ...REQUEST, state: "PARTIAL", approvedUnits: 8, appealDueOn: "2026-05-02" };
    expect(appealed(partial, "2026-04-01", "2026-04-01")).toMatchObject({ state: "APPEALED", approvedUnits: 8 });
  });

  it("has the law's shortest time unless the payer gave longer", () => {
    expect([appealDays(4), appealDays(2), appealDays(null)]).toEqual([60, 180, 180]);
    const medicaid = { today: "2026-03-04", paymentSource: 4 };
    expect(answer({ answer: "deny", reason: "No" }, {}, medicaid).appealDueOn).toBe("2026-05-02");
    expect(answer({ answer: "deny", reason: "No", appealDueOn: "2026-06-30" }, {}, medicaid).appealDueOn).toBe(
      "2026-06-30",
    );
  });
});

/** `review-three-business-days-ahead` */
describe("business days before a day", () => {
  it.each([
    ["2026-03-16", "2026-03-11"], // Monday: over a weekend
    ["2026-03-13", "2026-03-10"], // Friday
    ["2026-03-14", "2026-03-11"], // Saturday
    ["2026-03-15", "2026-03-11"], // Sunday
  ])("three before %s: %s", (day, expected) => {
    expect(businessDaysBefore(day, 3)).toBe(expected);
  });

  it("there lie exactly that many weekdays from there to the day", () => {
    const day = fc
      .date({ min: new Date("2025-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 10 }), (end, count) => {
        const start = businessDaysBefore(end, count);
        let weekdays = 0;
        for (let at = Date.parse(start); at < Date.parse(end); at += 86_400_000)
          if (![0, 6].includes(new Date(at).getUTCDay())) weekdays += 1;
        expect(weekdays).toBe(count);
      }),
    );
  });
});

describe("what the clock looks at", () => {
  const granted: Standing = { ...REQUEST, state: "APPROVED", approvedUnits: 12 };
  it("is the next review and the last day covered, once where they are one", () => {
    expect(deadlinesOf(granted)).toEqual(["2026-03-29"]);
    expect(deadlinesOf({ ...granted, nextReviewOn: "2026-03-16" })).toEqual(["2026-03-16", "2026-03-29"]);
    expect(deadlinesOf({ ...granted, nextReviewOn: "2026-03-30" })).toEqual(["2026-03-29"]);
    for (const state of ["REQUESTED", "PENDED", "DENIED", "APPEALED", "EXPIRED"] as const)
      expect([deadlinesOf({ ...granted, state }), expiryOf({ ...granted, state })]).toEqual([[], null]);
  });

  it("is the end: of a part-approval not before its appeal is out of time", () => {
    expect(expiryOf(granted)).toBe("2026-03-30");
    const partial: Standing = { ...granted, state: "PARTIAL", appealDueOn: "2026-05-02" };
    expect(expiryOf(partial)).toBe("2026-05-03");
    expect(expiryOf({ ...partial, appealDueOn: "2026-03-10" })).toBe("2026-03-30");
  });
});
