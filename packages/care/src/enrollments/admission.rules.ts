import type { AdmissionPath } from "./enrollment.entity.ts";

/** Where somebody comes from: a level of care by its rank, and whether care goes on from it. */
export interface Origin {
  readonly rank: number;
  /** True where the care there belongs to the same episode; false where it ended before. */
  readonly goesOn: boolean;
}

/**
 * How a client enters a program of this rank: down or up from care that goes on, again after care that ended,
 * or directly.
 */
export function admissionPathOf(origin: Origin | null, rank: number): AdmissionPath {
  if (origin === null) return "DIRECT";
  if (!origin.goesOn) return "RE_ENTRY";
  if (origin.rank === rank) return "DIRECT";
  return origin.rank > rank ? "STEP_DOWN" : "STEP_UP";
}
