import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/**
 * Discharges by reason, counted straight from the file: code of its own, sharing nothing with the replay, so that the
 * two can disagree. A small reader for quoted CSV, and the codebook's order of reasons written out again.
 * @returns how many rows end with each TEDS REASON, 1 to 7
 */
export function countReasons(file: Buffer): Record<number, number> {
  const text = (file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file).toString("utf8");
  const counts: Record<number, number> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0 };
  let column = -1;
  for (const fields of records(text)) {
    if (column < 0) {
      column = fields.indexOf("discharge_reason");
      if (column < 0) throw new Error("the file has no column discharge_reason");
      continue;
    }
    const label = (fields[column] ?? "").toLowerCase();
    const reason = BEGINNINGS.findIndex((beginning) => label.startsWith(beginning)) + 1;
    if (reason > 0) counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

/** In the codebook's order: REASON 1 to 7. */
const BEGINNINGS = [
  "treatment completed",
  "dropped out",
  "terminated",
  "transferred",
  "incarcerated",
  "death",
  "other",
];

export function countReasonsOfFile(path: string): Record<number, number> {
  return countReasons(readFileSync(path));
}

function* records(text: string): Generator<string[]> {
  let fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ",") {
      fields.push(field);
      field = "";
    } else if (char === "\n") {
      yield [...fields, field.replace(/\r$/, "")];
      fields = [];
      field = "";
    } else field += char;
  }
  if (fields.length > 0 || field !== "") yield [...fields, field];
}
