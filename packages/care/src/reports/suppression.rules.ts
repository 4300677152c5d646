/** A count below this is not shown outside the organisation. */
export const SMALLEST_CELL = 11;

/** The counts that one figure rests on. */
export interface Counts {
  /** Records counted, and the different people among them. */
  readonly whole: number;
  readonly people: number;
  /** Each some of the whole: what is left of it is a count as well. */
  readonly parts: readonly number[];
  /** Counted beside the whole; null where nothing is. */
  readonly aside: number | null;
}

/** What of a figure is withheld. */
export interface Hidden {
  readonly whole: boolean;
  readonly parts: readonly boolean[];
  readonly aside: boolean;
}

/**
 * What to withhold of a total (first) and its groups, which add up to it. Small counts go first, and with each part what
 * it leaves of its whole; then so many other groups, smallest first, that what the total less the shown groups gives
 * away is the sum of two groups or more and itself not small.
 */
export function hide(figures: readonly Counts[]): Hidden[] {
  const whole = layer(
    figures,
    ({ people, whole: count }) => [count, people],
    () => false,
  );
  const parts = (figures[0]?.parts ?? []).map((_, part) =>
    layer(
      figures,
      (counts) => [counts.parts[part] ?? 0, counts.whole - (counts.parts[part] ?? 0)],
      (i) => whole[i] ?? false,
    ),
  );
  const aside =
    figures[0]?.aside === null
      ? []
      : layer(
          figures,
          (counts) => [counts.aside ?? 0],
          () => false,
        );
  return figures.map((_, i) => ({
    whole: whole[i] ?? false,
    parts: parts.map((of) => of[i] ?? false),
    aside: aside[i] ?? false,
  }));
}

/**
 * One kind of count through all figures.
 * @param weights the counts that this one gives away, itself first: each must stay large, alone and summed
 * @param forced withheld already, since what it is a part of is
 */
function layer(
  figures: readonly Counts[],
  weights: (counts: Counts) => readonly number[],
  forced: (figure: number) => boolean,
): boolean[] {
  const small = (sums: readonly number[]): boolean => sums.some((sum) => sum < SMALLEST_CELL);
  const hidden = figures.map((counts, i) => forced(i) || small(weights(counts)));
  // Without its total a column of groups gives nothing away.
  if (hidden[0]) return hidden;
  const groups = figures.map((counts, i) => ({ i, weights: weights(counts) })).slice(1);
  const bySize = groups.toSorted((a, b) => (a.weights[0] ?? 0) - (b.weights[0] ?? 0));
  for (;;) {
    const withheld = groups.filter(({ i }) => hidden[i]);
    const sums = withheld.reduce<readonly number[]>(
      (so, { weights: more }) => more.map((weight, w) => weight + (so[w] ?? 0)),
      [],
    );
    if (withheld.length === 0 || (withheld.length > 1 && !small(sums))) return hidden;
    const next = bySize.find(({ i }) => !hidden[i]);
    if (!next) return hidden;
    hidden[next.i] = true;
  }
}
