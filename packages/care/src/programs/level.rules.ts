/** A level of care by name, comparable where the same level has two names. */
export interface LevelName {
  readonly edition: string;
  readonly code: string;
}

/** Levels of the 3rd edition that the 4th names otherwise; the rest keep their code. */
const CROSSWALK: Readonly<Record<string, readonly string[]>> = {
  "1": ["1.5", "1.7"],
  "3.3": ["3.5"],
  "1-WM": ["1.7"],
  "2-WM": ["2.7"],
  "3.7-WM": ["3.7"],
  "4-WM": ["4"],
};

/** Whether two levels of different editions are the same level by another name. */
export function sameLevelAcrossEditions(a: LevelName, b: LevelName): boolean {
  if (a.edition === b.edition) return false;
  const [third, fourth] = a.edition === "ASAM3" ? [a, b] : [b, a];
  return (CROSSWALK[third.code] ?? [third.code]).includes(fourth.code);
}

/** Whether two names mean one level, in one edition or across the two. */
export function sameLevel(a: LevelName, b: LevelName): boolean {
  return (a.edition === b.edition && a.code === b.code) || sameLevelAcrossEditions(a, b);
}
