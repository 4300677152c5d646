import type { AuthorisationThen, PlacementThen } from "../authorisations/index.ts";
import { addDays, daysBetween } from "../programs/index.ts";
import type { AttendedWeek, LaneFacts } from "./lanes.rules.ts";
import { attendedWeeks } from "./lanes.rules.ts";
import type { Parting } from "./partings.rules.ts";
import { partings } from "./partings.rules.ts";

/** How long people commonly stay at a level, in weeks, as programs tell it; no bound, and no reason by itself. */
const TYPICAL_WEEKS: Readonly<Record<string, readonly [number, number]>> = { "2.1": [6, 16], "2.5": [2, 4] };

interface ClinicalSpan extends PlacementThen {
  /** Up to the moment that the ledger is believed at; 0 for one that is yet to begin. */
  readonly daysSoFar: number;
  readonly typicalWeeks: readonly [number, number] | null;
}

/** The three lanes of a stay over days, and where they part. */
export interface LevelLedger {
  readonly enrollmentId: string;
  readonly zone: string;
  /** YYYY-MM-DD */
  readonly from: string;
  /** First day no longer shown. */
  readonly to: string;
  readonly clinical: readonly ClinicalSpan[];
  /** Everything asked for; what grants nothing covers nothing. */
  readonly authorised: readonly AuthorisationThen[];
  readonly attended: readonly AttendedWeek[];
  readonly partings: readonly Parting[];
}

/**
 * Draws the lanes over a range; over the whole stay up to today unless told otherwise. Spans that reach into the range
 * are shown whole.
 */
export function ledgerOf(facts: LaneFacts, range: { from?: string | null; to?: string | null } = {}): LevelLedger {
  const begins = [...facts.placements, ...facts.authorisations].map((span) => span.startsOn).toSorted()[0];
  const from = range.from ?? begins ?? facts.today;
  const to = range.to ?? addDays(facts.today > from ? facts.today : from, 1);
  const shown = (span: { startsOn: string; endsOn: string | null }): boolean =>
    span.startsOn < to && (span.endsOn === null || span.endsOn > from);
  return {
    enrollmentId: facts.enrollmentId,
    zone: facts.zone,
    from,
    to,
    clinical: facts.placements.filter(shown).map((span) => ({
      ...span,
      daysSoFar: Math.max(0, daysBetween(span.startsOn, earlier(span.endsOn, addDays(facts.today, 1)))),
      typicalWeeks: TYPICAL_WEEKS[span.levelCode] ?? null,
    })),
    authorised: facts.authorisations.filter(shown),
    attended: attendedWeeks(facts).filter((week) => shown({ ...week, endsOn: addDays(week.startsOn, 7) })),
    partings: partings(facts).filter(shown),
  };
}

function earlier(day: string | null, other: string): string {
  return day !== null && day < other ? day : other;
}
