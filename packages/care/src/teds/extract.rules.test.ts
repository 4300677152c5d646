import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StateProfile, StayFacts } from "./extract.rules.ts";
import { ageCode, asOf, clientKey, extractColumns, extractRow, firstUseCode, stintsOf } from "./extract.rules.ts";

const SECRET = "a secret of at least thirty-two characters";
const level = (internal: string, external: string) => ({
  field: "LEVEL",
  internal,
  external,
  validFrom: "2000-01-01",
});
const US: StateProfile = {
  state: "US",
  name: "Public-use codes",
  locChangeAs: "TRANSFER",
  missing: "-9",
  codes: [level("ASAM3 1", "7"), level("ASAM3 2.1", "6"), level("ASAM3 2.5", "6")],
};
const at = (startsOn: string, code: string) => ({ startsOn, level: `ASAM3 ${code}`, programId: code, siteId: "s" });
const stay: StayFacts = {
  enrollmentId: "e",
  clientId: "c",
  organisationId: "o",
  isFirstOfEpisode: true,
  requestedOn: "2026-01-01",
  firstSessionOn: "2026-01-10",
  dischargedOn: "2026-03-11",
  dischargeReason: 1,
  servicesAtDischarge: 7,
  tedsAdmission: { PSOURCE: "1", NOPRIOR: 0 },
  tedsDischarge: { SUB1_D: 5, FREQ1_D: 1, ARRESTS_D: -9 },
  birthDate: "1990-05-17",
  sex: "FEMALE",
  paymentSource: 4,
  circumstances: [
    {
      observedOn: "2026-01-05",
      livingArrangement: 1,
      employment: 3,
      selfHelpFrequency: 2,
      arrestsPast30Days: 5,
      pregnant: false,
      veteran: null,
    },
  ],
  substances: [{ observedOn: "2026-01-05", substances: [{ substance: 5, route: 4, frequency: 3, ageOfFirstUse: 19 }] }],
  placements: [at("2026-01-08", "2.1")],
};
const row = (kind: "ADMISSIONS" | "DISCHARGES", facts: Partial<StayFacts> = {}, profile = US, index = 0) => {
  const stint = stintsOf({ ...stay, ...facts }, profile)[index];
  if (!stint) throw new Error("no such stint");
  const made = extractRow(kind, stint, profile, SECRET);
  const values = Object.fromEntries(extractColumns(kind).map((column, i) => [column, made.values[i]]));
  return { ...made, values };
};

/** `teds-admission-record` */
describe("an admission", () => {
  it("is told in the codes of the codebook, from the day of the first session", () => {
    const { values, problems } = row("ADMISSIONS");
    expect(values).toMatchObject({
      RECORD_TYPE: "A",
      ADMISSION_DATE: "2026-01-10",
      AGE: "7",
      GENDER: "2",
      EMPLOY: "3",
      LIVARAG: "1",
      ARRESTS: "2",
      FREQ_ATND_SELF_HELP: "2",
      PREG: "2",
      VET: "-9",
      SERVICES: "6",
      DAYWAIT: "2",
      PSOURCE: "1",
      NOPRIOR: "0",
      SUB1: "5",
      ROUTE1: "4",
      FREQ1: "3",
      FRSTUSE1: "4",
      SUB2: "-9",
      IDU: "1",
      PRIMPAY: "4",
    });
    expect(problems).toEqual([]);
  });

  it("says what a state would miss, and asks nothing more of who uses no substance", () => {
    const bare = { tedsAdmission: {}, circumstances: [], substances: [], birthDate: null, sex: "UNKNOWN" };
    expect(row("ADMISSIONS", bare).problems.map((problem) => problem.field)).toEqual([
      "AGE",
      "GENDER",
      "EMPLOY",
      "PSOURCE",
      "NOPRIOR",
      "SUB1",
      "ROUTE1",
      "FREQ1",
      "FRSTUSE1",
    ]);
    const none = [
      { observedOn: "2026-01-05", substances: [{ substance: 1, route: null, frequency: null, ageOfFirstUse: null }] },
    ];
    expect(row("ADMISSIONS", { substances: none }).problems).toEqual([]);
  });

  it("takes what was written down at admission before what the client's record tells", () => {
    const told = { PSOURCE: 7, NOPRIOR: 5, SUB1: "2", EMPLOY: -9, SERVICES: "7" };
    expect(row("ADMISSIONS", { tedsAdmission: told }).values).toMatchObject({
      SUB1: "2",
      EMPLOY: "3",
      SERVICES: "7",
      PSOURCE: "7",
    });
  });

  it.each([
    ["A", "TRANSFER", true],
    ["T", "TRANSFER", false],
    ["A", "ADMISSION", false],
  ] as const)(
    "is of type %s where a change counts as %s and it is the first of its episode: %s",
    (type, locChangeAs, isFirstOfEpisode) => {
      expect(row("ADMISSIONS", { isFirstOfEpisode }, { ...US, locChangeAs }).values["RECORD_TYPE"]).toBe(type);
    },
  );
});

/** `teds-service-change` */
describe("a change of level within a stay", () => {
  const down = { placements: [at("2026-01-08", "2.5"), at("2026-01-20", "2.1"), at("2026-02-10", "1")] };
  it("ends one record and begins another only where the TEDS service changes", () => {
    const stints = stintsOf({ ...stay, ...down }, US);
    expect(stints.map(({ service, startsOn, endsOn }) => [service, startsOn, endsOn])).toEqual([
      [6, "2026-01-10", "2026-02-10"],
      [7, "2026-02-10", "2026-03-11"],
    ]);
    expect(row("ADMISSIONS", down, US, 1).values).toMatchObject({ RECORD_TYPE: "T", ADMISSION_DATE: "2026-02-10" });
    expect(row("DISCHARGES", down, US, 0).values).toMatchObject({
      REASON: "4",
      SERVICES_D: "6",
      LOS: "31",
      DISCHARGE_DATE: "2026-02-10",
      SUB1_D: "-9",
    });
    expect(row("DISCHARGES", down, US, 1).values).toMatchObject({
      REASON: "1",
      SERVICES_D: "7",
      LOS: "29",
      SUB1_D: "5",
      FREQ1_D: "1",
      ARRESTS_D: "-9",
    });
  });

  it("before anybody attended, or on the day of the discharge, is none", () => {
    const early = { placements: [at("2026-01-02", "1"), at("2026-01-08", "2.1"), at("2026-03-11", "1")] };
    expect(stintsOf({ ...stay, ...early }, US).map(({ service, startsOn }) => [service, startsOn])).toEqual([
      [6, "2026-01-10"],
    ]);
  });

  it("leaves no day of the stay in two records and none in no record", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-0${1 + (n % 3)}-${String(n).padStart(2, "0")}`);
    const moves = fc.uniqueArray(fc.tuple(day, fc.constantFrom("1", "2.1", "2.5")), {
      selector: ([on]) => on,
      minLength: 1,
    });
    fc.assert(
      fc.property(moves, (chosen) => {
        const placements = chosen.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([on, code]) => at(on, code));
        placements[0] = { ...(placements[0] as (typeof placements)[0]), startsOn: "2026-01-01" };
        const stints = stintsOf({ ...stay, placements }, US);
        expect(stints[0]?.startsOn).toBe(stay.firstSessionOn);
        expect(stints.at(-1)?.endsOn).toBe(stay.dischargedOn);
        stints.slice(1).forEach((stint, i) => {
          expect(stints[i]?.endsOn).toBe(stint.startsOn);
          expect(stints[i]?.service).not.toBe(stint.service);
        });
      }),
    );
  });
});

/** `teds-codes-of-the-state` */
describe("a state with codes of its own", () => {
  const state: StateProfile = {
    ...US,
    state: "CO",
    missing: "97",
    codes: [
      ...US.codes,
      { field: "REASON", internal: "1", external: "01", validFrom: "2000-01-01" },
      { field: "REASON", internal: "1", external: "11", validFrom: "2026-03-01" },
      { field: "REASON", internal: "1", external: "21", validFrom: "2026-04-01" },
      { field: "SUB", internal: "2", external: "0201", validFrom: "2000-01-01" },
    ],
  };
  it("gets them as they stood on the day, its own word for missing, and is told what it has no code for", () => {
    const { values, problems } = row("DISCHARGES", {}, state);
    expect(values).toMatchObject({ STATE: "CO", REASON: "11", VET: "97", EMPLOY: "3", SUB1: "97" });
    expect(problems).toContainEqual({ field: "SUB1", reason: "UNMAPPED" });
    expect(row("DISCHARGES", { dischargedOn: "2026-02-11" }, state).values["REASON"]).toBe("01");
  });

  it("knows a client by a key of its own, the same each time", () => {
    const key = clientKey(SECRET, "CO", "o", "c");
    expect(row("ADMISSIONS", {}, state).values["CLIENT_KEY"]).toBe(key);
    expect(key).toMatch(/^[0-9A-F]{24}$/);
    const others = [
      clientKey(SECRET, "US", "o", "c"),
      clientKey(SECRET, "CO", "p", "c"),
      clientKey(SECRET, "CO", "o", "d"),
      clientKey(`${SECRET}!`, "CO", "o", "c"),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });
});

describe("codes of ages", () => {
  it.each([
    ["2014-01-11", null],
    ["2014-01-10", 1],
    ["2011-01-11", 1],
    ["2011-01-10", 2],
    ["1961-01-11", 11],
    ["1961-01-10", 12],
    [null, null],
  ])("on 10 January 2026 of somebody born %s is %s", (born, code) => {
    expect(ageCode(born, "2026-01-10")).toBe(code);
  });
  it.each([
    [0, 1],
    [11, 1],
    [12, 2],
    [29, 6],
    [30, 7],
    [null, null],
  ])("at first use at %s is %s", (age, code) => {
    expect(firstUseCode(age)).toBe(code);
  });
  it("take what was seen by the day, else what was seen first after it", () => {
    const seen = [{ observedOn: "2026-02-01" }, { observedOn: "2026-01-01" }];
    expect(asOf(seen, "2026-01-15")).toEqual({ observedOn: "2026-01-01" });
    expect(asOf(seen, "2026-02-01")).toEqual({ observedOn: "2026-02-01" });
    expect(asOf(seen, "2025-12-01")).toEqual({ observedOn: "2026-01-01" });
    expect(asOf([], "2026-01-01")).toBeUndefined();
  });
});
