import type { CsvCell } from "../csv.rules.ts";
import { toCsv } from "../csv.rules.ts";
import type { Figure, Report } from "./metric.rules.ts";

/** Columns of the file, in order. */
const COLUMNS = [
  "programName",
  "edition",
  "levelCode",
  "payer",
  "substance",
  "band",
  "numerator",
  "denominator",
  "baseline",
  "apart",
  "value",
  "median",
  "p90",
  "suppressed",
] as const satisfies readonly (keyof Figure)[];

/** A report as CSV (RFC 4180): a line of names, the total, then a line a group. What is withheld is left empty. */
export function reportCsv(report: Report): string {
  const row = (figure: Figure, kind: string): CsvCell[] => [kind, ...COLUMNS.map((column) => figure[column])];
  return toCsv(["row", ...COLUMNS], [row(report.total, "total"), ...report.groups.map((group) => row(group, "group"))]);
}
