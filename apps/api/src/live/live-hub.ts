import type { Database, FeedSignal, ListenForFeed } from "@causeway/database";
import { feedAfter, feedHead } from "@causeway/identity";
import type { Logger } from "@causeway/kernel";
import { DomainError, describeError } from "@causeway/kernel";
import { Standing } from "./standing.ts";
import type { Listening } from "./subscription.ts";
import { LiveSubscription } from "./subscription.ts";

export interface LiveLimits {
  /** Subscriptions that one member or API client holds open in this process. */
  readonly perActor: number;
  readonly perProcess: number;
  /** Records that wait for one slow consumer before its connection is given up. */
  readonly waiting: number;
  /** Events that a connection may have missed and still go on from where it was. */
  readonly missed: number;
  /** How often everybody is asked again who they are; with the time it takes, below five seconds. */
  readonly recheckMs: number;
  /** How often feeds are looked at although nobody announced anything. */
  readonly lookMs: number;
  /** The same while announcements cannot be heard. */
  readonly lookUnheardMs: number;
}

export const LIVE_LIMITS: LiveLimits = {
  perActor: 12,
  perProcess: 2000,
  waiting: 500,
  missed: 500,
  recheckMs: 3000,
  lookMs: 5000,
  lookUnheardMs: 1000,
};

/** The feed of one organisation, as far as this process has read it. */
interface Followed {
  readonly subscribers: Set<LiveSubscription>;
  readonly ready: Promise<void>;
  position: bigint;
  reading: boolean;
  again: boolean;
}

const PAGE = 200;
const READERS = 4;

/**
 * The open subscriptions of one process. Announcements carry ids of organisations; the feed of each is read once
 * however many subscribe, and each subscription reads again for itself what it may tell.
 */
export class LiveHub {
  readonly #db: Database;
  readonly #logger: Logger;
  readonly #limits: LiveLimits;
  readonly #listen: ListenForFeed | undefined;
  readonly #standing: Standing;
  readonly #followed = new Map<string, Followed>();
  readonly #open = new Set<LiveSubscription>();
  readonly #byActor = new Map<string, number>();
  #signal: FeedSignal | undefined;
  #timers: NodeJS.Timeout[] = [];
  #draining = false;
  #lastLook = 0;

  constructor(options: {
    db: Database;
    logger: Logger;
    /** How announcements are heard; without it feeds are looked at. */
    listen?: ListenForFeed | undefined;
    limits?: Partial<LiveLimits> | undefined;
  }) {
    this.#db = options.db;
    this.#logger = options.logger;
    this.#listen = options.listen;
    this.#limits = { ...LIVE_LIMITS, ...options.limits };
    this.#standing = new Standing(options.db);
  }

  get size(): number {
    return this.#open.size;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /**
   * @param after where the caller's last connection came to; undefined: from now on
   * @throws DomainError LIMIT_REACHED, UNAVAILABLE while stopping, FORBIDDEN, STALE when too much was missed
   */
  async open(listening: Listening, after: bigint | undefined): Promise<LiveSubscription> {
    if (this.#draining) throw new DomainError("UNAVAILABLE", "This server is stopping. Connect again.");
    const subscription = new LiveSubscription(this.#db, this.#standing, listening, this.#limits.waiting);
    const held = this.#byActor.get(subscription.actorKey) ?? 0;
    if (held >= this.#limits.perActor || this.#open.size >= this.#limits.perProcess) {
      throw new DomainError("LIMIT_REACHED", "Too many subscriptions are open.", { reason: "SUBSCRIPTIONS" });
    }
    this.#byActor.set(subscription.actorKey, held + 1);
    this.#open.add(subscription);
    this.#start();
    try {
      await subscription.permit(listening.actor);
      const followed = this.#follow(subscription);
      await followed.ready;
      // Later than what this process has read of the feed, perhaps: what it reads then is let go.
      const head = await feedHead(this.#db, subscription.organisationId);
      const from = after ?? head;
      if (from > head) throw gap();
      subscription.begin(from, from < followed.position ? await this.#missed(subscription, from) : []);
      // Somebody may have left while this one waited.
      if (this.#draining) subscription.end();
      return subscription;
    } catch (error) {
      this.close(subscription);
      throw error;
    }
  }

  close(subscription: LiveSubscription): void {
    if (!this.#open.delete(subscription)) return;
    subscription.end();
    const { actorKey, organisationId } = subscription;
    const held = (this.#byActor.get(actorKey) ?? 1) - 1;
    if (held > 0) this.#byActor.set(actorKey, held);
    else this.#byActor.delete(actorKey);
    const followed = this.#followed.get(organisationId);
    followed?.subscribers.delete(subscription);
    if (followed?.subscribers.size === 0) this.#followed.delete(organisationId);
    if (this.#open.size === 0) void this.#stop();
  }

  /** Ends every subscription without a word, so that their clients connect again elsewhere. */
  async drain(): Promise<void> {
    this.#draining = true;
    for (const subscription of this.#open) subscription.end();
    await this.#stop();
  }

  #follow(subscription: LiveSubscription): Followed {
    const { organisationId } = subscription;
    const known = this.#followed.get(organisationId);
    if (known) {
      known.subscribers.add(subscription);
      return known;
    }
    const followed: Followed = {
      subscribers: new Set([subscription]),
      position: 0n,
      reading: false,
      again: false,
      ready: feedHead(this.#db, organisationId).then((head) => void (followed.position = head)),
    };
    this.#followed.set(organisationId, followed);
    return followed;
  }

  async #missed(subscription: LiveSubscription, after: bigint) {
    const first = this.#limits.missed + 1;
    const events = await feedAfter(this.#db, subscription.organisationId, { after, first });
    if (events.length === first) throw gap();
    return events;
  }

  /** Reads on in one feed; asked again while it reads, it reads once more. */
  async #readOn(organisationId: string): Promise<void> {
    const followed = this.#followed.get(organisationId);
    if (!followed) return;
    followed.again = true;
    if (followed.reading) return;
    followed.reading = true;
    try {
      await followed.ready;
      while (followed.again && followed.subscribers.size > 0) {
        followed.again = false;
        const events = await feedAfter(this.#db, organisationId, { after: followed.position, first: PAGE });
        const last = events.at(-1);
        if (!last) continue;
        followed.position = BigInt(last.seq);
        for (const subscription of followed.subscribers) subscription.offer(events);
        if (events.length === PAGE) followed.again = true;
      }
    } catch (error) {
      this.#logger.warn({ err: describeError(error) }, "a feed could not be read");
    } finally {
      followed.reading = false;
    }
  }

  /** Every feed that is followed: for what no announcement told. */
  async #look(): Promise<void> {
    this.#lastLook = performance.now();
    const waiting = [...this.#followed.keys()];
    const reader = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await this.#readOn(next);
    };
    await Promise.all(Array.from({ length: READERS }, reader));
  }

  /** Only while somebody subscribes: no connection and no question otherwise. */
  #start(): void {
    if (this.#timers.length > 0) return;
    this.#signal = this.#listen?.({
      advanced: (organisationIds) => organisationIds.forEach((id) => void this.#readOn(id)),
      missed: () => void this.#look(),
    });
    const { recheckMs, lookMs, lookUnheardMs } = this.#limits;
    this.#timers = [
      setInterval(() => this.#open.forEach((subscription) => void subscription.recheck()), recheckMs),
      setInterval(() => {
        const due = this.#signal?.isHeard() ? lookMs : lookUnheardMs;
        if (performance.now() - this.#lastLook >= due - 10) void this.#look();
      }, lookUnheardMs),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  async #stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    const signal = this.#signal;
    this.#signal = undefined;
    await signal?.close();
  }
}

function gap(): DomainError {
  return new DomainError("STALE", "Too much has happened since. Ask anew and connect without a position.", {
    reason: "FEED_GAP",
  });
}
