import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@causeway/kernel";
import { describeError } from "@causeway/kernel";
import pg from "pg";

/** What announces that feeds went on: ids of organisations, and nothing else. */
export const FEED_CHANNEL = "causeway_feed";

/** Told that feeds went on. A signal may be lost; `missed` says that some may have been. */
export interface FeedHearer {
  advanced(organisationIds: readonly string[]): void;
  missed(): void;
}

/** The hearing of one process. */
export interface FeedSignal {
  /** False while nothing can be heard: whoever waits has to look for itself. */
  isHeard(): boolean;
  close(): Promise<void>;
}

export type ListenForFeed = (hearer: FeedHearer) => FeedSignal;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
const PING_EVERY_MS = 5000;
const PING_PATIENCE_MS = 4000;
const CLOSE_PATIENCE_MS = 1000;

/** Ids of the channel's payload; anything else that somebody sends is let go. */
export function organisationsIn(payload: string): string[] {
  return payload.split(" ").filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
}

/**
 * One connection that LISTENs, opened again when it is lost and tried every few seconds, as a line that fell silent
 * says nothing about it. It has to be a direct one: LISTEN does not pass a transaction pooler.
 */
export function listenOnPostgres(url: string, logger?: Logger): ListenForFeed {
  return (hearer) => {
    let client: pg.Client | undefined;
    let heard = false;
    let closed = false;
    let pause = FIRST_PAUSE_MS;
    let timer: NodeJS.Timeout | undefined;

    const lost = (of: pg.Client): void => {
      if (of !== client) return;
      client = undefined;
      heard = false;
      // What is left of it may hang; nobody waits for it.
      of.end().catch(() => undefined);
      if (closed) return;
      timer = setTimeout(() => void connect(), pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
    const ping = async (of: pg.Client): Promise<void> => {
      if (of !== client) return;
      const late = setTimeout(() => lost(of), PING_PATIENCE_MS);
      try {
        await of.query("select 1");
        if (of === client) timer = setTimeout(() => void ping(of), PING_EVERY_MS);
      } catch {
        lost(of);
      } finally {
        clearTimeout(late);
      }
    };
    const connect = async (): Promise<void> => {
      const next = new pg.Client({ connectionString: url, application_name: "causeway-feed", keepAlive: true });
      client = next;
      next.on("error", () => lost(next));
      next.on("end", () => lost(next));
      next.on("notification", ({ payload }) => hearer.advanced(organisationsIn(payload ?? "")));
      try {
        await next.connect();
        await next.query(`listen ${FEED_CHANNEL}`);
      } catch (error) {
        // Ended while it connected: nobody listens any more.
        if (!closed) logger?.warn({ err: describeError(error) }, "the feed cannot be listened to");
        lost(next);
        return;
      }
      if (closed || next !== client) return;
      heard = true;
      pause = FIRST_PAUSE_MS;
      // Whatever was announced while nobody listened.
      hearer.missed();
      timer = setTimeout(() => void ping(next), PING_EVERY_MS);
    };
    void connect();
    return {
      isHeard: () => heard,
      async close() {
        closed = true;
        clearTimeout(timer);
        const last = client;
        client = undefined;
        heard = false;
        // One that is still connecting may never answer to its end.
        if (last) await Promise.race([last.end().catch(() => undefined), delay(CLOSE_PATIENCE_MS)]);
      },
    };
  };
}
