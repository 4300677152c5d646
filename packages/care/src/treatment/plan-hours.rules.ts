import { invalid } from "@causeway/kernel";
import { daysBetween } from "../programs/index.ts";
import type { Span } from "./span.rules.ts";

export const PLAN_HOURS_REASONS = ["INDIVIDUAL_PLAN", "TAPER"] as const;
export type PlanHoursReason = (typeof PLAN_HOURS_REASONS)[number];

/** One or two weeks on the way out of a level may have less than it asks for. */
export const LONGEST_TAPER_DAYS = 14;

interface Hours extends Span {
  readonly reason: PlanHoursReason;
  readonly minutesPerWeek: number;
  readonly daysPerWeek: number | null;
}

/**
 * Whether a plan of these hours fits the level of care.
 * @param fewestMinutes that the level asks for; null where it sets no bound
 * @throws DomainError INVALID (reason BELOW_LEVEL, NO_TAPER, TAPER_TOO_LONG)
 */
export function checkHours(hours: Hours, fewestMinutes: number | null): void {
  const { reason, minutesPerWeek, daysPerWeek, endsOn } = hours;
  if (!(Number.isInteger(minutesPerWeek) && minutesPerWeek >= 0 && minutesPerWeek <= 10_080))
    throw invalid("minutesPerWeek", "A week has 0 to 10080 minutes.");
  if (daysPerWeek !== null && !(Number.isInteger(daysPerWeek) && daysPerWeek >= 1 && daysPerWeek <= 7))
    throw invalid("daysPerWeek", "A week has 1 to 7 days.");
  const below = fewestMinutes !== null && minutesPerWeek < fewestMinutes;
  if (reason === "INDIVIDUAL_PLAN" && below)
    throw invalid("minutesPerWeek", "This is less than the level of care asks for; say so as a taper.", "BELOW_LEVEL");
  if (reason !== "TAPER") return;
  if (!below) throw invalid("reason", "A taper has less than the level of care asks for.", "NO_TAPER");
  if (endsOn === null) throw invalid("endsOn", "A taper has an end.", "TAPER_TOO_LONG");
}

/**
 * `taper-two-weeks`: days of taper in a row count as one taper, however they were recorded.
 * @param believed what would be believed, without overlaps
 * @throws DomainError INVALID (reason TAPER_TOO_LONG)
 */
export function checkTapers(believed: readonly (Span & { readonly reason: PlanHoursReason })[]): void {
  let begun: string | null = null;
  let until: string | null = null;
  for (const span of believed.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    if (span.reason !== "TAPER") continue;
    if (begun === null || span.startsOn !== until) begun = span.startsOn;
    until = span.endsOn;
    if (until === null || daysBetween(begun, until) > LONGEST_TAPER_DAYS)
      throw invalid("endsOn", "A taper lasts at most two weeks.", "TAPER_TOO_LONG");
  }
}
