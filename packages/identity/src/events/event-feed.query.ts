import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { invalid, jobActor } from "@causeway/kernel";
import { authorise } from "../access/permission.rules.ts";

/** An event as one organisation hears it. `seq` has no gaps and never goes back. */
export interface FeedEvent {
  readonly seq: string;
  readonly eventId: string;
  readonly type: string;
  readonly subjectId: string;
  readonly refIds: Readonly<Record<string, string>>;
  readonly occurredAt: string;
}

export const LONGEST_FEED_PAGE = 500;

const COLUMNS = `f.seq::text as "seq", event_id as "eventId", type, subject_id as "subjectId", ref_ids as "refIds", occurred_at as "occurredAt"`;

/** Events after a number, oldest first: to catch up on what a webhook missed. */
export async function readEventFeed(
  db: Database,
  actor: Actor,
  query: { after: bigint; first: number },
): Promise<FeedEvent[]> {
  authorise(actor, "event.read");
  if (query.first < 1 || query.first > LONGEST_FEED_PAGE) {
    throw invalid("first", `A page has 1 to ${LONGEST_FEED_PAGE} events.`);
  }
  return db.readWith<FeedEvent>(actor, {
    sql: `select ${COLUMNS}
          from event_feed f where organisation_id = $1 and f.seq > $2 order by f.seq limit $3`,
    values: [actor.organisationId, query.after.toString(), query.first],
  });
}

/**
 * The same for the process that holds open subscriptions: read once for all subscribers of an organisation. What an
 * event is about is read again for each of them, as that subscriber, before a word of it is told.
 */
export async function feedAfter(
  db: Database,
  organisationId: string,
  query: { after: bigint; first: number },
): Promise<FeedEvent[]> {
  return db.readWith<FeedEvent>(jobActor(organisationId, "live feed"), {
    sql: `select ${COLUMNS} from event_feed f where organisation_id = $1 and f.seq > $2 order by f.seq limit $3`,
    values: [organisationId, query.after.toString(), query.first],
  });
}

/** The number of the newest event of an organisation; 0 before the first. */
export async function feedHead(db: Database, organisationId: string): Promise<bigint> {
  const [row] = await db.readWith<{ head: string }>(jobActor(organisationId, "live feed"), {
    sql: "select coalesce(max(seq), 0)::text as head from event_feed where organisation_id = $1",
    values: [organisationId],
  });
  return BigInt(row?.head ?? 0);
}
