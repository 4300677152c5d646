import { existsSync } from "node:fs";
import { join } from "node:path";
import { figure, openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DirectorySearch, Wishes } from "../directory/index.ts";
import { findInDirectory, pointOfPostalCode } from "../directory/index.ts";
import { encodeId, jobActor, newId } from "@causeway/kernel";
import type { PlannedProgram, PlannedSite } from "./directory.rules.ts";
import { planDirectory } from "./directory.rules.ts";
import { readDirectory, readServiceCodes } from "./directory-file.query.ts";

const data = process.env["CAUSEWAY_DATA"] ?? "";
const file = join(data, "national_directory_sa_2022.csv.gz");
const codes = join(data, "service_codes_sa_2022.csv");

interface Listed {
  readonly site: PlannedSite;
  readonly program: PlannedProgram;
  readonly km: number;
}

const ORIGIN = "02118";

function kmBetween(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const [p, q] = [rad(a.latitude), rad(b.latitude)];
  const cosine = Math.sin(p) * Math.sin(q) + Math.cos(p) * Math.cos(q) * Math.cos(rad(a.longitude) - rad(b.longitude));
  return 6371.0088 * Math.acos(Math.min(1, cosine));
}

/** The whole national directory as if all had published, searched and counted again by hand. */
describe.skipIf(!data || !existsSync(file))("the directory of the whole country (real data)", () => {
  let t: TestDatabase;
  let admin: pg.Client;
  let listed: Listed[];
  const seeker = jobActor(newId(), "test");

  beforeAll(async () => {
    t = await openTestDatabase({ entities: [] });
    admin = new pg.Client({ connectionString: t.clone.adminUrl });
    await admin.connect();
    const plan = planDirectory(await readDirectory(file), await readServiceCodes(codes));
    const origin = pointOfPostalCode(ORIGIN) ?? { latitude: 0, longitude: 0 };
    const rows = plan.organisations.flatMap((organisation) =>
      organisation.sites.flatMap((site) => site.programs.map((program) => ({ organisation, site, program }))),
    );
    listed = rows.map(({ site, program }) => ({ site, program, km: kmBetween(site, origin) }));
    // Entries alone: who publishes what is tried elsewhere.
    await admin.query("set session_replication_role = replica");
    await admin.query(
      `insert into directory_entries (program_id, organisation_id, organisation_name, program_name, site_name, city, region, postal_code,
         latitude, longitude, time_zone, edition, level_code, level_rank, services, payers, populations, languages, capacity, openings, updated_at)
       select r.id, r.organisation_id, r.organisation_name, r.program_name, r.site_name, r.city, r.region, r.postal_code, r.latitude, r.longitude,
         r.time_zone, r.edition, r.level_code, l.rank, r.services, r.payers, r.populations, r.languages, 20, 5, now()
       from jsonb_to_recordset($1::jsonb) as r(id uuid, organisation_id uuid, organisation_name text, program_name text, site_name text, city text,
         region text, postal_code text, latitude float8, longitude float8, time_zone text, edition text, level_code text, services text[],
         payers text[], populations text[], languages text[]) join levels_of_care l on l.edition = r.edition and l.code = r.level_code`,
      [
        JSON.stringify(
          rows.map(({ organisation, site, program }) => ({
            id: program.id,
            organisation_id: organisation.id,
            organisation_name: organisation.name,
            program_name: program.name,
            site_name: site.name,
            city: site.city,
            region: site.region,
            postal_code: site.postalCode,
            latitude: site.latitude,
            longitude: site.longitude,
            time_zone: site.timeZone,
            edition: program.edition,
            level_code: program.level,
            services: program.services,
            payers: program.payers,
            populations: program.populations,
            languages: program.languages,
          })),
        ),
      ],
    );
    await admin.query("analyze directory_entries");
  }, 120_000);
  afterAll(async () => {
    await admin?.end();
    await t?.close();
  });

  const has = (words: readonly string[], wished: readonly string[] = []): boolean =>
    wished.every((word) => words.includes(word));
  const meets = (one: Listed, wishes: Wishes): boolean =>
    (!wishes.levelCodes?.length || wishes.levelCodes.includes(one.program.level)) &&
    has(one.program.payers, wishes.payers ?? []) &&
    has(one.program.services, wishes.services ?? []) &&
    has(one.program.populations, wishes.populations ?? []) &&
    has(one.program.languages, wishes.languages ?? []) &&
    (!wishes.withinKm || one.km <= wishes.withinKm);

  const searches: readonly Wishes[] = [
    {},
    { levelCodes: ["2.1"], payers: ["MEDICAID"] },
    { levelCodes: ["2.1", "2.5"], payers: ["MEDICAID"], populations: ["WOMEN"], languages: ["es"] },
    { services: ["BUPRENORPHINE_USED_IN_TREATMENT"], withinKm: 50 },
    { levelCodes: ["3.5"], populations: ["VETERANS"], withinKm: 300 },
  ];

  it.each(searches)("is searched as it would be by hand: %o", async (wishes) => {
    const asked: DirectorySearch = { ...wishes, nearPostalCode: ORIGIN, limit: 100 };
    const { findings } = await findInDirectory(t.db, seeker, asked);
    const expected = listed.filter((one) => meets(one, wishes)).toSorted((a, b) => a.km - b.km);
    expect(findings).toHaveLength(Math.min(100, expected.length));
    const fitting = new Set(expected.map((one) => encodeId("program", one.program.id)));
    expect(findings.every((finding) => fitting.has(finding.program.id))).toBe(true);
    // By distance, not by id: many programs share a place.
    findings.forEach((finding, i) => expect(finding.distanceKm).toBeCloseTo(expected[i]?.km ?? -1, 1));
  });

  it("tells how long it takes", async () => {
    const times: string[] = [];
    for (const [name, search] of [
      [
        "near a ZIP with preferences",
        { nearPostalCode: ORIGIN, preferred: { payers: ["MEDICAID"], languages: ["es"] } },
      ],
      ["level, payer, 50 km", { levelCodes: ["2.1"], payers: ["MEDICAID"], nearPostalCode: ORIGIN, withinKm: 50 }],
      ["words", { words: "recovery center" }],
    ] as const) {
      await findInDirectory(t.db, seeker, { ...search, limit: 20 });
      const from = performance.now();
      for (let i = 0; i < 5; i += 1) await findInDirectory(t.db, seeker, { ...search, limit: 20 });
      times.push(`${name} ${Math.round((performance.now() - from) / 5)} ms`);
    }
    figure("directory-search", `${listed.length} entries: ${times.join(", ")}`);
    expect(listed.length).toBeGreaterThan(20_000);
  });
});
