import type { AttendedDay, LevelSpan, StayThen } from "../authorisations/index.ts";
import { levelOn } from "../authorisations/index.ts";
import type { LevelName } from "../programs/index.ts";
import { addDays, mondayOf, sameLevel } from "../programs/index.ts";

/** Days a week has to have in placement before it is judged; dose and ledger alike. */
const FEWEST_DAYS_JUDGED = 4;

interface Span {
  readonly startsOn: string;
  /** First day it no longer holds. */
  readonly endsOn: string | null;
}

/** What a level asks of a week, for people of one age. */
export interface LevelHours extends LevelName {
  readonly rank: number;
  readonly setting: string;
  readonly withdrawalManagement: boolean;
  /** Null where the level has no lower bound. */
  readonly minHoursPerWeek: number | null;
}

/** Everything the three lanes are drawn from, as it was believed at a moment. */
export interface LaneFacts extends StayThen {
  readonly levels: readonly LevelHours[];
  /** Spans in which less than the level's minimum was planned on the way out. */
  readonly tapers: readonly Span[];
  readonly leaves: readonly Span[];
  readonly plannedEndsOn: string | null;
}

/**
 * How a week of care stands to the level placed at. OPEN: not over yet. EXEMPT: fewer than four days of it count, or
 * the client had not begun. TAPER: less was planned.
 */
export const WEEK_VERDICTS = ["MET", "BELOW", "TAPER", "EXEMPT", "OPEN"] as const;
export type WeekVerdict = (typeof WEEK_VERDICTS)[number];

export interface AttendedWeek {
  /** A Monday, where the client was admitted. */
  readonly startsOn: string;
  readonly minutes: number;
  readonly daysAttended: number;
  /** The outpatient level that so many minutes a week amount to; null for none, or where no edition is known. */
  readonly level: LevelName | null;
  /** What the levels placed at ask of the days of the week that count. */
  readonly requiredMinutes: number;
  readonly verdict: WeekVerdict;
}

/** Each week from the first placement to the moment's own. */
export function attendedWeeks(facts: LaneFacts): AttendedWeek[] {
  const [first] = facts.placements;
  if (!first) return [];
  const begun = facts.attended[0]?.on ?? null;
  const from = begun !== null && begun < first.startsOn ? begun : first.startsOn;
  const last = facts.placements.at(-1)?.endsOn ?? null;
  const until = last !== null && last < facts.today ? addDays(last, -1) : facts.today;
  const weeks: AttendedWeek[] = [];
  for (let monday = mondayOf(from); monday <= until; monday = addDays(monday, 7)) {
    const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i));
    const attended = facts.attended.filter((day) => day.on >= monday && day.on < addDays(monday, 7));
    const minutes = sum(attended);
    const placed = days.filter((day) => levelOn(facts.placements, day) !== null);
    const counted = placed.filter((day) => !holds(facts.leaves, day));
    const asked = counted.reduce((total, day) => total + minimumOn(facts, day), 0);
    const requiredMinutes = Math.round(asked / 7);
    const named = placed.at(-1);
    const edition = (named === undefined ? null : levelOn(facts.placements, named))?.edition ?? first.edition;
    weeks.push({
      startsOn: monday,
      minutes,
      daysAttended: attended.length,
      level: amountsTo(minutes, edition, facts.levels),
      requiredMinutes,
      verdict: judge(minutes >= requiredMinutes, {
        over: addDays(monday, 7) <= facts.today,
        begun: begun !== null && begun < addDays(monday, 7) && counted.length >= FEWEST_DAYS_JUDGED,
        taper: counted.some((day) => holds(facts.tapers, day)),
      }),
    });
  }
  return weeks;
}

function judge(met: boolean, week: { over: boolean; begun: boolean; taper: boolean }): WeekVerdict {
  if (!week.over) return "OPEN";
  if (!week.begun) return "EXEMPT";
  if (week.taper) return "TAPER";
  return met ? "MET" : "BELOW";
}

/** The most intensive outpatient level whose minimum so many minutes a week reach; of equals, the lower in rank. */
export function amountsTo(minutes: number, edition: string, levels: readonly LevelHours[]): LevelName | null {
  if (minutes <= 0) return null;
  const [reached] = levels
    .filter(
      (level) =>
        level.edition === edition &&
        level.setting === "OUTPATIENT" &&
        !level.withdrawalManagement &&
        (level.minHoursPerWeek ?? 0) * 60 <= minutes,
    )
    .toSorted((a, b) => (b.minHoursPerWeek ?? 0) - (a.minHoursPerWeek ?? 0) || a.rank - b.rank);
  return reached ? { edition: reached.edition, code: reached.code } : null;
}

function holds(spans: readonly Span[], day: string): boolean {
  return spans.some((span) => span.startsOn <= day && (span.endsOn === null || span.endsOn > day));
}

function minimumOn(facts: LaneFacts, day: string): number {
  const level = levelOn(facts.placements, day);
  const hours = level && facts.levels.find((one) => one.edition === level.edition && one.code === level.code);
  return (hours?.minHoursPerWeek ?? 0) * 60;
}

function sum(days: readonly AttendedDay[]): number {
  return days.reduce((total, day) => total + day.minutes, 0);
}

export function matches(level: LevelName, spans: readonly LevelSpan[]): boolean {
  return spans.some((span) => sameLevel(level, { edition: span.edition, code: span.levelCode }));
}
