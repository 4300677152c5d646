import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { encodeId, invalid } from "@causeway/kernel";
import { authorise } from "@causeway/identity";
import type { DirectoryEntry } from "./directory-entry.entity.ts";
import type { Point } from "./geography.rules.ts";
import { pointOfPostalCode } from "./geography.rules.ts";

export interface DirectorySearch {
  readonly edition?: string | null | undefined;
  /** Any of these levels. */
  readonly levelCodes?: readonly string[] | null | undefined;
  /** Takes every one of these payers, gives every one of these services, serves every one of these. */
  readonly payers?: readonly string[] | null | undefined;
  readonly services?: readonly string[] | null | undefined;
  readonly populations?: readonly string[] | null | undefined;
  readonly languages?: readonly string[] | null | undefined;
  /** Words of the names of organisation, program or site, spelled nearly right. */
  readonly words?: string | null | undefined;
  readonly near?: Point | null | undefined;
  readonly nearPostalCode?: string | null | undefined;
  readonly withinKm?: number | null | undefined;
  readonly withOpenings?: boolean | null | undefined;
  /** Leaves out the searcher's own programs. */
  readonly othersOnly?: boolean | null | undefined;
  /** 1 to 100. */
  readonly limit: number;
  /** `key` of the finding to start after. */
  readonly after?: readonly string[] | null | undefined;
}

export interface DirectoryFinding {
  /** With ids as seen outside. */
  readonly program: DirectoryEntry;
  /** Kilometres from the point asked for, as the crow flies; null without one. */
  readonly distanceKm: number | null;
  readonly key: readonly string[];
}

const KM_PER_DEGREE = 111.195;
const EARTH_KM = 6371.0088;

/**
 * Published programs that fit, nearest first where a place is given, else best match of the words,
 * else by name.
 * @throws DomainError INVALID for an unknown postal code or a wrong bound
 */
export async function findInDirectory(
  db: Database,
  actor: Actor,
  search: DirectorySearch,
): Promise<{ findings: DirectoryFinding[]; hasMore: boolean }> {
  authorise(actor, "directory.read");
  const values: unknown[] = [];
  const value = (v: unknown): string => `$${values.push(v)}`;
  const origin = originOf(search);
  const conditions: string[] = [];
  if (search.edition) conditions.push(`d.edition = ${value(search.edition)}`);
  if (search.levelCodes?.length) conditions.push(`d.level_code = any(${value(search.levelCodes)}::text[])`);
  for (const list of ["payers", "services", "populations", "languages"] as const) {
    if (search[list]?.length) conditions.push(`d.${list} @> ${value(search[list])}::text[]`);
  }
  if (search.withOpenings) conditions.push("d.openings > 0");
  if (search.othersOnly) conditions.push(`d.organisation_id <> ${value(actor.organisationId)}::uuid`);

  const names = "(d.organisation_name || ' ' || d.program_name || ' ' || d.site_name)";
  const words = search.words?.trim() ?? "";
  if (words.length > 200) throw invalid("words", "At most 200 characters.");
  const wordsAt = words === "" ? null : value(words);
  if (wordsAt) conditions.push(`${wordsAt}::text <% ${names}`);

  let distance = "null::double precision";
  if (origin) {
    const [lat, lon] = [`${value(origin.latitude)}::double precision`, `${value(origin.longitude)}::double precision`];
    distance = `${2 * EARTH_KM} * asin(least(1, sqrt(power(sin(radians(d.latitude - ${lat}) / 2), 2)
      + cos(radians(${lat})) * cos(radians(d.latitude)) * power(sin(radians(d.longitude - ${lon}) / 2), 2))))`;
    conditions.push("d.latitude is not null");
    if (search.withinKm) {
      // A box first: it is what the index can answer.
      const km = value(search.withinKm);
      conditions.push(
        `d.latitude between ${lat} - ${km}::double precision / ${KM_PER_DEGREE} and ${lat} + ${km}::double precision / ${KM_PER_DEGREE}`,
      );
      conditions.push(`${distance} <= ${km}::double precision`);
    }
  }
  const rank = origin
    ? distance
    : wordsAt
      ? `(1 - word_similarity(${wordsAt}::text, ${names}))::double precision`
      : "0::double precision";
  const label = "lower(d.organisation_name || ' ' || d.program_name)";
  if (search.after) {
    const [afterRank, afterLabel, afterId] = search.after;
    conditions.push(
      `(${rank}, ${label}, d.program_id) > (${value(afterRank)}::double precision, ${value(afterLabel)}::text, ${value(afterId)}::uuid)`,
    );
  }
  const rows = await db.readWith<DirectoryEntry & { distance: number | null; rank: string; label: string }>(actor, {
    sql: `select d.program_id as id, d.organisation_id as "organisationId", d.organisation_name as "organisationName",
        d.program_name as "programName", d.site_name as "siteName", d.city, d.region, d.postal_code as "postalCode", d.latitude, d.longitude,
        d.time_zone as "timeZone", d.edition, d.level_code as "levelCode", d.level_rank as "levelRank", d.services, d.payers, d.populations,
        d.languages, d.capacity, d.openings, d.openings_confirmed_at as "openingsConfirmedAt", d.updated_at as "updatedAt",
        ${distance} as distance, (${rank})::text as rank, ${label} as label
      from directory_entries d${conditions.length ? ` where ${conditions.join(" and ")}` : ""}
      order by ${rank}, ${label}, d.program_id limit ${value(search.limit + 1)}`,
    values,
  });
  const findings = rows
    .slice(0, search.limit)
    .map(({ distance: km, rank: rankText, label: labelText, ...program }) => ({
      program: {
        ...program,
        id: encodeId("program", program.id),
        organisationId: encodeId("organisation", program.organisationId),
      },
      distanceKm: km,
      key: [rankText, labelText, program.id],
    }));
  return { findings, hasMore: rows.length > search.limit };
}

function originOf(search: DirectorySearch): Point | null {
  if (
    search.withinKm !== undefined &&
    search.withinKm !== null &&
    !(search.withinKm > 0 && search.withinKm <= 20_000)
  ) {
    throw invalid("withinKm", "A distance lies between 0 and 20000 kilometres.");
  }
  if (search.near) {
    const { latitude, longitude } = search.near;
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
      throw invalid("near", "This is not a point on earth.");
    return search.near;
  }
  if (search.nearPostalCode) {
    const point = pointOfPostalCode(search.nearPostalCode);
    if (!point) throw invalid("nearPostalCode", "This postal code is not known.");
    return point;
  }
  if (search.withinKm) throw invalid("withinKm", "A distance needs a place to measure from.");
  return null;
}
