import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ServiceCode } from "./directory-codes.rules.ts";
import { serviceName, settingOf } from "./directory-codes.rules.ts";
import type { DirectoryRow } from "./directory.rules.ts";
import { DIRECTORY_COLUMNS, codesOf, planDirectory } from "./directory.rules.ts";

const LIST = new Map<string, ServiceCode>(
  [
    ["SET", "OIT", "Intensive outpatient treatment"],
    ["SET", "ORT", "Regular outpatient treatment"],
    ["SET", "RD", "Residential detoxification"],
    ["SET", "OMB", "Outpatient methadone/buprenorphine or naltrexone treatment"],
    ["TAP", "CBT", "Cognitive behavioral therapy"],
    ["DETOX", "MDET", "Medication routinely used during detoxification"],
    ["PAY", "MD", "Medicaid"],
    ["SG", "WN", "Adult women"],
    ["SL", "SP", "Spanish"],
  ].map(([category, code, name]) => [code as string, { category, code, name } as ServiceCode]),
);

const row = (values: Partial<DirectoryRow> = {}): DirectoryRow => ({
  ...(Object.fromEntries(DIRECTORY_COLUMNS.map((column) => [column, ""])) as DirectoryRow),
  name1: "Harbor Center",
  street1: "1 Pier Road",
  city: "Alabaster",
  state: "AL",
  zip: "35007",
  phone: "205-555-0100",
  service_code_info: "SA * OP OIT * CBT * MD * WN * SP",
  ...values,
});

describe("planDirectory", () => {
  it("makes an organisation of each name, a site of each row and a program of each setting code", () => {
    const plan = planDirectory(
      [
        row(),
        row({ name2: "North", street1: "2 Hill Road", service_code_info: "OIT ORT OP" }),
        row({ name1: "Meadow" }),
      ],
      LIST,
    );
    expect(plan.organisations.map((o) => [o.name, o.sites.map((s) => s.programs.map((p) => p.level))])).toEqual([
      ["Harbor Center", [["2.1"], ["1", "2.1"]]],
      ["Meadow", [["2.1"]]],
    ]);
    expect(plan.organisations[0]?.sites[0]).toMatchObject({
      line: 2,
      timeZone: "America/Chicago",
      name: "Harbor Center",
    });
    expect(plan.organisations[0]?.sites[0]?.latitude).toBeCloseTo(33.19, 1);
    expect(plan.organisations[0]?.sites[0]?.programs[0]).toMatchObject({
      services: ["COGNITIVE_BEHAVIORAL_THERAPY"],
      payers: ["MEDICAID"],
      populations: ["WOMEN"],
      languages: ["en", "es"],
    });
  });

  it("takes names that differ in spaces alone as one organisation", () => {
    const plan = planDirectory([row(), row({ name1: " Harbor  Center ", street1: "9 Elm" })], LIST);
    expect(plan.organisations).toHaveLength(1);
    expect(plan.spellings).toBe(2);
  });

  it("keeps both sites of one address that differ, and says so", () => {
    const plan = planDirectory([row(), row({ name2: "Women's program" })], LIST);
    expect(plan.organisations[0]?.sites).toHaveLength(2);
    expect(plan.remarks).toContainEqual({ line: 3, remark: "SHARED_ADDRESS", detail: "2" });
  });

  it("refuses a repeated site by line and keeps what its codes add", () => {
    const plan = planDirectory([row(), row({ service_code_info: "ORT" })], LIST);
    expect(plan.refusals).toEqual([{ line: 3, reason: "SAME_SITE", sameAsLine: 2 }]);
    expect(plan.organisations[0]?.sites[0]?.programs.map((p) => p.settingCode).toSorted()).toEqual(["OIT", "ORT"]);
  });

  it.each([
    [{ name1: "  " }, "NO_NAME"],
    [{ name1: "n".repeat(301) }, "NAME_TOO_LONG"],
    [{ street1: "" }, "NO_STREET"],
    [{ zip: "3500" }, "ZIP_NOT_FIVE_DIGITS"],
    [{ zip: "00000" }, "ZIP_UNKNOWN"],
  ] as const)("refuses %o as %s", (values, reason) => {
    const plan = planDirectory([row(values), row()], LIST);
    expect(plan.refusals).toEqual([{ line: 2, reason }]);
    expect(plan.organisations[0]?.sites.map((site) => site.line)).toEqual([3]);
  });

  it("takes a row without a setting as a site without a program, and names codes it does not know", () => {
    const plan = planDirectory(
      [row({ service_code_info: "SA OP * ZZZ" })],
      new Map([
        ...LIST,
        ["SA", { category: "TC", code: "SA", name: "x" }],
        ["OP", { category: "SET", code: "OP", name: "x" }],
      ]),
    );
    expect(plan.organisations[0]?.sites[0]?.programs).toEqual([]);
    expect(plan.remarks.map(({ remark, detail }) => [remark, detail])).toEqual([
      ["UNKNOWN_CODES", "ZZZ"],
      ["NO_SETTING", undefined],
    ]);
  });

  it("adds up, and gives the same ids to the same rows, for any rows", () => {
    const words = fc.constantFrom("", " ", "A", "B b", "35007", "99501", "OIT * ORT", "RD MDET");
    const rows = fc.array(
      fc.record({ name1: words, name2: words, street1: words, zip: words, service_code_info: words }).map(row),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, (input) => {
        const plan = planDirectory(input, LIST);
        const sites = plan.organisations.flatMap((o) => o.sites);
        expect(sites.length + plan.refusals.length).toBe(input.length);
        expect(new Set(sites.map((s) => s.id)).size).toBe(sites.length);
        expect(new Set([...sites.map((s) => s.line), ...plan.refusals.map((r) => r.line)]).size).toBe(input.length);
        expect(planDirectory(input, LIST)).toEqual(plan);
      }),
      { numRuns: 200 },
    );
  });
});

describe("service codes", () => {
  it("parts categories by stars and codes by spaces, once each", () => {
    expect([...codesOf(" SA  DT * OP OP*ODT * ")]).toEqual(["SA", "DT", "OP", "ODT"]);
  });

  it("tells monitored residential withdrawal management by its medication", () => {
    expect(settingOf("RD", new Set(["RD"]))?.level).toBe("3.2-WM");
    expect(settingOf("RD", new Set(["RD", "MDET"]))?.level).toBe("3.7-WM");
  });

  it("knows no setting in a group code or in a property every object has", () => {
    expect(["OP", "RES", "HI", "constructor", "toString"].map((code) => settingOf(code, new Set()))).toEqual(
      Array(5).fill(undefined),
    );
  });

  it("names a service by its label without what is in brackets", () => {
    expect(serviceName("Vocational training or educational support (for example, high school c")).toBe(
      "VOCATIONAL_TRAINING_OR_EDUCATIONAL",
    );
    expect(serviceName("12-step facilitation")).toBe("12_STEP_FACILITATION");
  });
});
