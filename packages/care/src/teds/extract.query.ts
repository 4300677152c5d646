import type { ReadStatement } from "@causeway/database";

/** Stays that had begun before a day and had not ended before another; one row is a `StayFacts`. Voided ones are none. */
export function staysBetween(from: string, until: string, most: number): ReadStatement {
  return {
    sql: `select e.id as "enrollmentId", e.client_id as "clientId", e.organisation_id as "organisationId",
        not exists (select from enrollments b where b.episode_id = e.episode_id and b.voided_at is null
          and (b.first_session_on, b.id) < (e.first_session_on, e.id)) as "isFirstOfEpisode",
        (e.requested_at at time zone s.time_zone)::date::text as "requestedOn",
        e.first_session_on::text as "firstSessionOn", e.discharged_on::text as "dischargedOn",
        e.discharge_reason as "dischargeReason", e.services_at_discharge as "servicesAtDischarge",
        e.teds_admission as "tedsAdmission", e.teds_discharge as "tedsDischarge",
        d.birth_date::text as "birthDate", d.sex,
        (select c.payment_source from coverages c where c.client_id = e.client_id and c.valid_from <= e.first_session_on
          and (c.valid_to is null or c.valid_to > e.first_session_on) order by c.valid_from desc, c.id limit 1) as "paymentSource",
        (select coalesce(json_agg(json_build_object('observedOn', o.observed_on, 'livingArrangement', o.living_arrangement,
            'employment', o.employment, 'selfHelpFrequency', o.self_help_frequency, 'arrestsPast30Days', o.arrests_past_30_days,
            'pregnant', o.pregnant, 'veteran', o.veteran) order by o.observed_on), '[]')
          from (select distinct on (observed_on) * from client_circumstances where client_id = e.client_id
            order by observed_on, recorded_at desc, id desc) o) as circumstances,
        (select coalesce(json_agg(json_build_object('observedOn', o.observed_on, 'substances',
            (select json_agg(json_build_object('substance', u.substance, 'route', u.route, 'frequency', u.frequency,
              'ageOfFirstUse', u.age_of_first_use) order by u.rank) from client_substances u
              where u.client_id = e.client_id and u.set_id = o.set_id)) order by o.observed_on), '[]')
          from (select distinct on (observed_on) observed_on, set_id from client_substances where client_id = e.client_id
            order by observed_on, recorded_at desc, set_id desc) o) as substances,
        (select coalesce(json_agg(json_build_object('startsOn', p.starts_on, 'level', p.edition || ' ' || p.level_code,
            'programId', p.program_id, 'siteId', g.site_id) order by p.starts_on, p.recorded_at), '[]')
          from placements p join programs g on g.id = p.program_id
          where p.enrollment_id = e.id and p.superseded_at is null and (p.ends_on is null or p.ends_on > p.starts_on
            or not exists (select from placements q where q.enrollment_id = e.id and q.superseded_at is null and q.id <> p.id))) as placements
      from enrollments e join programs r on r.id = e.program_id join sites s on s.id = r.site_id
        join client_details d on d.client_id = e.client_id
      where e.voided_at is null and e.first_session_on < $2::date and (e.discharged_on is null or e.discharged_on >= $1::date)
      order by e.first_session_on, e.id limit $3`,
    values: [from, until, most],
  };
}

/** One row is a `StateProfile`; levels that a state says nothing of are turned into services as in the public codebook. */
export function profileOf(state: string | null): ReadStatement {
  return {
    sql: `select p.state, p.name, p.loc_change_as as "locChangeAs", p.missing,
        (select coalesce(json_agg(json_build_object('field', m.field, 'internal', m.internal, 'external', m.external,
            'validFrom', m.valid_from) order by (m.state = p.state) desc, m.valid_from desc), '[]')
          from code_maps m where m.state = p.state or m.state = 'US' and m.field = 'LEVEL') as codes
      from state_profiles p where $1::text is null or p.state = $1 order by p.state`,
    values: [state],
  };
}
