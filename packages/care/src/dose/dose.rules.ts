import { localDay, mondayOf, startOfDay } from "../programs/index.ts";
import { LONGEST_TAPER_DAYS } from "../treatment/index.ts";

/** What a week of care came to, against what was asked for. */
export const DOSE_STATUSES = ["MET", "SHORT", "OVER_MAX", "TAPER", "EXEMPT"] as const;
export type DoseStatus = (typeof DOSE_STATUSES)[number];
type Population = "ADULT" | "ADOLESCENT";

/** Days as text, the end exclusive and null while it goes on. */
interface Span {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Minutes a week a level asks for, and the most that it is; null where the level sets no bound. */
interface Bounds {
  readonly minimum: number | null;
  readonly maximum: number | null;
}

interface PlacedSpan extends Span {
  readonly programId: string;
  /** IANA zone of the program's site. */
  readonly zone: string;
  /** Of each population that the level knows. */
  readonly bounds: Partial<Readonly<Record<Population, Bounds>>>;
}

interface PlannedSpan extends Span {
  readonly minutesPerWeek: number;
  /** Less than the level asks for, on the way out of it. */
  readonly taper: boolean;
}

interface AttendedSession {
  readonly startsAt: Date;
  /** What counts, overlaps counted once. */
  readonly minutes: number;
  readonly programId: string;
  readonly zone: string;
}

/** All that the weeks of one stay follow from, as it is believed now. */
export interface DoseFacts {
  readonly placements: readonly PlacedSpan[];
  readonly planned: readonly PlannedSpan[];
  readonly leaves: readonly Span[];
  readonly attended: readonly AttendedSession[];
  /** The client's eighteenth birthday; null where the birth date is not known, which counts as adult. */
  readonly adultFrom: string | null;
}

/** What a week asks for. */
export interface DoseTarget {
  /** A Monday. */
  readonly weekStartsOn: string;
  /** Where the client is at the end of the week, or was last. */
  readonly programId: string;
  /** When the week ends there. */
  readonly endsAt: Date;
  /** Days in placement without the days of leave. */
  readonly daysInPlacement: number;
  readonly requiredMinutes: number;
  /** What the level and the plan would ask for without a taper. */
  readonly untaperedMinutes: number;
  readonly maxMinutes: number | null;
}

export interface DoseWeek extends DoseTarget {
  readonly deliveredMinutes: number;
  readonly status: DoseStatus;
}

const DAY_MS = 86_400_000;
const DAYS_A_WEEK = 7;
/** A week with fewer days in placement is not judged. */
const FEWEST_DAYS = 4;

/**
 * The week of a stay that begins on this Monday; null where nobody was placed and nobody came.
 *
 * What is required is the sum over the days in placement of a seventh of the larger of the level's minimum and the
 * plan's minutes, rounded to the minute once at the end; days of leave ask for nothing. Cancelled sessions and holidays
 * do not lower it. The maximum is that of a whole week, in proportion to the days at each level, and is not lowered by
 * days out of placement: it tells of the intensity of the next level. A session counts in the week in which it begins,
 * by the days of its own program.
 */
export function weekOf(facts: DoseFacts, monday: string): DoseWeek | null {
  const target = targetOf(facts, monday);
  if (!target) return null;
  const deliveredMinutes = sessionsOf(facts, monday).reduce((sum, session) => sum + session.minutes, 0);
  return { ...target, deliveredMinutes, status: statusOf(target, deliveredMinutes) };
}

/** What the week asks for, whatever was delivered. */
export function targetOf(facts: DoseFacts, monday: string): DoseTarget | null {
  const population: Population = facts.adultFrom !== null && monday < facts.adultFrom ? "ADOLESCENT" : "ADULT";
  const placed = daysOf(monday).flatMap((day) => {
    const placement = holdingOn(facts.placements, day);
    return placement ? [{ day, placement }] : [];
  });
  const where = placed.at(-1)?.placement ?? sessionsOf(facts, monday).at(-1);
  if (!where) return null;

  const counted = placed.filter(({ day }) => !holdingOn(facts.leaves, day));
  let required = 0;
  let untapered = 0;
  let maximum: number | null = counted.length === 0 ? null : 0;
  for (const { day, placement } of counted) {
    const bounds = placement.bounds[population] ?? placement.bounds.ADULT;
    const minimum = bounds?.minimum ?? 0;
    const plan = holdingOn(facts.planned, day);
    const asked = plan && !plan.taper ? Math.max(minimum, plan.minutesPerWeek) : minimum;
    untapered += asked;
    required += plan?.taper && tapersOn(facts.planned, day) ? plan.minutesPerWeek : asked;
    maximum = maximum === null || !bounds || bounds.maximum === null ? null : maximum + bounds.maximum;
  }
  return {
    weekStartsOn: monday,
    programId: where.programId,
    endsAt: endOf(monday, where.zone),
    daysInPlacement: counted.length,
    requiredMinutes: Math.round(required / DAYS_A_WEEK),
    untaperedMinutes: Math.round(untapered / DAYS_A_WEEK),
    maxMinutes: maximum === null ? null : Math.round(maximum / counted.length),
  };
}

/** What a week is that came, or will come, to so many minutes. */
export function statusOf(
  target: Pick<DoseTarget, "daysInPlacement" | "requiredMinutes" | "untaperedMinutes" | "maxMinutes">,
  minutes: number,
): DoseStatus {
  if (target.daysInPlacement < FEWEST_DAYS) return "EXEMPT";
  if (target.maxMinutes !== null && minutes > target.maxMinutes) return "OVER_MAX";
  if (minutes < target.requiredMinutes) return "SHORT";
  if (minutes < target.untaperedMinutes) return "TAPER";
  // Where nothing is asked for, nothing was met.
  return target.untaperedMinutes === 0 ? "EXEMPT" : "MET";
}

/** The weeks of a stay between two days, the one that goes on now at the latest. */
export function weeksOf(facts: DoseFacts, now: Date, between: { from?: string; to?: string } = {}): DoseWeek[] {
  const days = [
    ...facts.placements.flatMap(({ startsOn, endsOn, zone }) => [startsOn, endsOn ?? localDay(now, zone)]),
    ...facts.attended.map((session) => localDay(session.startsAt, session.zone)),
  ].toSorted();
  const zone = facts.placements.at(-1)?.zone ?? facts.attended.at(-1)?.zone;
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || zone === undefined) return [];
  const from = between.from === undefined || between.from < first ? first : between.from;
  const to = [last, localDay(now, zone), between.to ?? last].toSorted()[0] as string;
  const weeks: DoseWeek[] = [];
  for (let monday = mondayOf(from); monday <= to; monday = dayAfter(monday, DAYS_A_WEEK)) {
    const week = weekOf(facts, monday);
    if (week) weeks.push(week);
  }
  return weeks;
}

/**
 * The second week of the latest two short weeks in a row, which a person has to look at. A week that is exempt is
 * stepped over; one that was met, tapered or went over the maximum parts the two.
 * @param weeks that are over, in order
 * @returns a Monday, or null
 */
export function shortPairOf(weeks: readonly { weekStartsOn: string; status: DoseStatus }[]): string | null {
  const judged = weeks.filter((week) => week.status !== "EXEMPT");
  return (
    judged.findLast((week, i) => week.status === "SHORT" && judged[i - 1]?.status === "SHORT")?.weekStartsOn ?? null
  );
}

function sessionsOf(facts: DoseFacts, monday: string): AttendedSession[] {
  const begins = Date.parse(monday);
  const days = new Set(daysOf(monday));
  return facts.attended
    .filter(({ startsAt, zone }) => {
      // No zone is further from UTC than a day: what is far from the week need not be looked up in its zone.
      const after = startsAt.getTime() - begins;
      return after > -DAY_MS && after < (DAYS_A_WEEK + 1) * DAY_MS && days.has(localDay(startsAt, zone));
    })
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

function daysOf(monday: string): string[] {
  return Array.from({ length: DAYS_A_WEEK }, (_, i) => dayAfter(monday, i));
}

const ends = new Map<string, Date>();

/** The end of a week in a zone: looked up once, as the weeks of all stays are the same few. */
function endOf(monday: string, zone: string): Date {
  const key = `${monday} ${zone}`;
  const end = ends.get(key) ?? startOfDay(dayAfter(monday, DAYS_A_WEEK), zone);
  ends.set(key, end);
  return end;
}

/** As `addDays`, without a calendar: weeks are counted by the thousand. */
function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** What holds on a day; of two that do, the one that began later. */
function holdingOn<S extends Span>(spans: readonly S[], day: string): S | undefined {
  return spans
    .filter((span) => span.startsOn <= day && (span.endsOn === null || span.endsOn > day))
    .reduce<S | undefined>((latest, span) => (latest && latest.startsOn > span.startsOn ? latest : span), undefined);
}

/** Whether the taper has not lasted longer than it may; beyond that the level's own minimum holds again. */
function tapersOn(planned: readonly PlannedSpan[], day: string): boolean {
  for (let back = 1; back <= LONGEST_TAPER_DAYS; back++) {
    if (!holdingOn(planned, dayAfter(day, -back))?.taper) return true;
  }
  return false;
}
