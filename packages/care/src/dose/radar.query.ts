import type { Database } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { FactsRow } from "./dose.query.ts";
import { factsColumns, factsOf } from "./dose.query.ts";
import type { DoseForecast, Meeting, OpenMeeting } from "./radar.rules.ts";
import { DOSE_RISKS, forecastOf, thisWeek } from "./radar.rules.ts";

type AsJson<M extends Meeting> = Omit<M, "startsAt"> & { readonly startsAt: string };

interface Stay extends FactsRow {
  readonly programId: string;
  readonly zone: string;
  readonly booked: readonly AsJson<Meeting>[];
}

export interface RadarRow extends DoseForecast {
  readonly enrollmentId: string;
  readonly key: RadarKey;
}

/** Where a row stands in the list: its risk, what is missing, and the enrollment to tell equals apart. */
export type RadarKey = readonly [risk: number, shortfall: number, enrollmentId: string];

/** What can matter to the week that goes on, wherever the program is. */
const AROUND_NOW = "ps.starts_at > app_now() - interval '8 days' and ps.starts_at < app_now() + interval '8 days'";

/**
 * Stays that hold a place and are placed this week, the facts of each, and the coming sessions of their programs that
 * take somebody more: one statement, however many clients there are.
 */
const SQL = `with stays as materialized (
    select e.id, e.program_id, s.time_zone
    from enrollments e join programs g on g.id = e.program_id join sites s on s.id = g.site_id
    where e.voided_at is null and e.state in ('ADMITTED', 'ACTIVE', 'ON_LEAVE') and ($1::uuid is null or e.program_id = $1))
  select (
    select coalesce(json_agg(stay), '[]') from (
      select ${factsColumns(AROUND_NOW)}, stays.program_id as "programId", stays.time_zone as zone,
        (select coalesce(json_agg(json_build_object('sessionId', ps.id, 'startsAt', ps.starts_at, 'minutes', ps.minutes)), '[]')
          from attendances a join program_sessions ps on ps.id = a.session_id
          where a.enrollment_id = e.id and a.state = 'SCHEDULED' and ps.state <> 'PROGRAM_CANCELLED' and ${AROUND_NOW}) as booked
      from stays join enrollments e on e.id = stays.id) stay) as stays, (
    select coalesce(json_agg(json_build_object('sessionId', ps.id, 'programId', ps.program_id, 'startsAt', ps.starts_at,
        'minutes', ps.minutes, 'telehealth', ps.mode <> 'IN_PERSON', 'placesLeft', ps.places - taken.places)), '[]')
    from program_sessions ps, lateral (
      select count(*)::int as places from attendances a where a.session_id = ps.id and a.state <> 'PROGRAM_CANCELLED') taken
    where ps.state = 'SCHEDULED' and ps.starts_at > app_now() and ${AROUND_NOW}
      and ps.program_id in (select program_id from stays)
      and case when ps.places is null then ps.modality in ('GROUP', 'EDUCATION') else ps.places > taken.places end) as open`;

/**
 * How this week stands for each client of a program, or of all: the most worrying first, live from what is recorded.
 * @param options.programId UUID
 * @param options.after key of the row to start after
 */
export async function doseRadar(
  db: Database,
  actor: Actor,
  options: { programId?: string | null | undefined; limit: number; after?: RadarKey | null },
): Promise<{ rows: RadarRow[]; hasMore: boolean }> {
  authorise(actor, "enrollment.read");
  const [found] = await db.readWith<{ stays: Stay[]; open: AsJson<OpenMeeting>[] }>(actor, {
    sql: SQL,
    values: [options.programId ?? null],
  });
  const now = db.clock.now();
  const openIn = new Map<string, OpenMeeting[]>();
  for (const meeting of dated<OpenMeeting>(found?.open ?? []))
    openIn.set(meeting.programId, [...(openIn.get(meeting.programId) ?? []), meeting]);
  const stays = found?.stays ?? [];
  const weeks = new Map([...new Set(stays.map((stay) => stay.zone))].map((zone) => [zone, thisWeek(zone, now)]));
  const rows = stays.flatMap((stay): RadarRow[] => {
    const week = weeks.get(stay.zone);
    const open = openIn.get(stay.programId) ?? [];
    const forecast = week && forecastOf(factsOf(stay), week, dated(stay.booked), open, now);
    if (!forecast) return [];
    const { enrollmentId } = stay;
    const key: RadarKey = [DOSE_RISKS.indexOf(forecast.risk), forecast.shortfallMinutes, enrollmentId];
    return [{ ...forecast, enrollmentId, key }];
  });
  const { after } = options;
  const rest = rows.toSorted((a, b) => order(a.key, b.key)).filter((row) => !after || order(row.key, after) > 0);
  return { rows: rest.slice(0, options.limit), hasMore: rest.length > options.limit };
}

function dated<M extends Meeting>(sessions: readonly AsJson<M>[]): M[] {
  return sessions.map((session) => ({ ...session, startsAt: new Date(session.startsAt) }) as unknown as M);
}

function order(a: RadarKey, b: RadarKey): number {
  return a[0] - b[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}
