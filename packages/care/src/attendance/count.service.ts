import type { Transaction } from "@causeway/database";
import { countOnce, presenceOf } from "./presence.rules.ts";

interface Attended {
  readonly id: string;
  readonly client_id: string;
  readonly session_id: string;
  readonly program_id: string;
  readonly starts_at: Date;
  readonly session_minutes: number;
  readonly minutes: number;
  readonly counted_minutes: number;
  readonly arrived_at: Date | null;
  readonly left_at: Date | null;
}

interface TouchedSession {
  readonly id: string;
  readonly programId: string;
  readonly startsAt: Date;
  readonly minutes: number;
}

const DAY_MS = 86_400_000;

const ATTENDED = `select a.id, e.client_id, a.session_id, s.program_id, s.starts_at, s.minutes as session_minutes, a.minutes,
    a.counted_minutes, a.arrived_at, a.left_at
  from attendances a
    join enrollments e on e.id = a.enrollment_id
    join program_sessions s on s.id = a.session_id`;

/** Until the transaction ends nobody else records these clients: two sessions at once would not see each other. */
export async function holdClients(tx: Transaction, enrollmentIds: readonly string[]): Promise<void> {
  await tx.query(
    `select from clients where id in (select client_id from enrollments where id = any($1))
     order by id for no key update`,
    [enrollmentIds],
  );
}

/**
 * Counts what overlaps this session once, for the clients of these enrollments, keeps in the history what changed, and
 * tells that attendance was recorded, also of other sessions whose count moved.
 * Call `holdClients` before the attendance of the session is written.
 * @param attendanceIds what was written of the session itself
 */
export async function recount(
  tx: Transaction,
  session: TouchedSession,
  enrollmentIds: readonly string[],
  attendanceIds: readonly string[],
): Promise<void> {
  const starts = session.startsAt.getTime();
  // A session lasts a day at most: what overlaps it begins within a day before, and so does what overlaps that.
  const around = await tx.query<Attended>(
    `${ATTENDED} where e.client_id in (select client_id from enrollments where id = any($1))
       and s.starts_at > $2 and s.starts_at < $3`,
    [enrollmentIds, new Date(starts - 2 * DAY_MS), new Date(starts + session.minutes * 60_000)],
  );
  const moved = await countAnew(
    tx,
    around,
    (row) => row.starts_at.getTime() + row.session_minutes * 60_000 > starts || row.session_id === session.id,
  );
  await keepRecords(tx, [...new Set([...attendanceIds, ...moved.map((row) => row.id)])]);
  tellOf(tx, [{ session_id: session.id, program_id: session.programId }, ...moved]);
}

/**
 * Counts all attendance of these clients anew: whose it is has changed, and with it what overlaps.
 * The caller holds the clients.
 */
export async function recountClients(tx: Transaction, clientIds: readonly string[]): Promise<void> {
  const rows = await tx.query<Attended>(`${ATTENDED} where e.client_id = any($1)`, [clientIds]);
  const moved = await countAnew(tx, rows, () => true);
  await keepRecords(
    tx,
    moved.map((row) => row.id),
  );
  tellOf(tx, moved);
}

/**
 * Of these rows each client's minutes, counted once.
 * @param rows with all that overlaps those that count
 * @param counts which rows are to be changed
 * @returns those that changed
 */
async function countAnew(
  tx: Transaction,
  rows: readonly Attended[],
  counts: (row: Attended) => boolean,
): Promise<Attended[]> {
  const changed = new Map<string, number>();
  for (const clientId of new Set(rows.map((row) => row.client_id))) {
    const ofClient = rows.filter((row) => row.client_id === clientId);
    const attended = ofClient.filter((row) => row.minutes > 0);
    const counted = countOnce(
      attended.map((row) => ({ id: row.id, ...presenceOf(sessionOf(row), attendanceOf(row)) })),
    );
    for (const row of ofClient.filter(counts)) {
      const minutes = counted.get(row.id) ?? 0;
      if (minutes !== row.counted_minutes) changed.set(row.id, minutes);
    }
  }
  if (changed.size > 0) {
    await tx.change(
      `update attendances a set counted_minutes = c.counted
       from jsonb_to_recordset($1::jsonb) as c(id uuid, counted int) where a.id = c.id`,
      [JSON.stringify([...changed].map(([id, counted]) => ({ id, counted })))],
    );
  }
  return rows.filter((row) => changed.has(row.id));
}

function tellOf(tx: Transaction, rows: readonly Pick<Attended, "session_id" | "program_id">[]): void {
  const sessions = new Map(rows.map((row) => [row.session_id, row.program_id]));
  for (const [sessionId, programId] of sessions) attendanceRecorded(tx, sessionId, programId);
}

/** Tells that the attendance of a session was recorded, corrected, cancelled or undone. */
export function attendanceRecorded(tx: Transaction, sessionId: string, programId: string): void {
  tx.emit({ type: "attendance.recorded", subjectId: sessionId, refIds: { programId } });
}

/** Appends what these attendances say now to the history. */
export async function keepRecords(tx: Transaction, attendanceIds: readonly string[]): Promise<void> {
  if (attendanceIds.length === 0) return;
  await tx.change(
    `insert into attendance_records (id, organisation_id, attendance_id, session_id, enrollment_id, state, minutes, counted_minutes, mode, recorded_by, recorded_at)
     select n.id, a.organisation_id, a.id, a.session_id, a.enrollment_id, a.state, a.minutes, a.counted_minutes, a.mode, $2, $3
     from jsonb_to_recordset($1::jsonb) as n(id uuid, attendance_id uuid) join attendances a on a.id = n.attendance_id`,
    [
      JSON.stringify(attendanceIds.map((id) => ({ id: tx.newId(), attendance_id: id }))),
      tx.actor.kind === "person" ? tx.actor.id : null,
      tx.now,
    ],
  );
}

const sessionOf = (row: Attended) => ({ startsAt: row.starts_at, minutes: row.session_minutes });
const attendanceOf = (row: Attended) => ({ minutes: row.minutes, arrivedAt: row.arrived_at, leftAt: row.left_at });
