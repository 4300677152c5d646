import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** What a file of discharges says, counted. */
export interface Counted {
  /** Rows that end with each TEDS REASON, 1 to 7. */
  readonly reasons: Readonly<Record<number, number>>;
  /** By primary substance at admission (TEDS SUB1, 1 to 19; null where the file holds none). */
  readonly outcomes: readonly CountedOutcome[];
}

export interface CountedOutcome {
  readonly substance: number | null;
  readonly discharges: number;
  readonly completed: number;
  readonly droppedOut: number;
  readonly transferred: number;
}

/**
 * Discharges by reason and by primary substance, counted straight from the file: code of its own, sharing nothing with
 * the replay, so that the two can disagree. A small reader for quoted CSV, and the codebook's orders written out again.
 */
export function countDischarges(file: Buffer): Counted {
  const text = (file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file).toString("utf8");
  const reasons: Record<number, number> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0 };
  const outcomes = new Map<number | null, { -readonly [K in keyof CountedOutcome]: CountedOutcome[K] }>();
  let columns: string[] | undefined;
  for (const fields of records(text)) {
    if (!columns) {
      columns = fields;
      for (const name of ["discharge_reason", "primary_substance_admit"]) {
        if (!columns.includes(name)) throw new Error(`the file has no column ${name}`);
      }
      continue;
    }
    const at = (name: string): string => (fields[columns?.indexOf(name) ?? -1] ?? "").toLowerCase();
    const reason = BEGINNINGS.findIndex((beginning) => at("discharge_reason").startsWith(beginning)) + 1;
    if (reason === 0) continue;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
    const label = at("primary_substance_admit");
    const substance = label === "" ? null : FIRST_LETTERS.findIndex((letters) => label.startsWith(letters)) + 1;
    if (substance === 0) throw new Error("the file names a substance that the codebook does not have");
    const row = outcomes.get(substance) ?? { substance, discharges: 0, completed: 0, droppedOut: 0, transferred: 0 };
    row.discharges += 1;
    if (reason === 1) row.completed += 1;
    if (reason === 2) row.droppedOut += 1;
    if (reason === 4) row.transferred += 1;
    outcomes.set(substance, row);
  }
  return { reasons, outcomes: [...outcomes.values()] };
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

/** In the codebook's order: SUB1 1 to 19, by as much of the label as tells it from the others. */
const FIRST_LETTERS = [
  "none",
  "alc",
  "coc",
  "mar",
  "her",
  "non-rx",
  "other op",
  "pcp",
  "hall",
  "meth",
  "other amph",
  "other stim",
  "benz",
  "other tranq",
  "barb",
  "other sed",
  "inh",
  "otc",
  "other dr",
];

export function countDischargesOfFile(path: string): Counted {
  return countDischarges(readFileSync(path));
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
