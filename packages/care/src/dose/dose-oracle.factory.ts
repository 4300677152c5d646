/**
 * The slow, obvious way to judge a week, for the tests of the rules: a history told day by day and a calendar told
 * minute by minute, with none of the rules' own arithmetic of spans and days.
 */

export interface OracleLevel {
  readonly adult: { readonly minimum: number | null; readonly maximum: number | null };
  readonly adolescent: { readonly minimum: number | null; readonly maximum: number | null } | null;
}

export interface OracleDay {
  readonly level: OracleLevel | null;
  readonly plan: { readonly minutes: number; readonly taper: boolean } | null;
  readonly leave: boolean;
}

const MINUTE = 60_000;
const calendars = new Map<string, Map<number, string>>();

/** The local day of each minute of a week, by a formatter that knows nothing of weeks. Made once: it is slow. */
function calendarOf(zone: string, monday: string): Map<number, string> {
  const key = `${zone} ${monday}`;
  let calendar = calendars.get(key);
  if (!calendar) {
    const week = new Set(sevenDays(monday));
    const format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
    const middle = Date.parse(`${monday}T00:00:00Z`);
    calendar = new Map();
    for (let at = middle - 2 * 1440 * MINUTE; at < middle + 9 * 1440 * MINUTE; at += MINUTE) {
      const day = format.format(at);
      if (week.has(day)) calendar.set(at, day);
    }
    calendars.set(key, calendar);
  }
  return calendar;
}

/** The seven days that begin with this one, counted in UTC where every day has 24 hours. */
export function sevenDays(monday: string): string[] {
  return [0, 1, 2, 3, 4, 5, 6].map((i) => new Date(Date.parse(monday) + i * 86_400_000).toISOString().slice(0, 10));
}

/** Minutes of the week, by the instant each begins. */
export function minutesOfWeek(zone: string, monday: string): number[] {
  return [...calendarOf(zone, monday).keys()];
}

/**
 * @param history by day; days that are not told have nothing
 * @param attended the minute a session began, and what counts of it
 */
export function judgeSlowly(
  zone: string,
  monday: string,
  history: ReadonlyMap<string, OracleDay>,
  adult: boolean,
  attended: readonly { readonly at: number; readonly minutes: number }[],
) {
  const calendar = calendarOf(zone, monday);
  const lengthOf = new Map<string, number>();
  for (const day of calendar.values()) lengthOf.set(day, (lengthOf.get(day) ?? 0) + 1);
  const tapered = new Map([...lengthOf.keys()].map((day) => [day, taperedFor(history, day)]));
  let required = 0;
  let untapered = 0;
  const maxima: (number | null)[] = [];
  let placed = 0;
  const counted = new Set<string>();
  for (const day of calendar.values()) {
    const told = history.get(day);
    if (!told?.level) continue;
    placed += 1;
    if (told.leave) continue;
    const bounds = adult || !told.level.adolescent ? told.level.adult : told.level.adolescent;
    const least = bounds.minimum ?? 0;
    const full = told.plan && !told.plan.taper && told.plan.minutes > least ? told.plan.minutes : least;
    const share = 7 * (lengthOf.get(day) ?? 0);
    untapered += full / share;
    required += (told.plan?.taper && (tapered.get(day) ?? 0) <= 14 ? told.plan.minutes : full) / share;
    if (!counted.has(day)) maxima.push(bounds.maximum);
    counted.add(day);
  }
  let delivered = 0;
  let came = false;
  for (const session of attended) {
    if (!calendar.has(session.at)) continue;
    came = true;
    for (let minute = 0; minute < session.minutes; minute++) delivered += 1;
  }
  if (placed === 0 && !came) return null;
  const bounded = maxima.length > 0 && maxima.every((maximum) => maximum !== null);
  const maxMinutes = bounded ? Math.round(maxima.reduce((sum, m) => sum + (m ?? 0), 0) / maxima.length) : null;
  const requiredMinutes = Math.round(required);
  const status =
    counted.size < 4
      ? "EXEMPT"
      : maxMinutes !== null && delivered > maxMinutes
        ? "OVER_MAX"
        : delivered < requiredMinutes
          ? "SHORT"
          : delivered < Math.round(untapered)
            ? "TAPER"
            : Math.round(untapered) === 0
              ? "EXEMPT"
              : "MET";
  return {
    weekStartsOn: monday,
    daysInPlacement: counted.size,
    requiredMinutes,
    maxMinutes,
    deliveredMinutes: delivered,
    status,
  };
}

/** Which day of the taper this is, the first one being 1. */
function taperedFor(history: ReadonlyMap<string, OracleDay>, day: string): number {
  let days = 0;
  for (let at = Date.parse(day); history.get(new Date(at).toISOString().slice(0, 10))?.plan?.taper; at -= 86_400_000)
    days += 1;
  return days;
}
