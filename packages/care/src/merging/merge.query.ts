import type { Database, ReadStatement } from "@causeway/database";
import { authorise, can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid, notFound } from "@causeway/kernel";
import type { EpisodeOverlap, MergeFacts, MergeRefusal } from "./merge.rules.ts";
import { mergeRefusals } from "./merge.rules.ts";

/** A column that says whose a row is: told by the catalogue, so that no table is forgotten. */
export interface Pointer {
  readonly table: string;
  readonly column: string;
}

/** Every foreign key to clients; a client's own details stay with it, and so does the record of a merge. */
export const POINTERS: ReadStatement = {
  sql: `select c.conrelid::regclass::text as "table", a.attname as "column"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'clients'::regclass and a.attname <> 'organisation_id'
      and c.conrelid not in ('client_details'::regclass, 'client_merges'::regclass)
    order by 1, 2`,
  values: [],
};

/** A column by which a row that says whose it is hangs on another such row: an alumnus on an enrollment. */
export interface Hanging extends Pointer {
  readonly child: string;
  readonly childColumn: string;
}

export const HANGING: ReadStatement = {
  sql: `select child.conrelid::regclass::text as child, childColumn.attname as "childColumn",
      own.conrelid::regclass::text as "table", ownColumn.attname as "column"
    from pg_constraint own
      join pg_attribute ownColumn on ownColumn.attrelid = own.conrelid and ownColumn.attnum = any(own.conkey) and ownColumn.attname <> 'organisation_id'
      join pg_constraint child on child.confrelid = own.conrelid and child.contype = 'f'
      join pg_attribute childColumn on childColumn.attrelid = child.conrelid and childColumn.attnum = any(child.conkey) and childColumn.attname <> 'organisation_id'
    where own.contype = 'f' and own.confrelid = 'clients'::regclass and own.conrelid <> 'clients'::regclass
    order by 1, 2`,
  values: [],
};

const IN_CARE = "('ADMITTED', 'ACTIVE', 'ON_LEAVE')";
const CLOSED = "('DISCHARGED', 'CLOSED_NOT_ADMITTED')";

const person = (id: string): string => `(select json_build_object(
    'birthDate', d.birth_date::text, 'died', c.deceased_on is not null,
    'inCare', exists (select from enrollments e where e.client_id = c.id and e.voided_at is null and e.state in ${IN_CARE}))
  from clients c join client_details d on d.client_id = c.id where c.id = ${id})`;

/** One row of `MergeFacts`. */
export function mergeFacts(survivorId: string, mergedId: string): ReadStatement {
  return {
    sql: `select ${person("$1")} as survivor, ${person("$2")} as merged,
      exists (select from enrollments a join enrollments b on b.client_id = $2
          and b.program_id in (a.program_id, a.incoming_program_id) or b.client_id = $2 and b.incoming_program_id = a.program_id
        where a.client_id = $1 and a.voided_at is null and b.voided_at is null
          and a.state not in ${CLOSED} and b.state not in ${CLOSED}) as "openInOneProgram",
      exists (select from referrals a join referrals b on b.client_id = $2 and b.edition = a.edition and b.level_code = a.level_code
        where a.client_id = $1 and a.state in ('DRAFT', 'OPEN') and b.state in ('DRAFT', 'OPEN')) as "referredToOneLevel",
      (select coalesce(json_agg(json_build_object('episodeId', a.id, 'otherEpisodeId', b.id,
            'from', greatest(a.opened_on, b.opened_on)::text, 'until', least(a.closed_on, b.closed_on)::text)
            order by greatest(a.opened_on, b.opened_on), a.id, b.id), '[]')
        from episodes a join episodes b on b.client_id = $2
          and a.opened_on <= coalesce(b.closed_on, 'infinity') and b.opened_on <= coalesce(a.closed_on, 'infinity')
        where a.client_id = $1) as overlaps`,
    values: [survivorId, mergedId],
  };
}

export interface MergePreview {
  readonly refusals: readonly MergeRefusal[];
  readonly overlaps: readonly EpisodeOverlap[];
  /** How many records would move, by their kind. */
  readonly moves: readonly { readonly record: string; readonly count: number }[];
}

/**
 * What a merge would do, and why it would be refused. Nothing is written.
 * @throws DomainError FORBIDDEN, NOT_FOUND
 */
export async function previewMerge(
  db: Database,
  actor: Actor,
  input: { survivorId: string; mergedId: string },
): Promise<MergePreview> {
  authorise(actor, "client.merge");
  const { survivorId, mergedId } = input;
  if (survivorId === mergedId) throw invalid("mergedId", "A client is not merged with itself.", "SAME_CLIENT");
  const live = await db.readWith<{ id: string }>(actor, {
    sql: "select id from clients where id = any($1) and voided_at is null and merged_into_id is null",
    values: [[survivorId, mergedId]],
  });
  for (const [path, id] of Object.entries({ survivorId, mergedId }))
    if (!live.some((client) => client.id === id)) throw notFound("client", [path]);
  const [facts] = await db.readWith<MergeFacts>(actor, mergeFacts(survivorId, mergedId));
  if (!facts) throw notFound("client", ["survivorId"]);
  const pointers = await db.readWith<Pointer>(actor, POINTERS);
  // Whoever may not read drug tests or counseling notes does not learn that there is one.
  const shown = pointers.filter(
    ({ table }) =>
      (table !== "drug_tests" || can(actor, "drug_test.read")) &&
      (table !== "counseling_notes" || can(actor, "counseling_note.read")),
  );
  const counts = shown.map(
    ({ table, column }) => `select '${table}' as record, count(*)::int as count from ${table} where ${column} = $1`,
  );
  const moves = await db.readWith<{ record: string; count: number }>(actor, {
    sql: `select record, sum(count)::int as count from (${counts.join(" union all ")}) c group by record having sum(count) > 0 order by record`,
    values: [mergedId],
  });
  await db.keepReads(actor, ["merge"], [survivorId, mergedId]);
  return { refusals: mergeRefusals(facts, false), overlaps: facts.overlaps, moves };
}
