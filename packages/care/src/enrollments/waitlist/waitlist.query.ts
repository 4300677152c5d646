import type { Database, Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { notFound } from "@causeway/kernel";
import type { LineEvent, PositionChange, WaitlistEventKind } from "./waitlist.rules.ts";
import { positionsOver } from "./waitlist.rules.ts";

/** Stands in line: neither gone nor holding an open offer. */
const IN_LINE = (row: string): string => `${row}.left_at is null and ${row}.offered_at is null`;
/** Who goes first: priority, then the request, then the number. */
const RANK = (row: string): string => `${row}.priority, ${row}.requested_at, ${row}.number`;

/**
 * Position in the line of its program as SQL, 1 being next; null for who stands in none.
 * @param row name of the row of `waitlist_entries`
 */
export function positionOfRow(row: string): string {
  return `case when ${IN_LINE(row)} then (
    select count(*)::int + 1 from waitlist_entries ahead
    where ahead.program_id = ${row}.program_id and ${IN_LINE("ahead")} and (${RANK("ahead")}) < (${RANK(row)})) end`;
}

export async function positionOf(tx: Transaction, entryId: string): Promise<number | null> {
  const [row] = await tx.query<{ position: number | null }>(
    `select ${positionOfRow("w")} as position from waitlist_entries w where w.id = $1`,
    [entryId],
  );
  return row?.position ?? null;
}

export interface NextInLine {
  readonly entryId: string;
  /** How often a place was offered before. */
  readonly offers: number;
}

/**
 * Whom to offer a place next, for each program as many as it has places that are neither held nor on offer.
 * @param lapsed who let an offer go just now, and comes after all others
 */
export async function nextInLine(tx: Transaction, lapsed: string | null): Promise<NextInLine[]> {
  return tx.query<NextInLine>(
    `select w.id as "entryId", (select count(*)::int from waitlist_events v where v.entry_id = w.id and v.kind = 'OFFERED') as offers
     from (
       select w.id, w.program_id, row_number() over (partition by w.program_id order by w.id is not distinct from $1::uuid, ${RANK("w")}) as place
       from waitlist_entries w where ${IN_LINE("w")}) w
     join programs p on p.id = w.program_id and p.state = 'ACTIVE'
     where w.place <= p.capacity - p.places_held - (
       select count(*) from enrollments e where e.program_id = p.id and e.state = 'OFFERED' and e.voided_at is null)
     order by w.program_id, w.place`,
    [lapsed],
  );
}

const MOST_EVENTS = 5_000;

/** Where an entry stood over time, from the history of its program's list; the latest 5,000 events of it. */
export async function waitlistPositions(db: Database, actor: Actor, entryId: string): Promise<PositionChange[]> {
  authorise(actor, "enrollment.read");
  const rows = await db.readWith<{
    entry_id: string;
    kind: WaitlistEventKind;
    recorded_at: Date;
    priority: number;
    requested_at: Date;
    number: string;
  }>(actor, {
    sql: `select * from (
        select v.id, v.entry_id, v.kind, v.recorded_at, v.priority, v.requested_at, w.number
        from waitlist_entries mine
          join waitlist_events v on v.program_id = mine.program_id
          join waitlist_entries w on w.id = v.entry_id
        where mine.id = $1 order by v.recorded_at desc, v.id desc limit ${MOST_EVENTS}) latest
      order by recorded_at, id`,
    values: [entryId],
  });
  if (rows.length === 0) throw notFound("waitlist entry");
  await db.keepReads(actor, ["waitlist_entry"], {
    sql: "select e.client_id as id from waitlist_entries w join enrollments e on e.id = w.enrollment_id where w.id = $1",
    values: [entryId],
  });
  const events = rows.map((row): LineEvent => ({
    entryId: row.entry_id,
    kind: row.kind,
    recordedAt: new Date(row.recorded_at),
    priority: row.priority,
    requestedAt: new Date(row.requested_at),
    number: row.number,
  }));
  return positionsOver(events, entryId);
}
