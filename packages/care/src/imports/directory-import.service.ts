import type { Database, Transaction } from "@causeway/database";
import { jobActor } from "@causeway/kernel";
import type { DirectoryPlan, PlannedOrganisation } from "./directory.rules.ts";

export interface ImportCounts {
  organisations: number;
  sites: number;
  programs: number;
}

/** Sent under this name: the legal name of an organisation may itself reveal treatment. */
const NEUTRAL_ALIAS = "Care coordination office";

/**
 * Writes one organisation of a directory with its sites and programs. What is there already stays as it is.
 *
 * The organisation is known, not live: nobody of it has signed (42 CFR 2.11, 45 CFR 164.504(e)). Its programs have
 * capacity 0, since a listing says nothing of places, and are not published: it does that itself once it is live.
 * @returns how many rows were new
 */
export async function importOrganisation(tx: Transaction, organisation: PlannedOrganisation): Promise<ImportCounts> {
  const { id } = organisation;
  const made = (sql: string, values: readonly unknown[]): Promise<number> =>
    tx.change(`${sql} on conflict do nothing`, values);
  const organisations = await made(
    `insert into organisations (id, name, status, time_zone, sender_alias, created_at) values ($1, $2, 'ONBOARDING', $3, $4, $5)`,
    [id, organisation.name, organisation.timeZone, NEUTRAL_ALIAS, tx.now],
  );
  const sites = await made(
    `insert into sites (id, organisation_id, name, address_line, city, region, postal_code, latitude, longitude, time_zone, phone, external_id, created_at)
     select s.id, $1, s.name, s.address_line, s.city, s.region, s.postal_code, s.latitude, s.longitude, s.time_zone, s.phone, s.external_id, $3
     from jsonb_to_recordset($2::jsonb) as s(id uuid, name text, address_line text, city text, region text, postal_code text,
       latitude float8, longitude float8, time_zone text, phone text, external_id text)`,
    [
      id,
      JSON.stringify(
        organisation.sites.map((site) => ({
          id: site.id,
          name: site.name,
          address_line: site.addressLine,
          city: site.city,
          region: site.region,
          postal_code: site.postalCode,
          latitude: site.latitude,
          longitude: site.longitude,
          time_zone: site.timeZone,
          phone: site.phone,
          external_id: site.externalId,
        })),
      ),
      tx.now,
    ],
  );
  const listed = JSON.stringify(
    organisation.sites.flatMap((site) =>
      site.programs.map((program) => ({
        id: program.id,
        site_id: site.id,
        name: program.name,
        edition: program.edition,
        level_code: program.level,
        services: program.services,
        payers: program.payers,
        populations: program.populations,
        languages: program.languages,
        external_id: `${site.externalId}/${program.settingCode}`,
      })),
    ),
  );
  const programs = await made(
    `insert into programs (id, organisation_id, site_id, name, edition, level_code, state, published, capacity, services, payers, populations, languages, external_id, created_at)
     select p.id, $1, p.site_id, p.name, p.edition, p.level_code, 'ACTIVE', false, 0, p.services, p.payers, p.populations, p.languages, p.external_id, $3
     from jsonb_to_recordset($2::jsonb) as p(id uuid, site_id uuid, name text, edition text, level_code text, services text[],
       payers text[], populations text[], languages text[], external_id text)`,
    [id, listed, tx.now],
  );
  await made(
    `insert into program_capacities (id, organisation_id, program_id, capacity, starts_on, recorded_at)
     select gen_random_uuid(), $1, p.id, p.capacity, (p.created_at at time zone s.time_zone)::date, p.created_at
     from programs p join sites s on s.id = p.site_id
     where p.organisation_id = $1 and not exists (select from program_capacities c where c.program_id = p.id)`,
    [id],
  );
  return { organisations, sites, programs };
}

export interface ImportProgress {
  /** Called after each organisation. */
  readonly onProgress?: (organisationsDone: number) => void;
  readonly signal?: AbortSignal;
}

/** Organisations written side by side; each is one transaction under its own row security. */
const LANES = 6;

/**
 * Writes a whole plan, an organisation at a time. Stopped or killed half way, the next run goes on where this one ended.
 * Organisations that are complete are only looked at, so a second run writes nothing.
 * @returns how many rows were new
 */
export async function importDirectory(
  db: Database,
  plan: DirectoryPlan,
  progress: ImportProgress = {},
): Promise<ImportCounts> {
  const total: ImportCounts = { organisations: 0, sites: 0, programs: 0 };
  const queue = plan.organisations.values();
  let done = 0;
  const lane = async (): Promise<void> => {
    for (const organisation of queue) {
      progress.signal?.throwIfAborted();
      if (!(await isComplete(db, organisation))) {
        const made = await db.runAsSystem("directory.import", organisation.id, (tx) =>
          importOrganisation(tx, organisation),
        );
        total.organisations += made.organisations;
        total.sites += made.sites;
        total.programs += made.programs;
      }
      progress.onProgress?.(++done);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return total;
}

async function isComplete(db: Database, organisation: PlannedOrganisation): Promise<boolean> {
  const sites = organisation.sites.map((site) => site.id);
  const programs = organisation.sites.flatMap((site) => site.programs.map((program) => program.id));
  const [found] = await db.readWith<{ sites: number; programs: number }>(
    jobActor(organisation.id, "directory.import"),
    {
      sql: `select (select count(*)::int from sites where id = any($1)) as sites, (select count(*)::int from programs where id = any($2)) as programs`,
      values: [sites, programs],
    },
  );
  return found?.sites === sites.length && found.programs === programs.length;
}
