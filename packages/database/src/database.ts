import { AsyncLocalStorage } from "node:async_hooks";
import type { Actor, Clock, Logger } from "@causeway/kernel";
import { DomainError, describeError, jobActor, newId, systemClock } from "@causeway/kernel";
import pg from "pg";
import { DataSource } from "typeorm";
import type { DatabaseUrls } from "./connections.ts";
import type { EntityClass } from "./describe.ts";
import { isRetryable, translateFailure } from "./failures.ts";
import type { PageQuery, Where } from "./planner.ts";
import { Planner } from "./planner.ts";
import type { Selection } from "./selection.ts";
import type { AuditEntry } from "./transaction.ts";
import { Transaction } from "./transaction.ts";

export interface DatabaseOptions {
  readonly urls: DatabaseUrls;
  readonly entities: readonly EntityClass[];
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Connections for writes, and as many again for reads. */
  readonly poolSize?: number;
}

export interface Page {
  readonly rows: Record<string, unknown>[];
  /** Ordering keys of each row, for its cursor. */
  readonly keys: (string | null)[][];
  readonly hasMore: boolean;
}

/** Rows asked of hand-written SQL, by the read door. */
export interface ReadStatement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const RETRIES = 3;

/** A word spelled with two letters swapped still finds its name; the default of 0.6 asks too much of short words. */
const READER_OPTIONS = "-c timezone=UTC -c pg_trgm.word_similarity_threshold=0.5";

// A calendar date stays text: as a Date it would become midnight in the time zone of this process.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * The one way to the data. `run` for writes, `read*` for reads; both act under the row security
 * of the actor, whose organisation no later line of code can change.
 */
export class Database {
  readonly clock: Clock;
  readonly #source: DataSource;
  readonly #readers: pg.Pool;
  readonly #authenticators: pg.Pool;
  readonly #planner: Planner;
  readonly #logger: Logger | undefined;
  readonly #scope = new AsyncLocalStorage<Transaction>();

  private constructor(options: DatabaseOptions, source: DataSource) {
    this.clock = options.clock ?? systemClock;
    this.#source = source;
    this.#logger = options.logger;
    this.#planner = new Planner(source);
    const readers = {
      connectionString: options.urls.app,
      max: options.poolSize ?? 10,
      application_name: "causeway-read",
      options: READER_OPTIONS,
      pipeline: true,
    };
    this.#readers = new pg.Pool(readers);
    this.#authenticators = new pg.Pool({
      connectionString: options.urls.authenticator,
      max: 4,
      application_name: "causeway-authenticator",
      options: "-c timezone=UTC",
    });
    for (const pool of [this.#readers, this.#authenticators]) {
      // A client that is lent out reports the loss of its connection itself; unheard, that would end the process.
      pool.on("connect", (client) => void client.on("error", () => undefined));
      pool.on("error", (error) => this.#logger?.warn({ err: describeError(error) }, "idle database connection lost"));
    }
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    const source = new DataSource({
      type: "postgres",
      url: options.urls.app,
      entities: [...options.entities] as never[],
      poolSize: options.poolSize ?? 10,
      applicationName: "causeway",
      logging: false,
      synchronize: false,
      extra: { options: "-c timezone=UTC" },
      invalidWhereValuesBehavior: { null: "throw", undefined: "throw" },
      poolErrorHandler: (error: unknown) =>
        options.logger?.warn({ err: describeError(error) }, "idle database connection lost"),
    });
    await source.initialize();
    return new Database(options, source);
  }

  async close(): Promise<void> {
    await Promise.all([this.#source.destroy(), this.#readers.end(), this.#authenticators.end()]);
  }

  /**
   * One transaction for one actor. Deadlocks and serialisation failures are tried again, so
   * `work` does nothing but database work.
   * @throws DomainError translated from the database where the cause is foreseeable
   */
  async run<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (this.#scope.getStore()) throw new Error("a transaction was opened inside another");
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(actor, work);
      } catch (error) {
        if (attempt < RETRIES && isRetryable(error)) continue;
        throw translateFailure(error);
      }
    }
  }

  async #attempt<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = this.#source.createQueryRunner();
    try {
      const client = (await runner.connect()) as pg.PoolClient;
      // Begun and ended by hand, not by the runner, which ignores what COMMIT answers.
      const tx = new Transaction(this.#source.createEntityManager(runner), actor, this.clock);
      try {
        await client.query(beginAs(actor, tx.now));
        const result = await this.#scope.run(tx, () => work(tx));
        await tx.flush();
        // A statement that failed and was swallowed makes COMMIT answer ROLLBACK without an error.
        const { command } = await client.query("commit");
        if (command !== "COMMIT") throw new DomainError("INTERNAL", "The transaction did not commit.");
        return result;
      } catch (error) {
        await client.query("rollback").catch(() => undefined);
        throw error;
      } finally {
        tx.close();
      }
    } finally {
      await runner.release();
    }
  }

  /**
   * Background work that no person or partner asked for, within one organisation, audited with its reason.
   */
  runAsSystem<T>(reason: string, organisationId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run(jobActor(organisationId, reason), (tx) => {
      tx.audit({ action: "system.run", subjectType: "organisation", subjectId: organisationId, reason });
      return work(tx);
    });
  }

  /** A page of an entity: the asked columns and relations in one statement and one round trip. */
  async readPage(actor: Actor, entity: EntityClass, selection: Selection, query: PageQuery): Promise<Page> {
    const plan = this.#planner.page(actor, entity, selection, { ...query, limit: query.limit + 1 });
    const raw = await this.#read(actor, plan.sql, plan.values);
    const hasMore = raw.length > query.limit;
    const taken = hasMore ? raw.slice(0, query.limit) : raw;
    if (query.backwards) taken.reverse();
    const keys = taken.map((row) => plan.order.map((_, i) => row[`$${i}`] as string | null));
    const rows = taken.map((row) => plan.present(row["row"] as Record<string, unknown>));
    await this.keepReads(actor, [...plan.personal.fields], [...plan.personal.persons]);
    return { rows, keys, hasMore };
  }

  /** One record by its conditions, or null when it is missing or not visible, alike. */
  async readOne(
    actor: Actor,
    entity: EntityClass,
    selection: Selection,
    where: Where,
  ): Promise<Record<string, unknown> | null> {
    const page = await this.readPage(actor, entity, selection, { where, limit: 1 });
    return page.rows[0] ?? null;
  }

  async readCount(actor: Actor, entity: EntityClass, where: Where): Promise<number> {
    const plan = this.#planner.count(actor, entity, where);
    const rows = await this.#read(actor, plan.sql, plan.values);
    return rows[0]?.["total"] as number;
  }

  /** Hand-written SQL of a `*.query.ts`, under the same transaction, actor and row security. */
  async readWith<R extends object>(actor: Actor, statement: ReadStatement): Promise<R[]> {
    return (await this.#read(actor, statement.sql, [...statement.values])) as unknown as R[];
  }

  /** Transaction, settings, statement and commit leave in one write and come back in one. */
  async #read(actor: Actor, text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
    const client = await this.#readers.connect();
    let broken: Error | undefined;
    try {
      const settings = settingsOf(actor, this.clock.now());
      const stream = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection
        .stream;
      stream.cork();
      const sent = [
        client.query("begin read only"),
        client.query({ name: "settings", ...settings }),
        client.query(text, values),
        client.query("commit"),
      ] as const;
      stream.uncork();
      const answers = await settle(sent);
      return answers[2]?.rows as Record<string, unknown>[];
    } catch (error) {
      if (isConnectionLoss(error)) broken = error as Error;
      throw translateFailure(error);
    } finally {
      client.release(broken);
    }
  }

  /**
   * Keeps, before the answer leaves, whose records were read and what of them: an entry a client. `readPage` does it by
   * itself; a query of hand-written SQL that answers what belongs to clients calls it.
   * @param clients UUIDs, or those that a statement answers as `id`
   */
  async keepReads(actor: Actor, fields: readonly string[], clients: readonly string[] | ReadStatement): Promise<void> {
    if (Array.isArray(clients) && clients.length === 0) return;
    await this.run(actor, async (tx) => {
      const { sql, values } = clients as ReadStatement;
      const ids = Array.isArray(clients)
        ? (clients as readonly string[])
        : (await tx.query<{ id: string }>(sql, values)).map((row) => row.id);
      for (const clientId of new Set(ids))
        tx.audit({ action: "record.read", subjectType: "client", subjectId: clientId, clientId, fields });
    });
  }

  /**
   * Keeps a refusal: the refused transaction rolled back, so this is one of its own.
   */
  async recordDenial(actor: Actor, entry: Omit<AuditEntry, "outcome">): Promise<void> {
    await this.run(actor, async (tx) => tx.audit({ ...entry, outcome: "DENIED" }));
  }

  /**
   * A transaction of the authenticator, who knows people before an organisation is known.
   * For the services of identity alone: hand-written SQL on identity tables.
   */
  async authenticate<T>(work: (tx: AuthenticatorTransaction) => Promise<T>): Promise<T> {
    const client = await this.#authenticators.connect();
    let broken: Error | undefined;
    try {
      const now = this.clock.now();
      await client.query("begin");
      await client.query("select set_config('app.now', $1, true)", [now.toISOString()]);
      const result = await work({
        now,
        newId: () => newId(this.clock),
        query: async <R extends object>(sql: string, values: readonly unknown[] = []) =>
          (await client.query<R & pg.QueryResultRow>(sql, [...values])).rows,
      });
      const { command } = await client.query("commit");
      if (command !== "COMMIT") throw new DomainError("INTERNAL", "The transaction did not commit.");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      if (isConnectionLoss(error)) broken = error as Error;
      throw translateFailure(error);
    } finally {
      client.release(broken);
    }
  }

  /**
   * One statement of the authenticator, in one round trip: who asks is read with every request.
   * For the services of identity alone; a statement that changes something belongs in `authenticate`.
   */
  async lookUp<R extends object>(statement: ReadStatement & { readonly name: string }): Promise<R[]> {
    const { name, sql: text, values } = statement;
    try {
      return (await this.#authenticators.query<R & pg.QueryResultRow>({ name, text, values: [...values] })).rows;
    } catch (error) {
      throw translateFailure(error);
    }
  }

  /** Columns of the entities, for the test that holds them against the migrated schema. */
  describeEntities(): { table: string; column: string; type: string; nullable: boolean; array: boolean }[] {
    return this.#source.entityMetadatas.flatMap((metadata) =>
      metadata.columns.map((column) => ({
        table: metadata.tableName,
        column: column.databaseName,
        type: this.#source.driver.normalizeType(column),
        nullable: column.isNullable,
        array: column.isArray,
      })),
    );
  }
}

export interface AuthenticatorTransaction {
  readonly now: Date;
  newId(): string;
  query<R extends object>(sql: string, values?: readonly unknown[]): Promise<R[]>;
}

function settingsOf(actor: Actor, now: Date): { text: string; values: string[] } {
  return {
    text: "select set_config('app.organisation_id', $1, true), set_config('app.now', $2, true)",
    values: [actor.organisationId, now.toISOString()],
  };
}

/** BEGIN and settings as one message. */
function beginAs(actor: Actor, now: Date): string {
  const { text, values } = settingsOf(actor, now);
  return `begin; ${text.replace(/\$(\d)/g, (_, n: string) => pg.escapeLiteral(values[Number(n) - 1] ?? ""))}`;
}

/** Waits for all of a pipeline, then fails with its first failure: no query is left behind on the connection. */
async function settle<T extends readonly Promise<pg.QueryResult>[]>(sent: T): Promise<pg.QueryResult[]> {
  const results = await Promise.allSettled(sent);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  return results.map((result) => (result as PromiseFulfilledResult<pg.QueryResult>).value);
}

function isConnectionLoss(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? "";
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith("57P") || code.startsWith("08");
}
