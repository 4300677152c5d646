import type { Transaction } from "@causeway/database";
import { authorise, can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { DomainError, invalid } from "@causeway/kernel";
import { In } from "typeorm";
import { checkDay } from "../clients/index.ts";
import { Program, addDays, localDay, startOfDay, timeZoneOf } from "../programs/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { AttendanceDay, AttendanceDayEvent } from "./attendance-day.entity.ts";
import { reviewDay } from "./attendance.jobs.ts";
import { dayMachine } from "./day.machine.ts";
import type { OpenSession } from "./day.query.ts";
import { openSessionsOfDay } from "./day.query.ts";
import { shortText } from "./details.service.ts";

/** How many days later a day that nobody closed is looked at. */
const REVIEW_AFTER_DAYS = 3;

/**
 * Nothing more is recorded for the day until a supervisor opens it again.
 * @throws DomainError CONFLICT (reason NOT_RECORDED) while sessions wait to be held or people to be recorded;
 *   INVALID for a day to come; ILLEGAL_TRANSITION when it is closed already; NOT_FOUND
 */
export async function closeDay(
  tx: Transaction,
  input: { programId: string; day: string },
): Promise<{ attendanceDayId: string }> {
  authorise(tx.actor, "attendance.record");
  const program = await tx.get(Program, input.programId, { path: ["programId"] });
  const zone = await timeZoneOf(tx, program.id);
  const day = checkDay(input.day, "day");
  if (day > localDay(tx.now, zone)) throw invalid("day", "This day has not come.", "NOT_COME");
  await lockDay(tx, program.id, day, "exclusive");
  const found = await dayOf(tx, program.id, day);
  const state = dayMachine.next(found?.state ?? dayMachine.initial, "close", "staff");
  const statement = openSessionsOfDay(program.id, day);
  const open = await tx.query<OpenSession>(statement.sql, statement.values);
  if (open.length > 0) {
    const list = open
      .slice(0, 5)
      .map(({ time, waiting }) => (waiting ? `${time} (${waiting} ${waiting === 1 ? "person" : "people"})` : time));
    throw new DomainError(
      "CONFLICT",
      `Not recorded yet: ${list.join(", ")}${open.length > list.length ? " and others" : ""}.`,
      { path: ["day"], reason: "NOT_RECORDED" },
    );
  }
  const closed = { state, closedAt: tx.now, closedBy: personOf(tx) };
  const row = found
    ? await tx.update(AttendanceDay, found, closed)
    : await tx.insert(AttendanceDay, { programId: program.id, day, ...closed });
  await note(tx, row, "CLOSED", null);
  await cancelTasksAbout(tx, row.id);
  return { attendanceDayId: row.id };
}

/**
 * Opens a closed day for corrections.
 * @param input.reason kept with who opened it
 * @throws DomainError FORBIDDEN without supervision; ILLEGAL_TRANSITION when it is open; INVALID, STALE, NOT_FOUND
 */
export async function reopenDay(
  tx: Transaction,
  input: { attendanceDayId: string; reason: string; expectedVersion?: number | null | undefined },
): Promise<{ attendanceDayId: string }> {
  authorise(tx.actor, "attendance.reopen");
  const { programId, day } = await tx.get(AttendanceDay, input.attendanceDayId, { path: ["id"] });
  await lockDay(tx, programId, day, "exclusive");
  const found = await tx.get(AttendanceDay, input.attendanceDayId, { expectedVersion: input.expectedVersion });
  const reason = shortText(input.reason, "reason", 500);
  if (reason === null) throw invalid("reason", "Opening a closed day takes a reason.");
  const row = await tx.update(AttendanceDay, found, {
    state: dayMachine.next(found.state, "reopen", "supervisor"),
    reopenedAt: tx.now,
    reopenedBy: personOf(tx),
    reopenReason: reason,
  });
  await note(tx, row, "REOPENED", reason);
  const zone = await timeZoneOf(tx, row.programId);
  reviewLater(tx, row.id, localDay(tx.now, zone), zone);
  return { attendanceDayId: row.id };
}

/**
 * Holds the day open until the transaction ends.
 * @throws DomainError CONFLICT (reason DAY_CLOSED)
 */
export async function refuseClosedDay(
  tx: Transaction,
  programId: string,
  day: string,
  path: readonly string[],
): Promise<void> {
  await lockDay(tx, programId, day, "shared");
  if ((await dayOf(tx, programId, day))?.state === "CLOSED") {
    throw new DomainError("CONFLICT", "This day is closed; a supervisor can open it again.", {
      path,
      reason: "DAY_CLOSED",
    });
  }
}

/** Days on which something is held: each is looked at some days later, unless it is closed by then. */
export async function watchDays(
  tx: Transaction,
  { programId, days, zone }: { programId: string; days: readonly string[]; zone: string },
): Promise<void> {
  if (days.length === 0) return;
  await tx.change(
    `insert into attendance_days (id, organisation_id, program_id, day, state)
     select n.id, $2, $3, n.day, $4 from jsonb_to_recordset($1::jsonb) as n(id uuid, day date)
     on conflict (organisation_id, program_id, day) do nothing`,
    [
      JSON.stringify(days.map((day) => ({ id: tx.newId(), day }))),
      tx.actor.organisationId,
      programId,
      dayMachine.initial,
    ],
  );
  const today = localDay(tx.now, zone);
  for (const { id, day } of await tx.find(AttendanceDay, { programId, day: In([...days]) }))
    reviewLater(tx, id, day > today ? day : today, zone);
}

function reviewLater(tx: Transaction, attendanceDayId: string, from: string, zone: string): void {
  tx.schedule({
    job: reviewDay.name,
    subjectId: attendanceDayId,
    dueAt: startOfDay(addDays(from, REVIEW_AFTER_DAYS), zone),
    key: `attendance-day:${attendanceDayId}:${from}`,
  });
}

/** A day that nobody closed: a task for the clinicians. */
export async function reviewDayOf(tx: Transaction, attendanceDayId: string): Promise<void> {
  const day = await tx.findOne(AttendanceDay, { id: attendanceDayId });
  if (!day || day.state === "CLOSED" || !(await expectedAnybody(tx, day.programId, day.day))) return;
  await openTask(tx, {
    kind: "DAY_NOT_CLOSED",
    subjectId: day.id,
    dueAt: tx.now,
    key: `attendance-day:${day.id}:${day.version}`,
  });
}

/** The mutations this actor may give a day now. */
export function dayActions(actor: Actor, day: Pick<AttendanceDay, "state">): string[] {
  const party = can(actor, "attendance.reopen") ? "supervisor" : "staff";
  if (party === "staff" && !can(actor, "attendance.record")) return [];
  return dayMachine.available(day.state, party).map((command) => `${command}AttendanceDay`);
}

/** Sessions to which nobody was to come leave nothing to close. */
async function expectedAnybody(tx: Transaction, programId: string, day: string): Promise<boolean> {
  const zone = await timeZoneOf(tx, programId);
  const found = await tx.query(
    `select from program_sessions s join attendances a on a.session_id = s.id
     where s.program_id = $1 and s.starts_at >= $2 and s.starts_at < $3 and a.state <> 'PROGRAM_CANCELLED' limit 1`,
    [programId, startOfDay(day, zone), startOfDay(addDays(day, 1), zone)],
  );
  return found.length > 0;
}

async function dayOf(tx: Transaction, programId: string, day: string): Promise<AttendanceDay | null> {
  return tx.findOne(AttendanceDay, { programId, day });
}

/** Whoever records holds the day together with others, whoever closes it holds it alone. */
async function lockDay(tx: Transaction, programId: string, day: string, how: "shared" | "exclusive"): Promise<void> {
  const lock = how === "shared" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
  await tx.query(`select ${lock}(hashtextextended($1, 0))`, [`attendance day ${programId} ${day}`]);
}

async function note(
  tx: Transaction,
  day: AttendanceDay,
  kind: AttendanceDayEvent["kind"],
  reason: string | null,
): Promise<void> {
  await tx.insert(AttendanceDayEvent, {
    attendanceDayId: day.id,
    kind,
    reason,
    doneBy: personOf(tx),
    doneAt: tx.now,
  });
  const action = kind === "CLOSED" ? "attendance.close-day" : "attendance.reopen-day";
  tx.audit({ action, subjectType: "attendance_day", subjectId: day.id });
}

function personOf(tx: Transaction): string | null {
  return tx.actor.kind === "person" ? tx.actor.id : null;
}
