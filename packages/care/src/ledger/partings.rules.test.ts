import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, sameLevel } from "../programs/index.ts";
import { authorised, cared, placed, stayFacts } from "./lanes.factory.ts";
import type { LaneFacts } from "./lanes.rules.ts";
import type { PartingKind } from "./partings.rules.ts";
import { nextLookOn, partings } from "./partings.rules.ts";

const spans = (given: Partial<LaneFacts>, kind?: PartingKind) =>
  partings(stayFacts(given))
    .filter((one) => kind === undefined || one.kind === kind)
    .map((one) => [one.kind, one.startsOn, one.endsOn]);
/** Enough of each week for its level. */
const attended = cared(
  ...[0, 1, 2, 3].flatMap((week) => [0, 2, 4].map((day) => addDays("2026-03-02", week * 7 + day))),
);

/** `lanes-apart` */
describe("the lanes of a stay are apart", () => {
  it.each<[string, Partial<LaneFacts>, unknown[]]>([
    ["nowhere, while what is granted covers the level placed at", { authorisations: [authorised("a")] }, []],
    ["nowhere, where no payer was asked", {}, []],
    [
      "where nothing is granted, from the first day on",
      { authorisations: [authorised("a", { state: "REQUESTED", approvedUnits: 0 })] },
      [["UNAUTHORISED", "2026-03-02", null]],
    ],
    [
      "between two authorisations",
      { authorisations: [authorised("a", { endsOn: "2026-03-10" }), authorised("b", { startsOn: "2026-03-12" })] },
      [["UNAUTHORISED", "2026-03-10", "2026-03-12"]],
    ],
    [
      "after the last, for as long as the placement lasts",
      {
        placements: [placed("2.1", "2026-03-02", "2026-03-20")],
        authorisations: [authorised("a", { endsOn: "2026-03-10" })],
      },
      [["UNAUTHORISED", "2026-03-10", "2026-03-20"]],
    ],
    [
      "where the level granted is not the one placed at, by turns",
      {
        placements: [
          placed("2.5", "2026-03-02", "2026-03-09"),
          placed("2.1", "2026-03-09", "2026-03-16"),
          placed("1", "2026-03-16", null),
        ],
        authorisations: [authorised("a")],
        attended: [],
      },
      [
        ["LEVEL_DIFFERS", "2026-03-02", "2026-03-09"],
        ["LEVEL_DIFFERS", "2026-03-16", null],
      ],
    ],
    [
      "nowhere, where the same level is granted under the other edition",
      { authorisations: [authorised("a", { edition: "ASAM4" })] },
      [],
    ],
    [
      "where care goes on after a denial, from the first day of it",
      { authorisations: [authorised("a", { state: "DENIED", approvedUnits: 0, deniedOn: "2026-03-10" })] },
      [
        ["UNAUTHORISED", "2026-03-02", null],
        ["CARE_AFTER_DENIAL", "2026-03-11", null],
      ],
    ],
    [
      "not after a denial, where another authorisation covers the care",
      {
        authorisations: [
          authorised("a", { state: "DENIED", approvedUnits: 0, deniedOn: "2026-03-10" }),
          authorised("b"),
        ],
      },
      [],
    ],
    [
      "where more is used than was granted, from the day that went over",
      { authorisations: [authorised("a", { approvedUnits: 4 })] },
      [["UNITS_EXHAUSTED", "2026-03-11", null]],
    ],
    [
      "no longer, once another authorisation has units",
      {
        authorisations: [authorised("a", { approvedUnits: 4 }), authorised("b", { startsOn: "2026-03-20" })],
      },
      [["UNITS_EXHAUSTED", "2026-03-11", "2026-03-20"]],
    ],
  ])("%s", (_, given, expected) => {
    expect(spans({ attended, ...given })).toEqual(expected);
  });

  it("and say whether an answer is awaited, and which levels they are", () => {
    const [pending] = partings(
      stayFacts({ attended, authorisations: [authorised("a", { state: "PENDED", approvedUnits: 0 })] }),
    );
    expect(pending).toMatchObject({ current: true, pending: true, authorised: null, clinical: { code: "2.1" } });
    const [differs] = partings(stayFacts({ attended, authorisations: [authorised("a", { levelCode: "1" })] }));
    expect(differs).toMatchObject({
      pending: false,
      authorisationId: "a",
      authorised: { code: "1" },
      clinical: { code: "2.1" },
    });
  });
});

describe("weeks below the level", () => {
  const weeks = (...verdicts: string[]) => {
    const days = verdicts.flatMap((verdict, week) =>
      (verdict === "MET" ? [0, 2, 4] : verdict === "BELOW" ? [0] : []).map((day) =>
        addDays("2026-03-02", week * 7 + day),
      ),
    );
    const spanOf = (verdict: string) =>
      verdicts.flatMap((one, week) =>
        one === verdict
          ? [{ startsOn: addDays("2026-03-02", week * 7), endsOn: addDays("2026-03-02", week * 7 + 7) }]
          : [],
      );
    const today = addDays("2026-03-02", verdicts.length * 7);
    return spans({ today, attended: cared(...days), tapers: spanOf("TAPER"), leaves: spanOf("LEAVE") });
  };

  it.each<[string[], unknown[]]>([
    [["MET", "BELOW"], []],
    [["BELOW", "MET", "BELOW"], []],
    [["MET", "BELOW", "BELOW"], [["ATTENDED_BELOW", "2026-03-09", null]]],
    [["BELOW", "BELOW", "MET"], [["ATTENDED_BELOW", "2026-03-02", "2026-03-16"]]],
    [["BELOW", "LEAVE", "BELOW"], [["ATTENDED_BELOW", "2026-03-02", null]]],
    [["BELOW", "TAPER", "BELOW"], []],
    [["BELOW", "BELOW", "BELOW", "TAPER"], [["ATTENDED_BELOW", "2026-03-02", "2026-03-23"]]],
  ])("%s", (verdicts, expected) => {
    expect(weeks(...verdicts)).toEqual(expected);
  });

  it("are told whoever pays, and end with the stay", () => {
    const placements = [placed("2.1", "2026-03-02", "2026-03-16")];
    expect(spans({ placements, attended: cared("2026-03-02") })).toEqual([
      ["ATTENDED_BELOW", "2026-03-02", "2026-03-16"],
    ]);
  });
});

describe("an authorisation that ends before the plan", () => {
  const plan = { attended, plannedEndsOn: "2026-05-25", authorisations: [authorised("a")] };
  it.each<[string, Partial<LaneFacts>, unknown[]]>([
    ["is told two weeks ahead", { today: "2026-03-23" }, [["ENDS_BEFORE_PLAN", "2026-04-06", "2026-05-25"]]],
    ["not earlier", { today: "2026-03-22" }, []],
    ["not where the plan ends with it", { plannedEndsOn: "2026-04-06" }, []],
    ["not where nothing is planned", { plannedEndsOn: null }, []],
    [
      "not while more is asked for",
      {
        authorisations: [
          authorised("a"),
          authorised("b", { state: "REQUESTED", approvedUnits: 0, startsOn: "2026-04-06", endsOn: "2026-05-04" }),
        ],
      },
      [],
    ],
    [
      "not once it has ended: then days are unauthorised",
      { today: "2026-04-06" },
      [["UNAUTHORISED", "2026-04-06", null]],
    ],
    ["not of a stay that is over", { placements: [placed("2.1", "2026-03-02", "2026-03-30")] }, []],
  ])("%s", (_, given, expected) => {
    const only = (list: unknown[][]) => list.filter(([kind]) => kind !== "ATTENDED_BELOW");
    expect(only(spans({ ...plan, ...given }))).toEqual(expected);
  });
});

describe("of any history", () => {
  const at = fc.nat(60).map((n) => addDays("2026-02-20", n));
  const facts = fc
    .record({
      today: at,
      cuts: fc.uniqueArray(at, { minLength: 1, maxLength: 4 }),
      codes: fc.array(fc.constantFrom("1", "2.1", "2.5"), { minLength: 4, maxLength: 4 }),
      open: fc.boolean(),
      attended: fc.uniqueArray(at, { maxLength: 30 }),
      authorisations: fc.array(
        fc.record({
          startsOn: at,
          days: fc.integer({ min: 1, max: 30 }),
          approvedUnits: fc.nat(6),
          levelCode: fc.constantFrom("1", "2.1", "2.5"),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map((given) => {
      const cuts = given.cuts.toSorted();
      const ends = (i: number) => cuts[i + 1] ?? (given.open ? null : addDays(cuts[i] ?? "", 20));
      return stayFacts({
        today: given.today,
        placements: cuts.map((cut, i) => placed(given.codes[i] ?? "1", cut, ends(i))),
        attended: cared(...given.attended.toSorted()),
        authorisations: given.authorisations.map(({ days, ...one }, i) =>
          authorised(`a${i}`, {
            ...one,
            endsOn: addDays(one.startsOn, days),
            state: one.approvedUnits > 0 ? "APPROVED" : "REQUESTED",
          }),
        ),
      });
    });

  it("each day tells for itself whether it is authorised, and for the level placed at", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const found = partings(given);
        const apart = (kind: PartingKind, day: string) =>
          found.some((one) => one.kind === kind && one.startsOn <= day && (one.endsOn === null || day < one.endsOn));
        for (let day = "2026-02-18"; day <= given.today; day = addDays(day, 1)) {
          const level = given.placements.find(
            (one) => one.startsOn <= day && (one.endsOn === null || day < one.endsOn),
          );
          const granted = given.authorisations.filter(
            (one) => one.approvedUnits > 0 && one.startsOn <= day && day < one.endsOn,
          );
          const fits = granted.some(
            (one) =>
              level &&
              sameLevel({ edition: one.edition, code: one.levelCode }, { edition: "ASAM3", code: level.levelCode }),
          );
          expect(apart("UNAUTHORISED", day)).toBe(level !== undefined && granted.length === 0);
          expect(apart("LEVEL_DIFFERS", day)).toBe(level !== undefined && granted.length > 0 && !fits);
        }
      }),
    );
  });

  it("what is told on a day is told alike on every day until the next look, but for what was done by then", () => {
    const told = (given: LaneFacts) =>
      partings(given)
        .filter((one) => one.current)
        .map((one) => [one.kind, one.startsOn]);
    fc.assert(
      fc.property(facts, (given) => {
        const next = nextLookOn(given);
        const until = next ?? addDays(given.today, 30);
        for (let day = given.today; day < until; day = addDays(day, 1)) {
          // Care of a later day is not known yet.
          const known = given.attended.filter((one) => one.on <= given.today);
          expect(told({ ...given, attended: known, today: day })).toEqual(told({ ...given, attended: known }));
        }
      }),
    );
  });
});
