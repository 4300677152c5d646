import type { Clock, Logger, RecordedEvent } from "@causeway/kernel";
import { DomainError, describeError, newId } from "@causeway/kernel";
import pg from "pg";
import { FEED_CHANNEL } from "./feed-signal.ts";

/** A job owed for an event, and the organisation it acts for. Data is ids only. */
export interface OwedJob {
  readonly job: string;
  readonly organisationId: string;
  readonly data: Readonly<Record<string, string>>;
}

export interface Dispatch extends OwedJob {
  readonly id: string;
  readonly attempts: number;
}

export interface RelayOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly logger?: Logger;
  /** The jobs an event owes: one page in the worker, `event-routes.ts`. */
  readonly route: (event: RecordedEvent) => readonly OwedJob[];
  /**
   * Hands one job to the queue. `jobId` is fresh for each attempt.
   * @throws DomainError INVALID when this job can never be enqueued: unknown, or its data unfit
   */
  readonly enqueue: (dispatch: Dispatch, jobId: string) => Promise<void>;
  /**
   * Tells the processes that hold open subscriptions whose feeds went on; by NOTIFY unless given. It is a wake-up and
   * no more: what is lost is found by looking.
   */
  readonly announce?: (organisationIds: readonly string[]) => Promise<unknown>;
  /** Dispatched but not done for so long: handed to the queue again. */
  readonly redispatchAfterMs?: number;
  /** Attempts before a dispatch is left as dead, for an operator to replay. */
  readonly maxAttempts?: number;
  readonly batch?: number;
}

/**
 * Moves events and deadlines to the queue, without loss and in three steps, each a transaction
 * of its own: (1) an event gets its place in each hearer's feed and the rows of the jobs it
 * owes; (2) rows not yet handed over are enqueued and marked; (3) rows not done in time are
 * handed over again. Killed anywhere, the next round goes on; several relays share the work.
 */
export class Relay {
  readonly #pool: pg.Pool;
  readonly #options: RelayOptions;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: 4,
      application_name: "causeway-relay",
      options: "-c timezone=UTC",
    });
    // A client that is lent out reports the loss of its connection itself; unheard, that would end the process.
    this.#pool.on("connect", (client) => void client.on("error", () => undefined));
    this.#pool.on("error", (error) =>
      options.logger?.warn({ err: describeError(error) }, "idle relay connection lost"),
    );
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** One round. Answers how much there was to do, so that a caller may go on at once. */
  async tick(): Promise<{ relayed: number; fired: number; enqueued: number; again: number }> {
    const { relayed, hearers } = await this.#relayEvents();
    await this.#announce(hearers);
    const fired = await this.#fireTimers();
    const enqueued = await this.#enqueueWaiting();
    const again = await this.#redispatch();
    return { relayed, fired, enqueued, again };
  }

  /** Called when a handler's transaction has committed. */
  async done(dispatchId: string): Promise<void> {
    await this.#pool.query("update dispatches set done_at = $2 where id = $1 and done_at is null", [
      dispatchId,
      this.#now(),
    ]);
  }

  /**
   * Called when a job has failed for good; it stays visible until replayed.
   * @param reason a code or the name of an error's class, never its text
   */
  async dead(dispatchId: string, reason: string): Promise<void> {
    await this.#pool.query(
      "update dispatches set dead_at = $2, dead_reason = $3 where id = $1 and done_at is null and dead_at is null",
      [dispatchId, this.#now(), /^[\w.-]{1,64}$/.test(reason) ? reason : "UNKNOWN"],
    );
  }

  /**
   * Hands dead dispatches to the queue again: all, or those of one job, of one organisation, or one alone.
   * @returns how many there were
   */
  async replayDead(only: { job?: string; id?: string; organisationId?: string } = {}): Promise<number> {
    const { rowCount } = await this.#pool.query(
      `update dispatches set dead_at = null, dead_reason = null, enqueued_at = null, attempts = 0, replays = replays + 1
       where dead_at is not null and done_at is null
         and ($1::text is null or job = $1) and ($2::uuid is null or id = $2) and ($3::uuid is null or organisation_id = $3)`,
      [only.job ?? null, only.id ?? null, only.organisationId ?? null],
    );
    return rowCount ?? 0;
  }

  /** What is waiting, for readiness and metrics: `due` counts deadlines that passed and have not fired. */
  async backlog(): Promise<{ events: number; dispatches: number; due: number; dead: number; oldestSeconds: number }> {
    const { rows } = await this.#pool.query<{
      events: number;
      dispatches: number;
      due: number;
      dead: number;
      oldest: number;
    }>(
      `select (select count(*)::int from outbox where relayed_at is null) as events,
              (select count(*)::int from dispatches where done_at is null and dead_at is null) as dispatches,
              (select count(*)::int from timers where fired_at is null and due_at <= $1) as due,
              (select count(*)::int from dispatches where dead_at is not null and done_at is null) as dead,
              coalesce((select extract(epoch from $1::timestamptz - min(occurred_at)) from outbox where relayed_at is null), 0)::float8 as oldest`,
      [this.#now()],
    );
    const { events, dispatches, due, dead, oldest } = rows[0] ?? {
      events: 0,
      dispatches: 0,
      due: 0,
      dead: 0,
      oldest: 0,
    };
    return { events, dispatches, due, dead, oldestSeconds: Math.max(0, oldest) };
  }

  /** After the commit and once a batch: inside a transaction NOTIFY would make all commits wait for one another. */
  async #announce(hearers: readonly string[]): Promise<void> {
    if (hearers.length === 0) return;
    try {
      if (this.#options.announce) await this.#options.announce(hearers);
      else await this.#pool.query("select pg_notify($1, id) from unnest($2::text[]) id", [FEED_CHANNEL, hearers]);
    } catch (error) {
      this.#options.logger?.warn({ err: describeError(error) }, "the feed was not announced");
    }
  }

  async #relayEvents(): Promise<{ relayed: number; hearers: readonly string[] }> {
    return this.#transaction(async (client) => {
      const { rows } = await client.query<{
        id: string;
        organisation_id: string;
        audience: string[];
        type: string;
        subject_id: string;
        ref_ids: Record<string, string>;
        occurred_at: Date;
      }>(
        "select id, organisation_id, audience, type, subject_id, ref_ids, occurred_at from outbox where relayed_at is null order by id limit $1 for update skip locked",
        [this.#batch()],
      );
      if (rows.length === 0) return { relayed: 0, hearers: [] };
      const now = this.#now();
      // Sorted, so that two relays take the counters of organisations in the same order.
      const hearers = [...new Set(rows.flatMap((row) => row.audience))].toSorted();
      const cursors = new Map<string, number>();
      for (const hearer of hearers) {
        const heard = rows.filter((row) => row.audience.includes(hearer)).length;
        const { rows: moved } = await client.query<{ last_seq: string }>(
          `insert into feed_cursors (organisation_id, last_seq) values ($1, $2)
           on conflict (organisation_id) do update set last_seq = feed_cursors.last_seq + $2 returning last_seq`,
          [hearer, heard],
        );
        cursors.set(hearer, Number(moved[0]?.last_seq) - heard);
      }
      const feed: unknown[] = [];
      const owed: unknown[] = [];
      for (const row of rows) {
        for (const hearer of row.audience) {
          const seq = (cursors.get(hearer) ?? 0) + 1;
          cursors.set(hearer, seq);
          feed.push({
            organisation_id: hearer,
            seq,
            event_id: row.id,
            type: row.type,
            subject_id: row.subject_id,
            ref_ids: row.ref_ids,
            occurred_at: row.occurred_at,
          });
        }
        const event = {
          id: row.id,
          organisationId: row.organisation_id,
          audience: row.audience,
          type: row.type,
          subjectId: row.subject_id,
          refIds: row.ref_ids,
          occurredAt: row.occurred_at,
        };
        for (const job of this.#options.route(event)) {
          owed.push({
            id: newId(this.#options.clock),
            source_id: row.id,
            job: job.job,
            organisation_id: job.organisationId,
            data: job.data,
          });
        }
      }
      await client.query(`insert into event_feed select * from jsonb_populate_recordset(null::event_feed, $1::jsonb)`, [
        JSON.stringify(feed),
      ]);
      await this.#owe(client, owed, now);
      await client.query("update outbox set relayed_at = $2 where id = any($1)", [rows.map((row) => row.id), now]);
      return { relayed: rows.length, hearers };
    });
  }

  async #fireTimers(): Promise<number> {
    return this.#transaction(async (client) => {
      const now = this.#now();
      const { rows } = await client.query<{
        id: string;
        organisation_id: string;
        job: string;
        subject_id: string;
        ref_ids: Record<string, string>;
      }>(
        "select id, organisation_id, job, subject_id, ref_ids from timers where fired_at is null and due_at <= $1 order by due_at limit $2 for update skip locked",
        [now, this.#batch()],
      );
      if (rows.length === 0) return 0;
      await this.#owe(
        client,
        rows.map((row) => ({
          id: newId(this.#options.clock),
          source_id: row.id,
          job: row.job,
          organisation_id: row.organisation_id,
          data: { ...row.ref_ids, subjectId: row.subject_id },
        })),
        now,
      );
      await client.query("update timers set fired_at = $2 where id = any($1)", [rows.map((row) => row.id), now]);
      return rows.length;
    });
  }

  async #owe(client: pg.PoolClient, owed: readonly unknown[], now: Date): Promise<void> {
    if (owed.length === 0) return;
    await client.query(
      `insert into dispatches (id, source_id, job, organisation_id, data, created_at)
       select id, source_id, job, organisation_id, data, $2 from jsonb_to_recordset($1::jsonb) as d(id uuid, source_id uuid, job text, organisation_id uuid, data jsonb)
       on conflict (source_id, job, organisation_id) do nothing`,
      [JSON.stringify(owed), now],
    );
  }

  async #enqueueWaiting(): Promise<number> {
    return this.#hand(
      "select id, job, organisation_id, data, attempts, replays from dispatches where enqueued_at is null and done_at is null and dead_at is null order by created_at limit $1 for update skip locked",
      [this.#batch()],
    );
  }

  async #redispatch(): Promise<number> {
    // How long a worker has been silent is told by the server's clock, which nobody moves.
    const before = `clock_timestamp() - make_interval(secs => $1::float8 / 1000)`;
    const patience = this.#options.redispatchAfterMs ?? 120_000;
    await this.#pool.query(
      `update dispatches set dead_at = $2, dead_reason = 'NOT_FINISHED' where done_at is null and dead_at is null and enqueued_at < ${before} and attempts >= $3`,
      [patience, this.#now(), this.#options.maxAttempts ?? 10],
    );
    return this.#hand(
      `select id, job, organisation_id, data, attempts, replays from dispatches where enqueued_at < ${before} and done_at is null and dead_at is null order by created_at limit $2 for update skip locked`,
      [patience, this.#batch()],
    );
  }

  /**
   * Enqueues and marks. Enqueued before the mark commits: killed between, the same job is enqueued again under the
   * same id, and its effect is refused. A job that can never be enqueued is dead at once and holds up no other; when
   * the queue itself fails, what it did take is marked and the rest waits for the next round.
   * @throws what the queue threw
   */
  async #hand(sql: string, values: unknown[]): Promise<number> {
    let outage: unknown;
    const taken = await this.#transaction(async (client) => {
      const { rows } = await client.query<{
        id: string;
        job: string;
        organisation_id: string;
        data: Record<string, string>;
        attempts: number;
        replays: number;
      }>(sql, values);
      if (rows.length === 0) return 0;
      const results = await Promise.allSettled(
        rows.map((row) =>
          this.#options.enqueue(
            { id: row.id, job: row.job, organisationId: row.organisation_id, data: row.data, attempts: row.attempts },
            `${row.id}-${row.replays}-${row.attempts + 1}`,
          ),
        ),
      );
      const accepted: string[] = [];
      const impossible: string[] = [];
      results.forEach((result, i) => {
        const id = rows[i]?.id ?? "";
        if (result.status === "fulfilled") accepted.push(id);
        else if (isImpossible(result.reason)) impossible.push(id);
        else outage = result.reason;
      });
      if (accepted.length > 0)
        await client.query(
          "update dispatches set enqueued_at = clock_timestamp(), attempts = attempts + 1 where id = any($1)",
          [accepted],
        );
      if (impossible.length > 0) {
        this.#options.logger?.error({ dispatches: impossible }, "jobs that cannot be enqueued are dead");
        await client.query("update dispatches set dead_at = $2, dead_reason = 'IMPOSSIBLE' where id = any($1)", [
          impossible,
          this.#now(),
        ]);
      }
      return accepted.length;
    });
    if (outage !== undefined) throw outage;
    return taken;
  }

  async #transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("begin");
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      broken = error as Error;
      await client.query("rollback").catch(() => undefined);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  #now(): Date {
    return this.#options.clock.now();
  }

  #batch(): number {
    return this.#options.batch ?? 200;
  }
}

function isImpossible(reason: unknown): boolean {
  return reason instanceof DomainError && reason.code === "INVALID";
}
