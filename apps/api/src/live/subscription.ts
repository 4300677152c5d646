import type { Database, Selection, Where } from "@causeway/database";
import type { Credential, FeedEvent } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { DomainError, encodeId } from "@causeway/kernel";
import type { Standing } from "./standing.ts";
import type { Topic } from "./topics.ts";

/** One field of the payload that was asked for. */
export interface Listen {
  readonly topic: Topic;
  readonly field: string;
  readonly selection: Selection;
  /** Only the rows of this one record, where the caller named it. */
  readonly only?: Where;
}

export interface Listening {
  readonly credential: Credential;
  readonly listens: readonly Listen[];
  readonly actor: Actor;
  /** Told who acts, before each event is worked out: resolvers of the payload ask it. */
  readonly actAs: (actor: Actor) => void;
}

interface Waiting {
  readonly event: FeedEvent;
  readonly matched: readonly { readonly listen: Listen; readonly key: string }[];
}

/** Rows of one event; a member is hardly given more notices in one millisecond. */
const ROWS_OF_AN_EVENT = 20;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * One open subscription. It holds ids of events and nothing that was read: identity, permission, consent and row
 * security are asked when an event is told, at that moment. Several events of one record that wait are told as one.
 */
export class LiveSubscription {
  readonly credential: Credential;
  readonly organisationId: string;
  readonly actorKey: string;
  /** Everything up to here was told or did not concern it: where a new connection goes on from. */
  position = 0n;
  #offered = 0n;
  #held: FeedEvent[] | null = [];
  readonly #waiting = new Map<string, Waiting>();
  readonly #listening: Listening;
  readonly #db: Database;
  readonly #standing: Standing;
  readonly #most: number;
  #grants: string;
  #ended: { readonly error: DomainError | null } | null = null;
  #wake: () => void = () => undefined;

  constructor(db: Database, standing: Standing, listening: Listening, most: number) {
    this.#db = db;
    this.#standing = standing;
    this.#listening = listening;
    this.#most = most;
    this.credential = listening.credential;
    this.organisationId = listening.actor.organisationId;
    this.actorKey = listening.actor.id ?? listening.actor.organisationId;
    this.#grants = grantsOf(listening.actor);
  }

  get ended(): boolean {
    return this.#ended !== null;
  }

  /** Begins after this event, with what was missed since; what came in meanwhile follows. */
  begin(after: bigint, missed: readonly FeedEvent[]): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.position = after;
    this.#offered = after;
    this.offer(missed);
    this.offer(held);
  }

  /** Events of its organisation in their order; those it had are let go. */
  offer(events: readonly FeedEvent[]): void {
    if (this.#ended) return;
    if (this.#held) {
      this.#held.push(...events);
      if (this.#held.length > this.#most) this.end(tooSlow());
      return;
    }
    for (const event of events) {
      const seq = BigInt(event.seq);
      if (seq <= this.#offered) continue;
      this.#offered = seq;
      const matched = this.#listening.listens.flatMap((listen) => {
        const key = listen.topic.keyOf(event, this.organisationId);
        return key === null ? [] : [{ listen, key }];
      });
      if (matched.length === 0) continue;
      const record = matched.map(({ listen, key }) => `${listen.field} ${key}`).join(" ");
      // To the end of the line: told in the order of the feed, so that the position never skips one.
      this.#waiting.delete(record);
      this.#waiting.set(record, { event, matched });
      if (this.#waiting.size > this.#most) return this.end(tooSlow());
    }
    if (this.#waiting.size === 0) this.position = this.#offered;
    this.#wake();
  }

  /** Closes it: with a reason that is told, or without a word. */
  end(error: DomainError | null = null): void {
    if (this.#ended) return;
    this.#ended = { error };
    this.#waiting.clear();
    this.#held = null;
    this.#wake();
  }

  /** Refuses what this actor may not ask, before anything happened. @throws DomainError FORBIDDEN */
  async permit(actor: Actor): Promise<void> {
    for (const { topic, selection } of this.#listening.listens) {
      await this.#db.readPage(actor, topic.entity, selection, { where: { id: NOBODY }, limit: 1 });
    }
  }

  /** Asks again who this is, event or none. What was taken away ends it. */
  async recheck(): Promise<void> {
    try {
      const actor = await this.#stand();
      if (grantsOf(actor) === this.#grants) return;
      await this.permit(actor);
      this.#grants = grantsOf(actor);
    } catch (error) {
      // A database that does not answer tells nothing, so nothing is told; it is asked again.
      if (error instanceof DomainError && (error.code === "UNAUTHENTICATED" || error.code === "FORBIDDEN"))
        this.end(error);
    }
  }

  /** Payloads, one at a time: nothing is read for a consumer that has not taken the one before. */
  async *payloads(): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for (;;) {
      if (this.#ended) {
        if (this.#ended.error) throw this.#ended.error;
        return;
      }
      const [next] = this.#waiting;
      if (!next) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      const [record, { event, matched }] = next;
      const actor = await this.#stand();
      const found = await Promise.all(matched.map(({ listen, key }) => this.#read(actor, listen, key, event)));
      // A later event of the same record took this one's place: that one is told.
      if (this.#ended || this.#waiting.get(record)?.event !== event) continue;
      this.#waiting.delete(record);
      const most = Math.max(...found.map((rows) => rows.length));
      for (let row = 0; row < most; row++) {
        if (this.#ended) break;
        if (row === most - 1) this.#toldUpTo(event);
        this.#listening.actAs(actor);
        yield {
          seq: event.seq,
          eventId: encodeId("event", event.eventId),
          type: event.type,
          occurredAt: new Date(event.occurredAt).toISOString(),
          ...Object.fromEntries(matched.map(({ listen }, i) => [listen.field, found[i]?.[row] ?? null])),
        };
      }
      if (most === 0) this.#toldUpTo(event);
    }
  }

  async #read(actor: Actor, listen: Listen, key: string, event: FeedEvent): Promise<Record<string, unknown>[]> {
    const { topic, selection, only = {} } = listen;
    const where = { ...topic.where(actor, key, event) };
    for (const [property, value] of Object.entries(only)) {
      if (value === undefined) continue;
      if (property in where && where[property] !== value) return [];
      where[property] = value;
    }
    const { rows } = await this.#db.readPage(actor, topic.entity, selection, {
      where,
      ...(topic.order ? { order: topic.order } : {}),
      limit: ROWS_OF_AN_EVENT,
    });
    return rows;
  }

  async #stand(): Promise<Actor> {
    const actor = await this.#standing.check(this.credential);
    // One credential is of one organisation; that it changed cannot be, and is not looked past.
    if (!actor || actor.organisationId !== this.organisationId)
      throw new DomainError("UNAUTHENTICATED", "Sign in again.");
    return actor;
  }

  #toldUpTo(event: FeedEvent): void {
    const [next] = this.#waiting.values();
    this.position = next ? BigInt(event.seq) : this.#offered;
  }
}

function grantsOf(actor: Actor): string {
  return [actor.reason, ...[...actor.grants].toSorted()].join(" ");
}

function tooSlow(): DomainError {
  return new DomainError("UNAVAILABLE", "This connection takes too slowly. Connect again.", { reason: "TOO_SLOW" });
}
