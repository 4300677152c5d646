import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { DomainError, encodeId, invalid } from "@causeway/kernel";
import { authorise } from "@causeway/identity";
import type { Criterion, Judged, Wishes } from "./criteria.rules.ts";
import { criteriaOf } from "./criteria.rules.ts";
import type { DirectoryEntry } from "./directory-entry.entity.ts";
import type { Point } from "./geography.rules.ts";
import { pointOfPostalCode } from "./geography.rules.ts";
import { requireKnownCodes } from "./known-codes.query.ts";
import { staleBefore } from "./openings.rules.ts";

/** Where to look, and how many. */
export interface SearchFrame {
  readonly edition?: string | null | undefined;
  /** Words of the names of organisation, program or site, spelled nearly right. */
  readonly words?: string | null | undefined;
  readonly near?: Point | null | undefined;
  readonly nearPostalCode?: string | null | undefined;
  /** Leaves out the searcher's own programs. */
  readonly othersOnly?: boolean | null | undefined;
  /** 1 to 100. */
  readonly limit: number;
  /** `key` of the finding to start after. */
  readonly after?: readonly string[] | null | undefined;
}

/** What is asked beside `preferred` is required. */
export interface DirectorySearch extends SearchFrame, Wishes {
  /** What orders the hits and leaves none out. */
  readonly preferred?: Wishes | null | undefined;
}

export interface DirectoryFinding {
  /** With ids as seen outside. */
  readonly program: DirectoryEntry;
  /** Kilometres from the point asked for, as the crow flies; null without one. */
  readonly distanceKm: number | null;
  /** What was asked for and is so: all that was required, and of the preferred what holds. */
  readonly matches: readonly Judged[];
  /** What was preferred and is not so, or is not said. */
  readonly misses: readonly Judged[];
  readonly key: readonly string[];
}

/** Criteria of a ranked search, made where the parameters of its statement are at hand. */
export interface Asked {
  /** Leave out what does not meet them. */
  readonly required: readonly Criterion[];
  /** What does not meet one goes last. */
  readonly hard: readonly Criterion[];
  /** The fewer missed, the higher. */
  readonly preferred: readonly Criterion[];
}

/** An entry with what was asked of it: true, false, or null where the program has not said. */
export interface RankedEntry {
  readonly program: DirectoryEntry;
  readonly distanceKm: number | null;
  readonly hard: readonly (readonly [Criterion, boolean | null])[];
  readonly preferred: readonly (readonly [Criterion, boolean | null])[];
  readonly required: readonly Criterion[];
  readonly key: readonly string[];
}

const KM_PER_DEGREE = 111.195;
const EARTH_KM = 6371.0088;
/** Within one of these distances fresh openings come before stale ones. */
const BANDS_KM = "array[10, 25, 50, 100, 250]::double precision[]";

/**
 * Published programs that meet all that is required, fewest preferences missed first; among equals by nearness in
 * bands (or by likeness of the words), in a band openings that are fresh before stale ones, then nearest, then by name.
 * @throws DomainError INVALID for an unknown code or postal code, or a wrong bound
 */
export async function findInDirectory(
  db: Database,
  actor: Actor,
  search: DirectorySearch,
): Promise<{ findings: DirectoryFinding[]; hasMore: boolean }> {
  authorise(actor, "directory.read");
  await requireKnownCodes(db, actor, search);
  await requireKnownCodes(db, actor, search.preferred ?? {}, ["preferred"]);
  const { entries, hasMore } = await rankEntries(db, actor, search, (value, context) => ({
    required: criteriaOf(search, value, context),
    hard: [],
    preferred: within("preferred", () => criteriaOf(search.preferred ?? {}, value, context)),
  }));
  const findings = entries.map(({ program, distanceKm, required, preferred, key }) => ({
    program,
    distanceKm,
    matches: [
      ...required.map((one) => judged(one, true)),
      ...preferred.filter(([, held]) => held === true).map(([one]) => judged(one, true)),
    ],
    misses: preferred.filter(([, held]) => held !== true).map(([one, held]) => judged(one, held)),
    key,
  }));
  return { findings, hasMore };
}

export function judged({ criterion, code }: Criterion, held: boolean | null): Judged {
  return { criterion, code, known: held !== null };
}

type Context = Parameters<typeof criteriaOf>[2];

/** Entries in the order of `findInDirectory`, those that break a hard criterion last. */
export async function rankEntries(
  db: Database,
  actor: Actor,
  search: SearchFrame & Pick<Wishes, "withinKm">,
  ask: (value: (v: unknown) => string, context: Context) => Asked,
): Promise<{ entries: RankedEntry[]; hasMore: boolean }> {
  authorise(actor, "directory.read");
  const values: unknown[] = [];
  const value = (v: unknown): string => `$${values.push(v)}`;
  const origin = originOf(search);
  const conditions: string[] = [];
  if (search.edition) conditions.push(`d.edition = ${value(search.edition)}`);
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
      const degrees = `${value(search.withinKm)}::double precision / ${KM_PER_DEGREE}`;
      conditions.push(`d.latitude between ${lat} - ${degrees} and ${lat} + ${degrees}`);
    }
  }
  const now = db.clock.now();
  const asked = ask(value, { distance: "d.km", now });
  const byDistance = asked.required.filter(({ criterion }) => criterion === "DISTANCE");
  conditions.push(...asked.required.filter((one) => !byDistance.includes(one)).map(({ sql }) => `(${sql})`));
  const unlike = wordsAt
    ? `(1 - word_similarity(${wordsAt}::text, ${names}))::double precision`
    : "0::double precision";
  const rank = origin ? "d.km" : "d.unlike";
  const band = origin ? `width_bucket(d.km, ${BANDS_KM})` : "floor(10 * d.unlike)::integer";
  const array = (criteria: readonly Criterion[]): string =>
    `array[${criteria.map(({ sql }) => `(${sql})`).join(", ")}]::boolean[]`;
  const count = (criteria: readonly Criterion[]): string =>
    criteria.map(({ sql }) => `((${sql}) is not true)::integer`).join(" + ") || "0";
  const keys = [
    ["refused", asked.hard.map(({ sql }) => `coalesce(not (${sql}), false)`).join(" or ") || "false", "boolean"],
    ["missed", count([...asked.hard, ...asked.preferred]), "integer"],
    ["band", band, "integer"],
    ["stale", `coalesce(d.openings_confirmed_at <= ${value(staleBefore(now))}::timestamptz, true)`, "boolean"],
    ["rank", rank, "double precision"],
    ["label", "lower(d.organisation_name || ' ' || d.program_name)", "text"],
    ["id", "d.program_id", "uuid"],
  ] as const;
  const named = keys.map(([name]) => `k_${name}`);
  const after = search.after
    ? ` where (${named.join(", ")}) > (${keys.map(([, , type], i) => `${value(search.after?.[i])}::${type}`).join(", ")})`
    : "";
  const rows = await db.readWith<
    DirectoryEntry & { distance: number | null; key: string[]; hard: (boolean | null)[]; preferred: (boolean | null)[] }
  >(actor, {
    sql: `select id, "organisationId", ${PUBLIC_COLUMNS.map(([property]) => `"${property}"`).join(", ")}, distance, hard, preferred,
        array[${named.map((name) => `${name}::text`).join(", ")}] as key
      from (select d.program_id as id, d.organisation_id as "organisationId", ${PUBLIC_COLUMNS.map(([property, column]) => `d.${column} as "${property}"`).join(", ")},
          d.km as distance, ${array(asked.hard)} as hard, ${array(asked.preferred)} as preferred,
          ${keys.map(([name, sql]) => `${sql} as k_${name}`).join(", ")}
        from (select d.*, l.setting, l.withdrawal_management, ${distance} as km, ${unlike} as unlike
          from directory_entries d join levels_of_care l on l.edition = d.edition and l.code = d.level_code
          ${conditions.length ? `where ${conditions.join(" and ")}` : ""}
          -- A fence: what distance and likeness cost is paid once a row.
          offset 0) d
        ${byDistance.length ? `where ${byDistance.map(({ sql }) => sql).join(" and ")}` : ""}) found${after}
      order by ${named.join(", ")} limit ${value(search.limit + 1)}`,
    values,
  });
  const entries = rows.slice(0, search.limit).map(({ distance: km, key, hard, preferred, ...program }) => ({
    program: {
      ...program,
      id: encodeId("program", program.id),
      organisationId: encodeId("organisation", program.organisationId),
    },
    distanceKm: km,
    required: asked.required,
    hard: asked.hard.map((one, i) => [one, hard[i] ?? null] as const),
    preferred: asked.preferred.map((one, i) => [one, preferred[i] ?? null] as const),
    key,
  }));
  return { entries, hasMore: rows.length > search.limit };
}

/** Names the place of a refusal in the input of the whole. */
function within<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError && error.code === "INVALID") throw invalid([path, ...error.path], error.message);
    throw error;
  }
}

/** Columns of an entry by the property that shows them. */
const PUBLIC_COLUMNS = [
  ["organisationName", "organisation_name"],
  ["programName", "program_name"],
  ["siteName", "site_name"],
  ["city", "city"],
  ["region", "region"],
  ["postalCode", "postal_code"],
  ["latitude", "latitude"],
  ["longitude", "longitude"],
  ["timeZone", "time_zone"],
  ["edition", "edition"],
  ["levelCode", "level_code"],
  ["levelRank", "level_rank"],
  ["services", "services"],
  ["treatmentModels", "treatment_models"],
  ["payers", "payers"],
  ["populations", "populations"],
  ["languages", "languages"],
  ["weekdays", "weekdays"],
  ["partsOfDay", "parts_of_day"],
  ["agesMin", "ages_min"],
  ["agesMax", "ages_max"],
  ["coOccurring", "co_occurring"],
  ["medicationPolicy", "medication_policy"],
  ["telehealth", "telehealth"],
  ["pricePerDayMinor", "price_per_day_minor"],
  ["priceCurrency", "price_currency"],
  ["accreditations", "accreditations"],
  ["capacity", "capacity"],
  ["openings", "openings"],
  ["openingsConfirmedAt", "openings_confirmed_at"],
  ["updatedAt", "updated_at"],
] as const;

function originOf(search: SearchFrame & Pick<Wishes, "withinKm">): Point | null {
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
