import type { Transaction } from "@causeway/database";

/**
 * Writes the program's entry as others may find it, or takes it out: in the directory stand
 * published, active programs of live organisations alone. Called by every write of a program or its site.
 */
export async function refreshEntry(tx: Transaction, programId: string): Promise<void> {
  const written = await tx.query<{ program_id: string }>(
    `insert into directory_entries as e (program_id, organisation_id, organisation_name, program_name, site_name, city, region, postal_code,
       latitude, longitude, time_zone, edition, level_code, level_rank, services, payers, populations, languages, capacity, openings,
       openings_confirmed_at, updated_at)
     select p.id, p.organisation_id, o.name, p.name, s.name, s.city, s.region, s.postal_code, s.latitude, s.longitude, s.time_zone,
       p.edition, p.level_code, l.rank, p.services, p.payers, p.populations, p.languages, p.capacity, p.capacity - p.places_held,
       p.openings_confirmed_at, $2
     from programs p
       join sites s on s.id = p.site_id
       join organisations o on o.id = p.organisation_id
       join levels_of_care l on l.edition = p.edition and l.code = p.level_code
     where p.id = $1 and p.published and p.state = 'ACTIVE' and o.status = 'LIVE'
     on conflict (program_id) do update set
       organisation_name = excluded.organisation_name, program_name = excluded.program_name, site_name = excluded.site_name,
       city = excluded.city, region = excluded.region, postal_code = excluded.postal_code, latitude = excluded.latitude,
       longitude = excluded.longitude, time_zone = excluded.time_zone, edition = excluded.edition, level_code = excluded.level_code,
       level_rank = excluded.level_rank, services = excluded.services, payers = excluded.payers, populations = excluded.populations,
       languages = excluded.languages, capacity = excluded.capacity, openings = excluded.openings,
       openings_confirmed_at = excluded.openings_confirmed_at, updated_at = excluded.updated_at
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
