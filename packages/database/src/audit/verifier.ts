import { DomainError } from "@causeway/kernel";
import pg from "pg";
import { ROLES } from "../policies.ts";
import type { AuditHead } from "./anchor.ts";
import { AUDIT_FORM, batchHash, entryHash, GENESIS } from "./canon.ts";
import { SEAL_LAG_SECONDS } from "./sealer.ts";

export type AuditFindingKind =
  /** An entry is not what was sealed. */
  | "EDITED"
  /** A sealed entry is gone. */
  | "DELETED"
  /** A batch lists its entries in another order, or stands in the place of another. */
  | "REORDERED"
  /** A seal does not follow from the one before it and what it lists. */
  | "SEAL_ALTERED"
  /** A batch is gone from the middle. */
  | "SEAL_DELETED"
  /** The chain ends before the head, or before what is written down outside. */
  | "CUT"
  /** The chain holds in itself, and is not the one that is written down outside. */
  | "REWRITTEN"
  /** An entry that neither is sealed nor waits for it: it did not come by the road of entries. */
  | "FORGED"
  /** An entry that tells of a time long before the seal it came after. */
  | "BACKDATED"
  /** An entry waits for its seal for longer than a worker takes. */
  | "UNSEALED"
  /** The lock against changing what is kept is off. */
  | "UNLOCKED";

export interface AuditFinding {
  readonly kind: AuditFindingKind;
  /** Null for what concerns every organisation. */
  readonly organisationId: string | null;
  readonly batch: number | null;
  readonly entryId: string | null;
}

export interface AuditChain {
  readonly organisationId: string;
  readonly entries: number;
  readonly sealed: number;
  readonly unsealed: number;
  readonly batches: number;
  readonly sealedAt: Date | null;
  readonly findings: number;
}

export interface AuditVerification {
  readonly chains: readonly AuditChain[];
  /** At most {@link MOST_FINDINGS}; the chains tell how many there are. */
  readonly findings: readonly AuditFinding[];
}

const MOST_FINDINGS = 1000;
/** An entry tells when its transaction began, and machines' clocks differ a little. */
const LATENESS = "interval '15 minutes'";

const only = (alias: string): string => `($1::uuid is null or ${alias}.organisation_id = $1)`;

/** Seals, each beside the one before it. */
const SEALS = `
  select s.*, coalesce(lag(s.hash) over w, ${GENESIS}) as previous, coalesce(lag(s.batch) over w, 0) as previous_batch, lag(s.sealed_at) over w as previous_at,
    coalesce(lag(s.entries) over w, 0) as previous_entries,
    max(s.sealed_at) filter (where s.drained) over (partition by s.organisation_id order by s.batch rows between unbounded preceding and 1 preceding) as floor
  from audit_seals s where ${only("s")}
  window w as (partition by s.organisation_id order by s.batch)`;

const LISTED = `
  select s.organisation_id, s.batch, s.floor, u.id, u.hash
  from (${SEALS}) s cross join lateral unnest(s.entry_ids, s.entry_hashes) as u(id, hash)`;

const JOINED = `(select string_agg(h, ''::bytea order by n) from unnest(s.entry_hashes) with ordinality as u(h, n))`;
const ASCENDING = `s.entry_ids = (select array_agg(i order by i) from unnest(s.entry_ids) as u(i))`;

const CHECKS: readonly string[] = [
  `select case
      when not ${ASCENDING} or s.sealed_at < s.previous_at then 'REORDERED'
      when s.previous_batch <> s.batch - 1 then 'SEAL_DELETED'
      else 'SEAL_ALTERED' end, s.organisation_id, s.batch, null::uuid
   from (${SEALS}) s
   where s.form <> ${AUDIT_FORM} or not ${ASCENDING} or s.previous_batch <> s.batch - 1
     or s.entries <> s.previous_entries + cardinality(s.entry_ids)
     or s.hash <> ${batchHash({ previous: "s.previous", seal: "s", joinedHashes: JOINED })}`,
  `select case when e.id is null then 'DELETED' when ${entryHash("e")} <> l.hash then 'EDITED' else 'BACKDATED' end,
     l.organisation_id, l.batch, l.id
   from (${LISTED}) l left join audit_entries e on e.id = l.id and e.organisation_id = l.organisation_id
   where e.id is null or ${entryHash("e")} <> l.hash or e.at < l.floor - ${LATENESS}`,
  `select 'FORGED', e.organisation_id, null::bigint, e.id from audit_entries e
   left join (${LISTED}) l on l.id = e.id and l.organisation_id = e.organisation_id
   left join audit_pending p on p.entry_id = e.id and p.organisation_id = e.organisation_id
   where ${only("e")} and l.id is null and p.entry_id is null`,
  `select case when e.id is null then 'DELETED' else 'UNSEALED' end, p.organisation_id, null::bigint, p.entry_id
   from audit_pending p left join audit_entries e on e.id = p.entry_id and e.organisation_id = p.organisation_id
   where ${only("p")} and (e.id is null or p.noted_at < clock_timestamp() - interval '${SEAL_LAG_SECONDS} seconds')`,
  `select case when s.batch is null or s.batch < h.batch then 'CUT' else 'SEAL_ALTERED' end, h.organisation_id, h.batch, null::uuid
   from audit_heads h left join lateral (select * from audit_seals s where s.organisation_id = h.organisation_id order by s.batch desc limit 1) s on true
   where ${only("h")} and (s.batch, s.entries, s.hash) is distinct from (h.batch, h.entries, h.hash)`,
  `select distinct 'CUT', s.organisation_id, null::bigint, null::uuid from audit_seals s
   where ${only("s")} and not exists (select 1 from audit_heads h where h.organisation_id = s.organisation_id)`,
];

const ANCHORED = `
  select case when s.batch is null then 'CUT' else 'REWRITTEN' end, a.id, min(a.batch), null::uuid
  from unnest($2::uuid[], $3::bigint[], $4::text[], $5::bigint[]) as a(id, batch, hash, entries)
  left join audit_seals s on s.organisation_id = a.id and s.batch = a.batch
  where ($1::uuid is null or a.id = $1) and (s.batch is null or encode(s.hash, 'hex') <> a.hash or s.entries <> a.entries)
  group by 1, 2`;

const CHAINS = `
  with organisation as (
    select organisation_id from audit_entries union select organisation_id from audit_seals union select organisation_id from audit_heads)
  select o.organisation_id as "organisationId",
    (select count(*)::int from audit_entries e where e.organisation_id = o.organisation_id) as entries,
    (select coalesce(sum(cardinality(s.entry_ids)), 0)::int from audit_seals s where s.organisation_id = o.organisation_id) as sealed,
    (select count(*)::int from audit_pending p where p.organisation_id = o.organisation_id) as unsealed,
    (select count(*)::int from audit_seals s where s.organisation_id = o.organisation_id) as batches,
    (select max(s.sealed_at) from audit_seals s where s.organisation_id = o.organisation_id) as "sealedAt"
  from organisation o where ${only("o")} order by 1`;

/** Each trigger that guards or feeds the chain, wherever it is missing or off. */
const LOCKS = `
  select 'UNLOCKED', null::uuid, null::bigint, null::uuid
  from (values ('audit_entries', 'audit_is_kept'), ('audit_entries', 'audit_waits_for_seal'), ('audit_seals', 'audit_is_kept')) as needed(tab, name)
  where not exists (
    select 1 from pg_catalog.pg_trigger g
    where g.tgrelid = needed.tab::regclass and g.tgname = needed.name and g.tgenabled in ('O', 'A') and not g.tgisinternal)`;

/**
 * Walks the chain of one organisation or of all, reading alone, in one snapshot.
 * @param options.url of a login that reads every organisation's audit: the relay's, or a superuser's
 * @param options.anchors heads written down outside; without them, who could rewrite the whole chain is not found
 * @throws DomainError BAD_REQUEST when this login would see a part and call it the whole
 */
export async function verifyAudit(options: {
  url: string;
  organisationId?: string | undefined;
  anchors?: readonly AuditHead[] | undefined;
}): Promise<AuditVerification> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: "causeway-audit-verify",
    options: "-c timezone=UTC",
  });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    await seeEverything(client);
    const of = [options.organisationId ?? null];
    const found: AuditFinding[] = [];
    const note = async (sql: string, values: readonly unknown[]) => {
      const { rows } = await client.query<{
        kind: AuditFindingKind;
        organisation_id: string | null;
        batch: string | null;
        entry_id: string | null;
      }>(
        `select * from (${sql}) as found(kind, organisation_id, batch, entry_id) order by organisation_id, batch, entry_id`,
        [...values],
      );
      for (const row of rows)
        found.push({
          kind: row.kind,
          organisationId: row.organisation_id,
          batch: row.batch === null ? null : Number(row.batch),
          entryId: row.entry_id,
        });
    };
    await note(LOCKS, []);
    for (const check of CHECKS) await note(check, of);
    const anchors = options.anchors ?? [];
    await note(ANCHORED, [
      ...of,
      anchors.map((head) => head.organisationId),
      anchors.map((head) => head.batch),
      anchors.map((head) => head.hash),
      anchors.map((head) => head.entries),
    ]);
    const { rows } = await client.query<Omit<AuditChain, "findings">>(CHAINS, of);
    await client.query("commit");
    const count = new Map<string | null, number>();
    for (const finding of found) count.set(finding.organisationId, (count.get(finding.organisationId) ?? 0) + 1);
    return {
      chains: rows.map((row) => ({ ...row, findings: count.get(row.organisationId) ?? 0 })),
      findings: found.slice(0, MOST_FINDINGS),
    };
  } finally {
    await client.end();
  }
}

/** Row security must hide nothing: a login that sees only a part would find every chain in order. */
async function seeEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ filtered: boolean; relay: boolean }>(
    "select row_security_active('audit_entries') as filtered, pg_has_role(current_user, $1, 'usage') as relay",
    [ROLES.relay],
  );
  if (!rows[0]?.filtered || rows[0].relay) return;
  await client.query("savepoint role");
  try {
    await client.query(`set local role ${ROLES.relay}`);
  } catch {
    throw new DomainError(
      "BAD_REQUEST",
      `This login does not read the audit of every organisation. Use one that is a member of ${ROLES.relay}, or a superuser's.`,
    );
  }
}
