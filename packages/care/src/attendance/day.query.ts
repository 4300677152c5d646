import type { ReadStatement } from "@causeway/database";

/** A session that keeps its day from being closed. */
export interface OpenSession {
  readonly id: string;
  readonly starts_at: Date;
  /** HH:MM where the program is. */
  readonly time: string;
  readonly title: string | null;
  /** How many of those expected are not recorded. */
  readonly waiting: number;
}

/** Sessions of a program's day that were not held yet, or where somebody is not recorded. */
export function openSessionsOfDay(programId: string, day: string): ReadStatement {
  return {
    sql: `select s.id, s.starts_at, to_char(s.starts_at at time zone site.time_zone, 'HH24:MI') as time, s.title,
        (count(*) filter (where a.state = 'SCHEDULED'))::int as waiting
      from program_sessions s
        join programs p on p.id = s.program_id join sites site on site.id = p.site_id
        left join attendances a on a.session_id = s.id
      where s.program_id = $1 and (s.starts_at at time zone site.time_zone)::date = $2::date
        and s.starts_at between $2::date - 1 and $2::date + 2 and s.state in ('SCHEDULED', 'HELD')
      group by s.id, site.time_zone
      having s.state = 'SCHEDULED' or count(*) filter (where a.state = 'SCHEDULED') > 0
      order by s.starts_at, s.id`,
    values: [programId, day],
  };
}
