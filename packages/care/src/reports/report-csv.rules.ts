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

/** A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); numbers below zero are none. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A report as CSV (RFC 4180): a line of names, the total, then a line a group. What is withheld is left empty. */
export function reportCsv(report: Report): string {
  const line = (figure: Figure, kind: string): string =>
    [kind, ...COLUMNS.map((column) => cell(figure[column]))].join(",");
  const lines = [line(report.total, "total"), ...report.groups.map((group) => line(group, "group"))];
  return [["row", ...COLUMNS].join(","), ...lines, ""].join("\r\n");
}
