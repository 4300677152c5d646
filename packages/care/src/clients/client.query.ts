import type { Database } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import { normalise } from "./client.rules.ts";

const MOST_MATCHES = 100;

/**
 * Ids of clients whose name begins with the words typed, family name first or given name first.
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
    sql: `select c.id from client_details d join clients c on c.id = d.client_id
      where c.voided_at is null and (
        d.search_name ~>=~ $1 and d.search_name ~<~ $2
        or d.search_name ~>=~ $3 and d.search_name ~<~ $4 and $5 <> '' and strpos(d.search_name, $5) > 0)
      order by d.search_name, c.id limit ${MOST_MATCHES}`,
    values: [typed, above(typed), family, above(family), given],
  });
  return rows.map((row) => row.id);
}

/** Other clients of the same normalised name and birth date: perhaps the same person, entered twice. */
export async function findPossibleDuplicates(db: Database, actor: Actor, clientId: string): Promise<string[]> {
  authorise(actor, "client.details.read");
  const rows = await db.readWith<{ id: string }>(actor, {
    sql: `select other.client_id as id from client_details mine
        join client_details other on other.organisation_id = mine.organisation_id and other.search_name = mine.search_name
          and other.birth_date = mine.birth_date and other.client_id <> mine.client_id
        join clients c on c.id = other.client_id and c.voided_at is null
      where mine.client_id = $1 order by other.client_id limit 20`,
    values: [clientId],
  });
  return rows.map((row) => row.id);
}

/** The first text after all that begin with this one, byte by byte. */
function above(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
