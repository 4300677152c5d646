import type { Transaction } from "@causeway/database";

const COLUMNS =
  "organisation_name, program_name, site_name, city, region, postal_code, latitude, longitude, time_zone, edition, level_code, level_rank, " +
  "services, treatment_models, payers, populations, languages, weekdays, parts_of_day, ages_min, ages_max, co_occurring, medication_policy, " +
  "telehealth, price_per_day_minor, price_currency, accreditations, capacity, openings, openings_confirmed_at, updated_at";

/**
 * Writes the program's entry as others may find it, or takes it out: in the directory stand
 * published, active programs of live organisations alone. Called by every write of a program or its site.
 */
export async function refreshEntry(tx: Transaction, programId: string): Promise<void> {
  const written = await tx.query<{ program_id: string }>(
    `insert into directory_entries as e (program_id, organisation_id, ${COLUMNS})
     select p.id, p.organisation_id, o.name, p.name, s.name, s.city, s.region, s.postal_code, s.latitude, s.longitude, s.time_zone,
       p.edition, p.level_code, l.rank, p.services, p.treatment_models, p.payers, p.populations, p.languages,
       slots.weekdays, slots.parts, p.ages_min, p.ages_max, p.co_occurring, p.medication_policy, p.telehealth,
       price.amount_minor, price.currency, accredited.bodies, p.capacity, p.capacity - p.places_held, p.openings_confirmed_at, $2
     from programs p
       join sites s on s.id = p.site_id
       join organisations o on o.id = p.organisation_id
       join levels_of_care l on l.edition = p.edition and l.code = p.level_code
       cross join lateral (select ($2::timestamptz at time zone s.time_zone)::date as day) today
       cross join lateral (
         select coalesce(array_agg(distinct t.weekday order by t.weekday), '{}') as weekdays,
           coalesce(array_agg(distinct case when t.starts_at_local < '12:00' then 'MORNING' when t.starts_at_local < '17:00' then 'AFTERNOON' else 'EVENING' end), '{}') as parts
         from program_slots t where t.program_id = p.id and t.valid_from <= today.day and (t.valid_to is null or today.day < t.valid_to)) slots
       left join lateral (
         select c.amount_minor, c.currency from program_prices c
         where c.program_id = p.id and c.unit = 'DAY' and c.valid_from <= today.day and (c.valid_to is null or today.day < c.valid_to)
         order by c.amount_minor limit 1) price on true
       cross join lateral (
         select coalesce(array_agg(distinct c.issuer order by c.issuer), '{}') as bodies from program_credentials c
         where c.program_id = p.id and c.kind = 'ACCREDITATION' and c.withdrawn_at is null and (c.expires_on is null or today.day <= c.expires_on)) accredited
     where p.id = $1 and p.published and p.state = 'ACTIVE' and o.status = 'LIVE'
     on conflict (program_id) do update set (${COLUMNS}) = row (${COLUMNS.split(", ")
       .map((column) => `excluded.${column}`)
       .join(", ")})
     returning e.program_id`,
    [programId, tx.now],
  );
  if (written.length === 0) await tx.change("delete from directory_entries where program_id = $1", [programId]);
}

/** Brings the openings shown in line with the places held, after a place was taken or given back. */
export async function refreshOpenings(tx: Transaction, programId: string): Promise<void> {
  await tx.change(
    `update directory_entries e set openings = p.capacity - p.places_held, updated_at = $2
     from programs p where e.program_id = $1 and p.id = e.program_id`,
    [programId, tx.now],
  );
}
