import { invalid } from "@causeway/kernel";

export const ASSESSMENT_KINDS = ["ADMISSION", "REASSESSMENT", "DISCHARGE"] as const;
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];

/** What a clinician entered for one dimension. Opaque: nothing is computed from it. */
export interface Rating {
  readonly dimension: number;
  readonly token: string;
}

/** Dimensions that an edition rates, and how its tokens are written. Dimension 6 of the fourth is discussed, not rated. */
const EDITIONS: Readonly<Record<string, { readonly dimensions: number; readonly token: RegExp }>> = {
  ASAM3: { dimensions: 6, token: /^[0-4]$/ },
  ASAM4: { dimensions: 5, token: /^[0-9A-Z][0-9A-Z.+-]{0,7}$/ },
};

/**
 * Ratings as they are kept, by number of the dimension.
 * @throws DomainError INVALID for an unknown edition, a dimension it does not rate or names twice, a token of another form
 */
export function checkRatings(edition: string, ratings: readonly Rating[]): Record<string, string> {
  const form = Object.hasOwn(EDITIONS, edition) ? EDITIONS[edition] : undefined;
  if (!form) throw invalid("edition", "This is not an edition of the levels of care.");
  if (ratings.length === 0) throw invalid("ratings", "An assessment rates at least one dimension.");
  const kept: Record<string, string> = {};
  ratings.forEach(({ dimension, token }, i) => {
    const at = (field: string): string[] => ["ratings", String(i), field];
    if (!(Number.isInteger(dimension) && dimension >= 1 && dimension <= form.dimensions))
      throw invalid(at("dimension"), `This edition rates the dimensions 1 to ${form.dimensions}.`);
    if (Object.hasOwn(kept, dimension)) throw invalid(at("dimension"), "This dimension is rated twice.");
    if (!form.token.test(token)) throw invalid(at("token"), "This is not a rating of this edition.");
    kept[dimension] = token;
  });
  return kept;
}

/** As the API shows them, by dimension. */
export function ratingsOf(kept: Readonly<Record<string, string>>): Rating[] {
  return Object.entries(kept)
    .map(([dimension, token]) => ({ dimension: Number(dimension), token }))
    .toSorted((a, b) => a.dimension - b.dimension);
}
