import type { Database, ReadStatement, Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { localDay } from "../programs/index.ts";
import type { AuthorisationState } from "./authorisation.machine.ts";
import type { AttendedDay, BurnDown, Cover, LevelSpan } from "./burn-down.rules.ts";
import { burn, burnDown } from "./burn-down.rules.ts";

/** Asks the database, in a transaction or beside it; both under the row security of one actor. */
export type Ask = <R extends object>(sql: string, values: readonly unknown[]) => Promise<R[]>;

/** An authorisation as it was believed to stand at a moment. */
export interface AuthorisationThen extends Cover {
  readonly state: AuthorisationState;
  readonly number: string | null;
  readonly serviceCode: string;
  readonly requestedUnits: number;
  readonly nextReviewOn: string | null;
  readonly appealDueOn: string | null;
  /** The payer's own day of the last denial that stands, or null. */
  readonly deniedOn: string | null;
}

export interface PlacementThen extends LevelSpan {
  readonly id: string;
  readonly programId: string;
}

/** What was believed of a stay at a moment. */
export interface StayThen {
  readonly enrollmentId: string;
  /** IANA zone of the program the client was admitted to, in which the weeks of the stay are counted. */
  readonly zone: string;
  /** The moment's day in that zone. */
  readonly today: string;
  readonly placements: readonly PlacementThen[];
  readonly authorisations: readonly AuthorisationThen[];
  readonly attended: readonly AttendedDay[];
}

/** Whose stay it is, for what is kept of a read. */
export function clientOfStay(enrollmentId: string): ReadStatement {
  return { sql: "select client_id as id from enrollments where id = $1", values: [enrollmentId] };
}

export const askIn =
  (tx: Transaction): Ask =>
  (sql, values) =>
    tx.query(sql, values);
export const askBeside =
  (db: Database, actor: Actor): Ask =>
  (sql, values) =>
    db.readWith(actor, { sql, values });

/**
 * Placements, authorisations and care received of a stay, as believed at a moment; null where there is no such stay.
 * A day's care is counted where its session was held.
 */
export async function stayThen(ask: Ask, enrollmentId: string, asBelievedAt: Date): Promise<StayThen | null> {
  const [row] = await ask<Omit<StayThen, "enrollmentId" | "today">>(
    `with placed as (
       select p.id, p.program_id, p.edition, p.level_code, p.starts_on, p.ends_on from placements p
       where p.enrollment_id = $1 and p.recorded_at <= $2 and (p.superseded_at is null or p.superseded_at > $2)
         and (p.ends_on is null or p.ends_on > p.starts_on)),
     attended as (
       select to_char(s.starts_at at time zone t.time_zone, 'YYYY-MM-DD') as day,
         sum(r.counted_minutes)::int as minutes, count(*)::int as visits
       from (select distinct on (attendance_id) session_id, state, counted_minutes from attendance_records
         where enrollment_id = $1 and recorded_at <= $2 order by attendance_id, recorded_at desc, id desc) r
       join program_sessions s on s.id = r.session_id
       join programs p on p.id = s.program_id join sites t on t.id = p.site_id
       where r.state in ('ATTENDED', 'PARTIAL') and r.counted_minutes > 0 group by 1),
     standing as (
       select distinct on (a.id) a.id, a.unit, a.daily_minutes_min, a.service_code, a.requested_units, d.state, d.number,
         d.edition, d.level_code, d.approved_units, d.starts_on, d.ends_on, d.next_review_on, d.appeal_due_on,
         case when d.approved_units = 0 then (select n.decided_on from authorisation_decisions n
           where n.authorisation_id = a.id and n.command = 'deny' and n.recorded_at <= $2 and d.state in ('DENIED', 'APPEALED')
           order by n.version desc limit 1) end as denied_on
       from authorisations a join authorisation_decisions d on d.authorisation_id = a.id
       where a.enrollment_id = $1 and d.recorded_at <= $2 order by a.id, d.version desc)
     select t.time_zone as zone,
       coalesce((select json_agg(json_build_object('id', id, 'programId', program_id, 'edition', edition, 'levelCode', level_code,
         'startsOn', starts_on, 'endsOn', ends_on) order by starts_on, id) from placed), '[]') as placements,
       coalesce((select json_agg(json_build_object('on', day, 'minutes', minutes, 'visits', visits) order by day) from attended), '[]') as attended,
       coalesce((select json_agg(json_build_object('id', id, 'unit', unit, 'dailyMinutesMin', daily_minutes_min, 'serviceCode', service_code,
         'requestedUnits', requested_units, 'state', state, 'number', number, 'edition', edition, 'levelCode', level_code,
         'approvedUnits', approved_units, 'startsOn', starts_on, 'endsOn', ends_on, 'nextReviewOn', next_review_on,
         'appealDueOn', appeal_due_on, 'deniedOn', denied_on) order by starts_on, id) from standing), '[]') as authorisations
     from enrollments e
     join programs p on p.id = coalesce((select program_id from placements where enrollment_id = e.id order by starts_on, recorded_at, id limit 1), e.program_id)
     join sites t on t.id = p.site_id
     where e.id = $1 and e.voided_at is null`,
    [enrollmentId, asBelievedAt],
  );
  return row ? { ...row, enrollmentId, today: localDay(asBelievedAt, row.zone) } : null;
}

/** How each authorisation of a stay is used, from what was attended; nothing of it is stored. */
export function usesOf(stay: StayThen): ReadonlyMap<string, BurnDown> {
  const { byCover } = burn(stay.attended, stay.authorisations, stay.placements);
  return new Map(stay.authorisations.map((one) => [one.id, burnDown(one, byCover.get(one.id) ?? [], stay.today)]));
}

/**
 * How an authorisation is used.
 * @param asBelievedAt what was known of it, and of the care received, at that moment
 * @returns null where there is no such authorisation, or was none at that moment
 */
export async function burnDownOf(
  db: Database,
  actor: Actor,
  authorisationId: string,
  asBelievedAt: Date,
): Promise<BurnDown | null> {
  authorise(actor, "authorisation.read");
  const ask = askBeside(db, actor);
  const [found] = await ask<{ enrollment_id: string }>("select enrollment_id from authorisations where id = $1", [
    authorisationId,
  ]);
  const stay = found && (await stayThen(ask, found.enrollment_id, asBelievedAt));
  if (stay) await db.keepReads(actor, ["authorisation"], clientOfStay(stay.enrollmentId));
  return (stay && usesOf(stay).get(authorisationId)) ?? null;
}
