import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { invalid, notFound } from "@causeway/kernel";
import { authorise } from "@causeway/identity";
import { Client } from "../clients/index.ts";
import type { Criterion, DirectoryEntry, Judged, SearchFrame, Wishes } from "../directory/index.ts";
import { criteriaOf, judged, rankEntries, requireKnownCodes } from "../directory/index.ts";
import { levelsOfCare, localDay, sameLevel } from "../programs/index.ts";
import type { FitLine, Verdict } from "./fit.rules.ts";
import { fitCriteria, verdictOf } from "./fit.rules.ts";
import { clientNeed } from "./need.rules.ts";

/** What a client needs. Nothing of it says who the client is. */
export interface Need extends Omit<Wishes, "levelCodes" | "withOpenings" | "openingsConfirmed"> {
  readonly edition: string;
  readonly levelCode: string;
  readonly nearPostalCode?: SearchFrame["nearPostalCode"];
  readonly near?: SearchFrame["near"];
  readonly fit?: readonly FitLine[] | null | undefined;
}

export interface Match {
  readonly program: DirectoryEntry;
  readonly distanceKm: number | null;
  readonly verdict: Verdict;
  /** What refuses: hard facts that the program has said. */
  readonly refusals: readonly Judged[];
  /** What somebody should look at: what does not fit, what the program has not said, what the checklist shows. */
  readonly flags: readonly Judged[];
  readonly matches: readonly Judged[];
  readonly key: readonly string[];
}

/**
 * Every published program against a need, those that refuse last. Refused is only by hard facts, the level and the age;
 * that a program is full, far, or that the checklist shows something, is a flag: a clinician decides.
 * @param query.clientId a client of the actor's own: fills in what the need leaves open, and is read on record
 * @throws DomainError INVALID; NOT_FOUND for a client of nobody or of others; FORBIDDEN without client.details.read
 */
export async function matchPrograms(
  db: Database,
  actor: Actor,
  query: Pick<SearchFrame, "limit" | "after" | "othersOnly"> & { need: Need; clientId?: string | null | undefined },
): Promise<{ matches: Match[]; hasMore: boolean }> {
  authorise(actor, "directory.read");
  const need = query.clientId
    ? { ...(await needOfClient(db, actor, query.clientId)), ...said(query.need) }
    : query.need;
  const wanted = { edition: need.edition, code: need.levelCode };
  const offering = (await levelsOfCare(db, actor)).filter((level) => sameLevel(level, wanted));
  if (offering.length === 0) throw invalid(["need", "levelCode"], "The edition has no such level.", "UNKNOWN_CODE");
  await requireKnownCodes(db, actor, query.need, ["need"]);
  const { age, fit, near, nearPostalCode, edition: _, levelCode: __, ...soft } = need;
  const frame = { limit: query.limit, after: query.after, othersOnly: query.othersOnly, near, nearPostalCode };
  const { entries, hasMore } = await rankEntries(db, actor, frame, (value, context) => ({
    required: [],
    hard: [
      {
        criterion: "LEVEL",
        code: null,
        sql: `(d.edition || ' ' || d.level_code) = any(${value(offering.map((level) => `${level.edition} ${level.code}`))}::text[])`,
      },
      ...criteriaOf({ age }, value, context),
    ],
    preferred: [
      ...criteriaOf({ ...soft, withOpenings: true, openingsConfirmed: true }, value, context),
      ...fitCriteria(fit ?? []),
    ],
  }));
  const matches = entries.map(({ program, distanceKm, hard, preferred, key }): Match => {
    const all = [...hard, ...preferred];
    const of = (picked: readonly (readonly [Criterion, boolean | null])[]): Judged[] =>
      picked.map(([one, held]) => judged(one, held));
    return {
      program,
      distanceKm,
      verdict: verdictOf(
        hard.map(([, held]) => held),
        preferred.map(([, held]) => held),
      ),
      refusals: of(hard.filter(([, held]) => held === false)),
      flags: of([...hard.filter(([, held]) => held === null), ...preferred.filter(([, held]) => held !== true)]),
      matches: of(all.filter(([, held]) => held === true)),
      key,
    };
  });
  return { matches, hasMore };
}

/** What the need says; what it leaves open comes from the client. */
function said(need: Need): Need {
  return Object.fromEntries(
    Object.entries(need).filter(([, wish]) => wish !== null && wish !== undefined),
  ) as unknown as Need;
}

async function needOfClient(db: Database, actor: Actor, clientId: string): Promise<Partial<Need>> {
  authorise(actor, "client.details.read");
  // By the read door, which keeps on record whose details were read.
  const client = await db.readOne(
    actor,
    Client,
    { id: {}, timeZone: {}, details: { birthDate: {}, sex: {}, postalCode: {} } },
    { id: clientId },
  );
  if (!client) throw notFound("client", ["clientId"]);
  const details = client["details"] as {
    birthDate: string | null;
    sex: string | null;
    postalCode: string | null;
  } | null;
  const today = localDay(db.clock.now(), (client["timeZone"] as string | null) ?? "UTC");
  const [coverage] = await db.readWith<{ source: number }>(actor, {
    sql: `select payment_source as source from coverages
      where client_id = (select coalesce(merged_into_id, id) from clients where id = $1) and valid_from <= $2::date and (valid_to is null or $2::date < valid_to) order by valid_from desc, id desc limit 1`,
    values: [clientId, today],
  });
  return clientNeed({ ...details, paymentSource: coverage?.source ?? null, today });
}
