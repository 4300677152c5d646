import type { Actor, Clock, DomainEvent } from "@causeway/kernel";
import { DomainError, newId, notFound } from "@causeway/kernel";
import type {
  EntityManager,
  EntityMetadata,
  FindManyOptions,
  FindOptionsWhere,
  ObjectLiteral,
  QueryDeepPartialEntity,
} from "typeorm";
import type { EntityClass } from "./describe.ts";

/** What is kept of an act: appended in the transaction of the act itself. */
export interface AuditEntry {
  /** Verb of the domain: `referral.accept`, `packet.read`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId?: string;
  readonly clientId?: string;
  readonly purpose?: string;
  readonly legalBasis?: string;
  readonly consentId?: string;
  readonly fields?: readonly string[];
  readonly outcome?: "DONE" | "DENIED";
  readonly reason?: string;
}

/** A deadline: when it passes, the worker runs the job for this organisation. */
export interface Timer {
  readonly job: string;
  readonly subjectId: string;
  readonly refIds?: Readonly<Record<string, string>>;
  readonly dueAt: Date;
  /** One timer a key and organisation; scheduling it again changes nothing. */
  readonly key: string;
}

type Values<E> = Partial<{ [K in keyof E]: E[K] | null }>;

/**
 * The scope of one transaction, under the row security of its actor. Handed out by
 * `Database.run`; refuses use after the transaction ended.
 */
export class Transaction {
  readonly actor: Actor;
  /** The instant of this transaction, the same for every row it writes and every policy it meets. */
  readonly now: Date;
  readonly #manager: EntityManager;
  readonly #clock: Clock;
  readonly #events: DomainEvent[] = [];
  readonly #audit: AuditEntry[] = [];
  readonly #timers: Timer[] = [];
  #open = true;

  constructor(manager: EntityManager, actor: Actor, clock: Clock) {
    this.#manager = manager;
    this.actor = actor;
    this.#clock = clock;
    this.now = clock.now();
  }

  newId(): string {
    return newId(this.#clock);
  }

  find<E extends ObjectLiteral>(
    entity: EntityClass<E>,
    where: FindOptionsWhere<E>,
    options: Omit<FindManyOptions<E>, "where"> = {},
  ): Promise<E[]> {
    return this.#live().find<E>(entity as never, { ...options, where });
  }

  async findOne<E extends ObjectLiteral>(entity: EntityClass<E>, where: FindOptionsWhere<E>): Promise<E | null> {
    return this.#live().findOne<E>(entity as never, { where });
  }

  /**
   * The record with this id.
   * @param options.expectedVersion the version the caller has seen
   * @throws DomainError NOT_FOUND when it is missing or not visible to the actor, alike; STALE when it has moved on
   */
  async get<E extends ObjectLiteral>(
    entity: EntityClass<E>,
    id: string,
    options: { expectedVersion?: number | null | undefined; path?: readonly string[] } = {},
  ): Promise<E> {
    const metadata = this.#metadata(entity);
    const primary = metadata.primaryColumns[0]?.propertyName ?? "id";
    const row = await this.findOne(entity, { [primary]: id } as FindOptionsWhere<E>);
    if (!row) throw notFound(metadata.tableName.replaceAll("_", " ").replace(/s$/, ""), options.path ?? ["id"]);
    const { expectedVersion } = options;
    if (
      expectedVersion !== undefined &&
      expectedVersion !== null &&
      (row as unknown as { version: number }).version !== expectedVersion
    )
      throw stale(id);
    return row;
  }

  /** Writes a new row. Id, organisation, creation time and version are filled in where the entity has them. */
  async insert<E extends ObjectLiteral>(entity: EntityClass<E>, values: Values<E>): Promise<E> {
    const metadata = this.#metadata(entity);
    const has = (property: string): boolean => metadata.findColumnWithPropertyName(property) !== undefined;
    const row: Record<string, unknown> = {};
    for (const { propertyName, isNullable } of metadata.columns) if (isNullable) row[propertyName] = null;
    if (has("id")) row["id"] = this.newId();
    if (has("organisationId")) row["organisationId"] = this.actor.organisationId;
    if (has("createdAt")) row["createdAt"] = this.now;
    if (has("version")) row["version"] = 1;
    Object.assign(row, values);
    await this.#live()
      .createQueryBuilder()
      .insert()
      .into(entity as never)
      .values(row as QueryDeepPartialEntity<E>)
      .updateEntity(false)
      .execute();
    return Object.assign(Object.create((entity as unknown as { prototype: object }).prototype) as E, row);
  }

  /**
   * Changes a row that is still at the version it was read at.
   * @throws DomainError STALE when another transaction was first
   */
  async update<E extends ObjectLiteral & { version: number }>(
    entity: EntityClass<E>,
    row: E,
    changes: Values<Omit<E, "id" | "version">>,
  ): Promise<E> {
    const metadata = this.#metadata(entity);
    const primary = metadata.primaryColumns[0]?.propertyName ?? "id";
    const id = (row as Record<string, unknown>)[primary] as string;
    const { affected } = await this.#live()
      .createQueryBuilder()
      .update(entity as never)
      .set({ ...(changes as QueryDeepPartialEntity<E>), version: row.version + 1 } as QueryDeepPartialEntity<E>)
      .where(`${primary} = :id and version = :version`, { id, version: row.version })
      .execute();
    if (affected !== 1) throw stale(id);
    return Object.assign(Object.create(Object.getPrototypeOf(row) as object) as E, row, changes, {
      version: row.version + 1,
    });
  }

  /** Hand-written SQL under the same row security. Values go in as parameters, never into the text. */
  async query<R extends object>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    const result: unknown = await this.#live().query(sql, [...values]);
    // TypeORM answers [rows, affected] for UPDATE and DELETE.
    return (
      Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === "number"
        ? result[0]
        : result
    ) as R[];
  }

  /** How many rows a hand-written UPDATE or DELETE changed. */
  async change(sql: string, values: readonly unknown[] = []): Promise<number> {
    const result = await this.#live().query(
      `with changed as (${sql} returning 1) select count(*)::int as n from changed`,
      [...values],
    );
    return (result as { n: number }[])[0]?.n ?? 0;
  }

  /** Announces what happened, in this transaction: a rollback announces nothing. */
  emit(event: DomainEvent): void {
    this.#live();
    this.#events.push(event);
  }

  audit(entry: AuditEntry): void {
    this.#live();
    this.#audit.push(entry);
  }

  /** Whether anything that this transaction did is kept so far. */
  get isAudited(): boolean {
    return this.#audit.length > 0;
  }

  schedule(timer: Timer): void {
    this.#live();
    this.#timers.push(timer);
  }

  /**
   * True the first time this key is met in this organisation, false ever after: a repeated
   * handler does nothing. Recorded in this transaction.
   */
  async once(key: string): Promise<boolean> {
    return (
      (await this.change(
        `insert into effects (organisation_id, key, created_at) values ($1, $2, $3) on conflict do nothing`,
        [this.actor.organisationId, key, this.now],
      )) === 1
    );
  }

  /** Writes events, audit and timers. Called by `Database.run` before COMMIT. */
  async flush(): Promise<void> {
    const manager = this.#live();
    const { organisationId, kind, id: actorId } = this.actor;
    if (this.#audit.length > 0) {
      await manager.query(
        `insert into audit_entries (id, organisation_id, at, actor_kind, actor_id, action, subject_type, subject_id, client_id, purpose, legal_basis, consent_id, fields, outcome, reason)
         select a.id, $1, $2, $3, $4, a.action, a.subject_type, a.subject_id, a.client_id, a.purpose, a.legal_basis, a.consent_id, a.fields, a.outcome, a.reason
         from jsonb_to_recordset($5::jsonb) as a(id uuid, action text, subject_type text, subject_id uuid, client_id uuid, purpose text, legal_basis text, consent_id uuid, fields text[], outcome text, reason text)`,
        [
          organisationId,
          this.now,
          kind,
          actorId,
          JSON.stringify(
            this.#audit.map((a) => ({
              id: this.newId(),
              action: a.action,
              subject_type: a.subjectType,
              subject_id: a.subjectId,
              client_id: a.clientId,
              purpose: a.purpose,
              legal_basis: a.legalBasis,
              consent_id: a.consentId,
              fields: a.fields,
              outcome: a.outcome ?? "DONE",
              reason: a.reason ?? (kind === "job" ? this.actor.reason : undefined),
            })),
          ),
        ],
      );
    }
    if (this.#timers.length > 0) {
      await manager.query(
        `insert into timers (id, organisation_id, job, subject_id, ref_ids, due_at, dedupe_key)
         select t.id, $1, t.job, t.subject_id, t.ref_ids, t.due_at, t.dedupe_key
         from jsonb_to_recordset($2::jsonb) as t(id uuid, job text, subject_id uuid, ref_ids jsonb, due_at timestamptz, dedupe_key text)
         on conflict do nothing`,
        [
          organisationId,
          JSON.stringify(
            this.#timers.map((t) => ({
              id: this.newId(),
              job: t.job,
              subject_id: t.subjectId,
              ref_ids: t.refIds ?? {},
              due_at: t.dueAt,
              dedupe_key: t.key,
            })),
          ),
        ],
      );
    }
    if (this.#events.length > 0) {
      await manager.query(
        `insert into outbox (id, organisation_id, audience, type, subject_id, ref_ids, occurred_at)
         select e.id, $1, e.audience, e.type, e.subject_id, e.ref_ids, $2
         from jsonb_to_recordset($3::jsonb) as e(id uuid, audience uuid[], type text, subject_id uuid, ref_ids jsonb)`,
        [
          organisationId,
          this.now,
          JSON.stringify(
            this.#events.map((e) => ({
              id: this.newId(),
              audience: [...new Set([organisationId, ...(e.audience ?? [])])],
              type: e.type,
              subject_id: e.subjectId,
              ref_ids: e.refIds,
            })),
          ),
        ],
      );
    }
  }

  /** Ends the scope; any later use is a programming error. */
  close(): void {
    this.#open = false;
  }

  #live(): EntityManager {
    if (!this.#open) throw new Error("transaction used after it ended");
    return this.#manager;
  }

  #metadata(entity: EntityClass): EntityMetadata {
    return this.#manager.connection.getMetadata(entity);
  }
}

function stale(id: string): DomainError {
  return new DomainError("STALE", "This record was changed by someone else in the meantime.", {
    path: ["expectedVersion"],
    currentId: id,
  });
}
