export type CsvCell = string | number | boolean | null;

/** A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection); a number below zero is none. */
const FORMULA = /^[=+\-@\t\r]/;

/** A table as CSV (RFC 4180), null as nothing; a text that would be taken for a formula gets an apostrophe before it. */
export function toCsv(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [columns, ...rows].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

function cell(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
