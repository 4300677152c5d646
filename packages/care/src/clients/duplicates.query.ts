import type { Database, Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { enumType } from "../enum-type.ts";
import { checkDay, searchNameOf } from "./client.rules.ts";

export const DUPLICATE_REASONS = [
  "SAME_NAME_AND_BIRTH_DATE",
  "SIMILAR_NAME_AND_BIRTH_DATE",
  "SAME_NAME_BIRTH_DATE_UNKNOWN",
  "SAME_EMAIL",
  "SAME_PHONE",
  "SAME_MEMBER_ID",
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];
export const DuplicateReasonEnum = enumType("DuplicateReason", DUPLICATE_REASONS);

/** Somebody who may be the same person, and why, the strongest reason first. */
export interface LikelyDuplicate {
  readonly clientId: string;
  readonly reasons: readonly DuplicateReason[];
}

/** Of somebody who is not entered yet, what is known so far. */
export interface SoughtPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly memberId?: string | null | undefined;
}

/**
 * Of two names with one birth date how alike they must be, 0 to 1 by shared trigrams of their words in any order: a
 * slip of the pen, a second family name and names the wrong way round are met, another name is not.
 */
export const ALIKE = 0.4;
export const MOST_DUPLICATES = 20;

/** By what columns people are compared; keys as the table derives them from what was written. */
const MATCHES = `
  select d.client_id, case when d.search_name = s.search_name then 0 else 1 end as reason
    from sought s join client_details d on d.birth_date = s.birth_date
    where d.search_name = s.search_name or similarity(d.search_name, s.search_name) >= ${ALIKE}
  union all select d.client_id, 2 from sought s join client_details d on d.search_name = s.search_name
    where d.birth_date is null or s.birth_date is null
  union all select d.client_id, 3 from sought s join client_details d on d.email_key = s.email_key
  union all select d.client_id, 4 from sought s join client_details d on d.phone_key = s.phone_key and length(d.phone_key) >= 7
  union all select c.client_id, 5 from sought s join coverages c on c.member_key = any(s.member_keys)`;

const likely = (sought: string): string => `with sought as (${sought}), matches as (${MATCHES})
  select coalesce(c.merged_into_id, c.id) as "clientId", array_agg(distinct m.reason) as reasons
  from sought s cross join matches m join clients c on c.id = m.client_id
  where c.voided_at is null and coalesce(c.merged_into_id, c.id) is distinct from s.self
  group by 1 order by min(m.reason), count(distinct m.reason) desc, 1 limit ${MOST_DUPLICATES}`;

/**
 * Who may be the same person as a client (rule `duplicates-warn-never-refuse`), within the organisation alone.
 * @throws DomainError FORBIDDEN
 */
export function findPossibleDuplicates(db: Database, actor: Actor, clientId: string): Promise<LikelyDuplicate[]> {
  return ask(
    db,
    actor,
    `select d.client_id as self, d.search_name, d.birth_date, d.email_key, d.phone_key,
       array(select member_key from coverages where client_id = d.client_id and member_key is not null) as member_keys
     from client_details d where d.client_id = $1`,
    [clientId],
  );
}

/** The same before anybody is entered. */
export async function checkForDuplicates(db: Database, actor: Actor, sought: SoughtPerson): Promise<LikelyDuplicate[]> {
  const { sql, values } = soughtBy(sought);
  return ask(db, actor, sql, values);
}

/** The same for a service that has decided on its own permission: ids of clients, the likeliest first. */
export async function likelyClients(tx: Transaction, sought: SoughtPerson): Promise<string[]> {
  const { sql, values } = soughtBy(sought);
  return (await tx.query<{ clientId: string }>(likely(sql), values)).map(({ clientId }) => clientId);
}

function soughtBy(sought: SoughtPerson): { sql: string; values: unknown[] } {
  const { familyName, givenName, birthDate, email, phone, memberId } = sought;
  if (birthDate) checkDay(birthDate, "birthDate");
  return {
    sql: `select null::uuid as self, nullif($1, '') as search_name, $2::date as birth_date, lower(nullif(trim($3), '')) as email_key,
       nullif(right(regexp_replace($4, '\\D', '', 'g'), 10), '') as phone_key,
       array_remove(array[nullif(upper(regexp_replace($5, '[^A-Za-z0-9]', '', 'g')), '')], null) as member_keys`,
    values: [searchNameOf(familyName, givenName), birthDate ?? null, email ?? null, phone ?? null, memberId ?? null],
  };
}

async function ask(db: Database, actor: Actor, sought: string, values: unknown[]): Promise<LikelyDuplicate[]> {
  authorise(actor, "client.details.read");
  const rows = await db.readWith<{ clientId: string; reasons: number[] }>(actor, { sql: likely(sought), values });
  await db.keepReads(
    actor,
    ["duplicates"],
    rows.map((row) => row.clientId),
  );
  return rows.map(({ clientId, reasons }) => ({
    clientId,
    reasons: reasons.map((index) => DUPLICATE_REASONS[index] as DuplicateReason),
  }));
}
