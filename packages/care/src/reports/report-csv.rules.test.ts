import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportCsv } from "./report-csv.rules.ts";
import type { Figure } from "./metric.rules.ts";

const figure = (said: Partial<Figure>): Figure => ({
  programId: null,
  programName: null,
  edition: null,
  levelCode: null,
  payer: null,
  substance: null,
  band: null,
  numerator: null,
  denominator: null,
  baseline: null,
  apart: null,
  value: null,
  median: null,
  p90: null,
  suppressed: false,
  alert: false,
  ...said,
});
const rowsOf = (csv: string) => parse(csv, { columns: true }) as Record<string, string>[];

/** `export-safe-from-formulas` */
describe("a report as CSV", () => {
  it("is the total and a line a group", () => {
    const csv = reportCsv({
      total: figure({ numerator: 3, denominator: 4, value: 0.75 }),
      groups: [figure({ programName: "Evening, IOP", payer: -9, suppressed: true })],
    });
    expect(csv).toBe(
      [
        "row,programName,edition,levelCode,payer,substance,band,numerator,denominator,baseline,apart,value,median,p90,suppressed",
        "total,,,,,,,3,4,,,0.75,,,false",
        'group,"Evening, IOP",,,-9,,,,,,,,,,true',
        "",
      ].join("\r\n"),
    );
  });

  it.each(['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("disarms %j", (programName) => {
    const [, group] = rowsOf(reportCsv({ total: figure({}), groups: [figure({ programName })] }));
    expect(group?.["programName"]).toBe(`'${programName}`);
  });

  it("gives back every other name as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (programName) => {
        const [, group] = rowsOf(reportCsv({ total: figure({}), groups: [figure({ programName })] }));
        expect([programName, `'${programName}`]).toContain(group?.["programName"]);
        expect(group?.["programName"]).not.toMatch(/^[=+\-@]/);
      }),
    );
  });
});
