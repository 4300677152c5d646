import type { Database, ReadStatement } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import { normalise } from "./client.rules.ts";

const MOST_MATCHES = 100;

/**
 * Ids of clients whose name begins with the words typed, family name first or given name first; a name that a merged
 * client was entered under finds the client it became part of.
 * @returns at most 100 UUIDs, by name
 */
export async function findClientsByName(db: Database, actor: Actor, search: string): Promise<string[]> {
  authorise(actor, "client.details.read");
  const typed = normalise(search);
  if (typed.length < 2 || search.length > 200)
    throw invalid("search", "A search has 2 to 200 characters, letters among them.");
  // Given name first: the last word begins the family name, what stands before it is among the given names.
  const words = typed.split(" ");
  const family = words.at(-1) ?? typed;
  const given = ` ${words.slice(0, -1).join(" ")}`.trimEnd();
  const rows = await db.readWith<{ id: string }>(actor, {
    // The pattern operators are leakproof, LIKE is not: with them the index still serves under row security.
    sql: `select coalesce(c.merged_into_id, c.id) as id from client_details d join clients c on c.id = d.client_id
      where c.voided_at is null and (
        d.search_name ~>=~ $1 and d.search_name ~<~ $2
        or d.search_name ~>=~ $3 and d.search_name ~<~ $4 and $5 <> '' and strpos(d.search_name, $5) > 0)
      order by d.search_name, c.id limit ${MOST_MATCHES}`,
    values: [typed, above(typed), family, above(family), given],
  });
  return [...new Set(rows.map((row) => row.id))];
}

/** Ids of the client that another system calls so; a merged one answers the client it became part of. */
export async function findClientsByExternalId(db: Database, actor: Actor, externalId: string): Promise<string[]> {
  authorise(actor, "client.read");
  const rows = await db.readWith<{ id: string }>(actor, {
    sql: "select coalesce(merged_into_id, id) as id from clients where external_id = $1 and voided_at is null",
    values: [externalId],
  });
  return rows.map((row) => row.id);
}

/** Ids that have stood for the person of an id, the id of today among them: what is never moved keeps the old ones. */
export function idsOfPerson(clientId: string): ReadStatement {
  return {
    sql: `select p.id from clients asked join clients p on coalesce(p.merged_into_id, p.id) = coalesce(asked.merged_into_id, asked.id)
      where asked.id = $1`,
    values: [clientId],
  };
}

/** The first text after all that begin with this one, byte by byte. */
function above(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
