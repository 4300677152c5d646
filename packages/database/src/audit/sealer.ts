import type { Clock, Logger } from "@causeway/kernel";
import { describeError } from "@causeway/kernel";
import pg from "pg";
import type { AnchorSink, AuditHead } from "./anchor.ts";
import { AUDIT_FORM, batchHash, entryHash, GENESIS, GONE } from "./canon.ts";

export interface SealerOptions {
  /** Of the relay's login. */
  readonly url: string;
  readonly clock: Clock;
  readonly logger?: Logger;
  readonly anchor?: AnchorSink | undefined;
  /** Entries a round, of all organisations together. */
  readonly batch?: number;
}

/** An entry is sealed within this, while a worker runs. */
export const SEAL_LAG_SECONDS = 30;

/** One sealer at a time: who comes second leaves the round to the first. */
const LOCK = 4_823_002;

/**
 * Gives entries of the audit their place in the chain of their organisation. Entries commit in any order; they wait in
 * `audit_pending`, written with them, and are taken from there in the transaction that seals them. Killed anywhere, the
 * next round goes on where the last one committed.
 */
const SEAL = `
with taken as (
  delete from audit_pending p
  using (select organisation_id, entry_id from audit_pending order by noted_at, entry_id limit $1) due
  where p.organisation_id = due.organisation_id and p.entry_id = due.entry_id
  returning p.organisation_id, p.entry_id),
hashed as (
  select t.organisation_id, t.entry_id, case when e.id is null then ${GONE} else ${entryHash("e")} end as hash
  from taken t left join audit_entries e on e.id = t.entry_id and e.organisation_id = t.organisation_id),
batches as (
  select organisation_id, array_agg(entry_id order by entry_id) as entry_ids, array_agg(hash order by entry_id) as entry_hashes,
    string_agg(hash, ''::bytea order by entry_id) as joined, count(*) as added
  from hashed group by organisation_id),
next as (
  select b.organisation_id, b.entry_ids, b.entry_hashes, b.joined, coalesce(h.batch, 0) + 1 as batch,
    coalesce(h.entries, 0) + b.added as entries, coalesce(h.hash, ${GENESIS}) as previous,
    $2::timestamptz as sealed_at, (select count(*) from taken) < $1 as drained
  from batches b left join audit_heads h on h.organisation_id = b.organisation_id),
sealed as (
  insert into audit_seals (organisation_id, batch, form, entry_ids, entry_hashes, entries, sealed_at, drained, hash)
  select n.organisation_id, n.batch, ${AUDIT_FORM}, n.entry_ids, n.entry_hashes, n.entries, n.sealed_at, n.drained,
    ${batchHash({ previous: "n.previous", seal: "n", joinedHashes: "n.joined" })}
  from next n
  returning organisation_id, batch, entries, sealed_at, hash)
insert into audit_heads (organisation_id, batch, entries, hash, sealed_at)
select organisation_id, batch, entries, hash, sealed_at from sealed
on conflict (organisation_id) do update
  set batch = excluded.batch, entries = excluded.entries, hash = excluded.hash, sealed_at = excluded.sealed_at
returning (select count(*)::int from taken) as taken`;

const WAITING_HEADS = `
select organisation_id as "organisationId", batch::int, entries::int, encode(hash, 'hex') as hash, sealed_at
from audit_heads where batch > anchored_batch order by organisation_id limit 500`;

export class AuditSealer {
  readonly #pool: pg.Pool;
  readonly #options: SealerOptions;

  constructor(options: SealerOptions) {
    this.#options = options;
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: 1,
      application_name: "causeway-sealer",
      options: "-c timezone=UTC",
    });
    // A client that is lent out reports the loss of its connection itself; unheard, that would end the process.
    this.#pool.on("connect", (client) => void client.on("error", () => undefined));
    this.#pool.on("error", (error) =>
      options.logger?.warn({ err: describeError(error) }, "idle sealer connection lost"),
    );
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Seals what waits, then writes down the new heads outside. @returns how many entries were sealed */
  async tick(): Promise<number> {
    let sealed = 0;
    for (;;) {
      const taken = await this.#sealOnce();
      sealed += taken;
      if (taken < this.#batch()) break;
    }
    await this.#anchor();
    return sealed;
  }

  /** For how long the oldest entry has been waiting for its seal. */
  async unsealedSeconds(): Promise<number> {
    const { rows } = await this.#pool.query<{ seconds: number }>(
      "select coalesce(extract(epoch from clock_timestamp() - min(noted_at)), 0)::float8 as seconds from audit_pending",
    );
    return Math.max(0, rows[0]?.seconds ?? 0);
  }

  async #sealOnce(): Promise<number> {
    return this.#alone(async (client) => {
      const { rows } = await client.query<{ taken: number }>(SEAL, [this.#batch(), this.#options.clock.now()]);
      return rows[0]?.taken ?? 0;
    });
  }

  async #anchor(): Promise<void> {
    for (;;) {
      const told = await this.#alone(async (client) => {
        const { rows } = await client.query<Omit<AuditHead, "sealedAt"> & { sealed_at: Date }>(WAITING_HEADS);
        if (rows.length === 0) return 0;
        const heads = rows.map(({ sealed_at, ...head }) => ({ ...head, sealedAt: sealed_at.toISOString() }));
        await this.#options.anchor?.(heads);
        this.#options.logger?.[this.#options.anchor ? "debug" : "info"]({ heads }, "audit heads");
        await client.query(
          `update audit_heads h set anchored_batch = a.batch
           from unnest($1::uuid[], $2::bigint[]) as a(id, batch) where h.organisation_id = a.id`,
          [heads.map((head) => head.organisationId), heads.map((head) => head.batch)],
        );
        return heads.length;
      });
      if (told < 500) return;
    }
  }

  async #alone(work: (client: pg.PoolClient) => Promise<number>): Promise<number> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("begin");
      const { rows } = await client.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [LOCK]);
      const done = rows[0]?.mine ? await work(client) : 0;
      await client.query("commit");
      return done;
    } catch (error) {
      broken = error as Error;
      await client.query("rollback").catch(() => undefined);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  #batch(): number {
    return this.#options.batch ?? 10_000;
  }
}
