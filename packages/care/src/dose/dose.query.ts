import type { DoseFacts } from "./dose.rules.ts";

/** Rows of JSON, so that one statement carries a stay with all that hangs on it. */
export interface FactsRow extends Omit<DoseFacts, "attended"> {
  readonly enrollmentId: string;
  readonly attended: readonly (Omit<DoseFacts["attended"][number], "startsAt"> & { readonly startsAt: string })[];
}

/**
 * Columns of what the weeks of a stay follow from; the statement names the enrollment `e`.
 * @param attendedWithin a condition on the session `ps`, which keeps out what no asked week can need
 */
export const factsColumns = (attendedWithin: string): string => `e.id as "enrollmentId",
  (select (d.birth_date + interval '18 years')::date from client_details d where d.client_id = e.client_id) as "adultFrom",
  (select coalesce(json_agg(json_build_object('startsOn', p.starts_on, 'endsOn', p.ends_on, 'programId', p.program_id,
      'zone', s.time_zone, 'bounds', (
        select coalesce(json_object_agg(h.population, json_build_object('minimum', round(h.min_hours_per_week * 60)::int,
          'maximum', round(h.max_hours_per_week * 60)::int)), '{}')
        from level_of_care_hours h where h.edition = p.edition and h.code = p.level_code)) order by p.starts_on), '[]')
    from placements p join programs g on g.id = p.program_id join sites s on s.id = g.site_id
    where p.enrollment_id = e.id and p.superseded_at is null) as placements,
  (select coalesce(json_agg(json_build_object('startsOn', h.starts_on, 'endsOn', h.ends_on,
      'minutesPerWeek', h.minutes_per_week, 'taper', h.reason = 'TAPER')), '[]')
    from plan_hours h where h.enrollment_id = e.id and h.superseded_at is null) as planned,
  (select coalesce(json_agg(json_build_object('startsOn', l.starts_on, 'endsOn', l.ends_on)), '[]')
    from enrollment_leaves l where l.enrollment_id = e.id and l.superseded_at is null) as leaves,
  (select coalesce(json_agg(json_build_object('startsAt', ps.starts_at, 'minutes', a.counted_minutes,
      'programId', ps.program_id, 'zone', s.time_zone) order by ps.starts_at), '[]')
    from attendances a join program_sessions ps on ps.id = a.session_id
      join programs g on g.id = ps.program_id join sites s on s.id = g.site_id
    where a.enrollment_id = e.id and a.counted_minutes > 0 and ${attendedWithin}) as attended`;

/** The facts of these stays; of attendance only what lies within a day of `$2` and `$3`, where these are given. */
export const factsOfStays = `select ${factsColumns(
  "($2::date is null or ps.starts_at >= $2::date - 1) and ($3::date is null or ps.starts_at < $3::date + 8)",
)} from enrollments e where e.id = any($1::uuid[]) and e.voided_at is null`;

export function factsOf(row: FactsRow): DoseFacts {
  return { ...row, attended: row.attended.map((session) => ({ ...session, startsAt: new Date(session.startsAt) })) };
}
