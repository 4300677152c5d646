import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "../seeded.ts";
import { countDischarges, countDischargesOfFile } from "./count-teds.ts";
import type { Counted, CountedOutcome } from "./count-teds.ts";
import { generateInput } from "./generated.ts";
import type { TedsColumns, TedsDischarge } from "./teds.rules.ts";
import { TEDS_COLUMNS, codeTeds, readTeds } from "./teds.rules.ts";

const blank = Object.fromEntries(TEDS_COLUMNS.map((column) => [column, ""])) as Record<keyof TedsColumns, string>;
const row = (values: Partial<TedsColumns> = {}): TedsColumns => ({
  ...blank,
  patient_id: "7",
  age_group: "15-17",
  sex: "Female",
  service_type_admit: "Detox 24hr Residential",
  service_type_discharge: "Rehab Short-term (≤30 days)",
  discharge_reason: "Transferred",
  state: "37",
  ...values,
});

describe("codeTeds", () => {
  it("turns labels into the codes of the codebook and leaves out what is missing", () => {
    const { discharges, refusals } = codeTeds([
      row({ payment_source: "Medicaid", primary_substance_admit: "Other drugs", prior_treatments: "One prior" }),
    ]);
    expect(refusals).toEqual([]);
    expect(discharges[0]).toEqual({
      line: 2,
      caseId: "7",
      state: "NC",
      age: { from: 15, to: 17 },
      sex: "FEMALE",
      serviceAtAdmission: 2,
      serviceAtDischarge: 4,
      reason: 4,
      payer: 4,
      admission: { SUB1: 19, NOPRIOR: 1 },
      discharge: {},
    });
  });

  it.each([
    [{ discharge_reason: "" }, "discharge_reason"],
    [{ discharge_reason: "terminated" }, "discharge_reason"],
    [{ service_type_admit: "toString" }, "service_type_admit"],
    [{ age_group: "30" }, "age_group"],
    [{ employment_admit: "Sometimes" }, "employment_admit"],
    [{ patient_id: "" }, "patient_id"],
  ] as const)("refuses %o, naming the column", (values, column) => {
    expect(codeTeds([row(values)])).toEqual({ discharges: [], refusals: [{ line: 2, columns: [column] }] });
  });

  it("refuses a case that was there before", () => {
    expect(codeTeds([row(), row()]).refusals).toEqual([{ line: 3, columns: ["patient_id"] }]);
  });
});

/** What the replay's own reading of a file says, in the shape of the count. */
function readBy(discharges: readonly TedsDischarge[], counted: Counted): readonly CountedOutcome[] {
  return counted.outcomes.map(({ substance }) => {
    const these = discharges.filter((each) => (each.admission["SUB1"] ?? null) === substance);
    const ended = (reason: number): number => these.filter((each) => each.reason === reason).length;
    return {
      substance,
      discharges: these.length,
      completed: ended(1),
      droppedOut: ended(2),
      transferred: ended(4),
    };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

describe("the count that shares no code with the replay", () => {
  it("agrees with the replay's on any generated file", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, discharges) => {
        const input = generateInput(seeded(String(seed)), { facilities: 1, discharges });
        const coded = codeTeds(input.teds).discharges;
        const counted = countDischarges(input.tedsFile);
        for (let reason = 1; reason <= 7; reason++) {
          expect(counted.reasons[reason]).toBe(coded.filter((each) => each.reason === reason).length);
        }
        expect(counted.outcomes).toEqual(readBy(coded, counted));
        expect(sum(counted.outcomes.map((each) => each.discharges))).toBe(discharges);
      }),
      { numRuns: 50 },
    );
  });

  const head = 'a,"x ""y"", z",discharge_reason,primary_substance_admit\r\n';

  it("reads quotes, line ends of Windows and a missing last line end, and tells two files apart by one row", () => {
    const one = countDischarges(Buffer.from(`${head}1,"two\nlines",Death,\r\n2,"a,b",Other,Alcohol`));
    const two = countDischarges(Buffer.from(`${head}1,"two\nlines",Death,\r\n2,"a,b",Death,Alcohol`));
    expect(one.reasons).toMatchObject({ 6: 1, 7: 1 });
    expect(two.reasons).toMatchObject({ 6: 2, 7: 0 });
    expect(one.outcomes.map(({ substance, discharges }) => [substance, discharges])).toEqual([
      [null, 1],
      [2, 1],
    ]);
  });

  it("does not pass over a substance or a column that it does not know", () => {
    expect(() => countDischarges(Buffer.from(`${head}1,2,Death,Coffee`))).toThrow("codebook");
    expect(() => countDischarges(Buffer.from("discharge_reason\nDeath"))).toThrow("primary_substance_admit");
  });

  const file = join(process.env["CAUSEWAY_DATA"] ?? "", "tedsd_2023_sample500_labelled.csv.gz");
  it.skipIf(!process.env["CAUSEWAY_DATA"] || !existsSync(file))(
    "agrees on TEDS-D 2023 (real data: tedsd_2023_sample500_labelled.csv.gz)",
    async () => {
      const { discharges, refusals } = codeTeds(await readTeds(file));
      expect(refusals).toEqual([]);
      const counted = countDischargesOfFile(file);
      expect(sum(Object.values(counted.reasons))).toBe(500);
      for (let reason = 1; reason <= 7; reason++)
        expect(discharges.filter((each) => each.reason === reason)).toHaveLength(counted.reasons[reason] ?? -1);
      expect(counted.outcomes).toEqual(readBy(discharges, counted));
      expect(counted.outcomes.find((each) => each.substance === 2)?.discharges).toBe(167);
      expect(counted.outcomes.find((each) => each.substance === null)?.discharges).toBe(64);
      expect(discharges.filter((each) => each.serviceAtDischarge === 6)).toHaveLength(53);
      expect(discharges.filter((each) => each.serviceAtAdmission !== each.serviceAtDischarge)).toHaveLength(8);
      expect(discharges.filter((each) => each.payer === undefined)).toHaveLength(290);
      expect(discharges.filter((each) => each.age.to < 18)).toHaveLength(6);
    },
  );
});
