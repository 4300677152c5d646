import type pg from "pg";
import type { Finding } from "./invariants.query.ts";

/** A line of the accounting without a basis, or under a consent that did not stand, name or cover at that instant. */
const WITHOUT_BASIS = `select d.id from disclosures d
  where d.legal_basis is null or d.legal_basis = '' or d.legal_basis = 'CONSENT' and not exists (
    select 1 from consent_grants g join consents c on c.id = g.consent_id
    where g.id = d.grant_id and g.sender_organisation_id = d.sender_organisation_id
      and g.recipient_organisation_id = d.recipient_organisation_id
      and c.signed_at <= d.at and coalesce(c.expires_at > d.at, true) and coalesce(c.revoked_at >= d.at, true)
      and coalesce(c.false_at >= d.at, true) and coalesce(c.ended_at >= d.at, true)
      and d.categories <@ g.categories)`;

/** @param admin superuser: sees the accounting of everybody */
export async function everyDisclosureHasBasis(admin: pg.Client): Promise<Finding> {
  const { rows: lines } = await admin.query<{ n: number }>("select count(*)::int as n from disclosures");
  const { rows } = await admin.query<{ id: string }>(WITHOUT_BASIS);
  return {
    invariant: "every disclosure has a basis that stood",
    checked: lines[0]?.n ?? 0,
    violations: rows.length,
    examples: rows.slice(0, 5).map((row) => row.id),
  };
}

/**
 * Reads that recipients counted themselves, against the lines of the accounting.
 * @param reads packets and threads that recipients were given at the API
 */
export async function everyReadHasItsLine(admin: pg.Client, reads: number): Promise<Finding> {
  const { rows } = await admin.query<{ n: number }>(
    `select count(*)::int as n from disclosures where kind = 'READ' and referral_recipient_id is not null`,
  );
  const lines = rows[0]?.n ?? 0;
  return {
    invariant: "every read has its line",
    checked: reads,
    violations: Math.abs(lines - reads),
    examples: lines === reads ? [] : [`${reads} reads, ${lines} lines`],
  };
}

/** Where ids alone may be, and their values as SQL. */
const IDS_ALONE: Readonly<Record<string, string>> = {
  outbox: "select t.id::text, v.value from outbox t, jsonb_each_text(t.ref_ids) v",
  event_feed: "select t.event_id::text as id, v.value from event_feed t, jsonb_each_text(t.ref_ids) v",
  timers: "select t.id::text, v.value from timers t, jsonb_each_text(t.ref_ids) v",
  dispatches: "select t.id::text, v.value from dispatches t, jsonb_each_text(t.data) v",
  webhook_deliveries: "select t.id::text, v.value from webhook_deliveries t, jsonb_each_text(t.ref_ids) v",
};
/** An id, or a code, number, day or instant. */
const ID_OR_CODE = "^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Z_:.+-]*)$";
/** Where there are words, but none of a person. */
const WORDS: Readonly<Record<string, string>> = {
  notifications: "select id::text, concat_ws(' ', title, link, kind) as words from notifications",
  messages: "select id::text, concat_ws(' ', subject, body_text, from_name) as words from messages",
};

/**
 * Events, feeds, timers, jobs and webhooks hold ids and codes alone; no notification, mail or line of the logs has the
 * name or the address of a client.
 * @param logs what the processes logged
 */
export async function nothingTellsWho(admin: pg.Client, logs: readonly string[]): Promise<Finding> {
  const { rows: people } = await admin.query<{ name: string; email: string | null }>(
    "select given_name || ' ' || family_name as name, email from client_details",
  );
  const names = new Set(
    people.flatMap(({ name, email }) => [name.toLowerCase(), ...(email ? [email.toLowerCase()] : [])]),
  );
  let checked = 0;
  const examples: string[] = [];
  for (const [table, values] of Object.entries(IDS_ALONE)) {
    const { rows } = await admin.query<{ n: number; ids: string[] | null }>(
      `select count(*)::int as n, array_agg(id) filter (where value !~ $1) as ids from (${values}) as each`,
      [ID_OR_CODE],
    );
    checked += rows[0]?.n ?? 0;
    for (const id of rows[0]?.ids ?? []) examples.push(`${table} ${id}`);
  }
  const told = async (): Promise<{ id: string; words: string }[]> => {
    const all: { id: string; words: string }[] = logs.flatMap((log, i) =>
      log.split("\n").map((words, n) => ({ id: `log ${i + 1}, line ${n + 1}`, words })),
    );
    for (const select of Object.values(WORDS))
      all.push(...(await admin.query<{ id: string; words: string }>(select)).rows);
    return all;
  };
  for (const { id, words } of await told()) {
    checked += 1;
    if (tellsWho(words, names)) examples.push(id);
  }
  return {
    invariant: "no event, job or message tells who",
    checked: names.size > 0 ? checked : 0,
    violations: examples.length,
    examples: examples.slice(0, 5),
  };
}

/** Whether two words in a row are somebody's name, or one is somebody's address. */
export function tellsWho(text: string, names: ReadonlySet<string>): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[@.'_-]+[\p{L}\p{N}]+)*/gu) ?? [];
  return words.some((word, i) => names.has(word) || names.has(`${word} ${words[i + 1] ?? ""}`));
}
