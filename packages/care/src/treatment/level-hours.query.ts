/**
 * SQL for the hours a week of the level of care a stay is in on a day, by the client's age then (an unknown one counts
 * as adult): `fewest` and `most`, null where the level sets no bound, no row where it sets none at all. Before the first
 * placement the program's own level counts.
 */
export function levelHoursOn(enrollmentId: string, day: string): string {
  return `select h.min_hours_per_week::float as fewest, h.max_hours_per_week::float as most
    from enrollments e
    join programs g on g.id = e.program_id
    join client_details d on d.client_id = e.client_id
    left join lateral (
      select p.edition, p.level_code from placements p
      where p.enrollment_id = e.id and p.superseded_at is null
        and p.starts_on <= ${day} and (p.ends_on is null or p.ends_on > ${day})
      order by p.starts_on desc limit 1) placed on true
    join level_of_care_hours h on h.edition = coalesce(placed.edition, g.edition)
      and h.code = coalesce(placed.level_code, g.level_code)
    where e.id = ${enrollmentId}
    order by h.population = case when d.birth_date + interval '18 years' > ${day} then 'ADOLESCENT' else 'ADULT' end desc
    limit 1`;
}
