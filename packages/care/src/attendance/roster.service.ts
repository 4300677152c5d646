import type { Transaction } from "@causeway/database";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { Enrollment, HOLDING_STATES } from "../enrollments/index.ts";
import { localDay, timeZoneOf } from "../programs/index.ts";
import { Attendance } from "./attendance.entity.ts";
import type { ProgramSession } from "./program-session.entity.ts";
import { attendanceMachine } from "./session.machine.ts";

/**
 * Puts enrollments on the list of one session, beside the members of its template.
 * @throws DomainError CONFLICT (reason FULL); INVALID with the path of the enrollment; NOT_FOUND
 */
export async function expect(
  tx: Transaction,
  session: ProgramSession,
  enrollmentIds: readonly string[],
): Promise<void> {
  if (enrollmentIds.length === 0) return;
  const listed = await tx.find(Attendance, { sessionId: session.id });
  const places = session.places ?? Infinity;
  if (listed.length + enrollmentIds.length > places)
    throw new DomainError("CONFLICT", "The session has no more places.", { path: ["enrollmentIds"], reason: "FULL" });
  const day = localDay(session.startsAt, await timeZoneOf(tx, session.programId));
  await requirePlaced(tx, { enrollmentIds, programId: session.programId, day });
  const already = enrollmentIds.findIndex((id) => listed.some((row) => row.enrollmentId === id));
  if (already >= 0)
    throw new DomainError("CONFLICT", "This enrollment is on the list.", {
      path: ["enrollmentIds", String(already)],
      reason: "ON_THE_LIST",
    });
  for (const enrollmentId of enrollmentIds) {
    await tx.insert(Attendance, {
      sessionId: session.id,
      enrollmentId,
      state: attendanceMachine.initial,
      minutes: 0,
      countedMinutes: 0,
      mode: session.mode === "TELEHEALTH" ? "TELEHEALTH" : "IN_PERSON",
      byHand: true,
      recordedAt: tx.now,
    });
  }
}

interface AskedPlacement {
  readonly enrollmentIds: readonly string[];
  readonly programId: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** A placement that begins after the day will do. */
  readonly orLater?: boolean;
}

/**
 * Admitted clients who are in this program on a day, or will be as far as is planned.
 * @param pathOf where the input has each of the ids
 * @throws DomainError INVALID (reason OTHER_PROGRAM, NOT_ADMITTED) with the path of the enrollment; NOT_FOUND
 */
export async function requirePlaced(
  tx: Transaction,
  asked: AskedPlacement,
  pathOf: (index: number) => readonly string[] = (i) => ["enrollmentIds", String(i)],
): Promise<void> {
  const { enrollmentIds } = asked;
  const found = new Map((await tx.find(Enrollment, { id: In([...enrollmentIds]) })).map((row) => [row.id, row]));
  const inProgram = await placedIn(tx, asked);
  for (const [i, id] of enrollmentIds.entries()) {
    const path = pathOf(i);
    const enrollment = found.get(id);
    if (!enrollment || enrollment.voidedAt !== null) throw notFound("enrollment", path);
    if (enrollmentIds.indexOf(id) !== i) throw invalid(path, "This enrollment is named twice.");
    if (!HOLDING_STATES.has(enrollment.state)) throw invalid(path, "This client is not admitted.", "NOT_ADMITTED");
    if (!inProgram.has(id)) throw invalid(path, "This enrollment is in another program.", "OTHER_PROGRAM");
  }
}

/** Those of the enrollments that have a placement in the program on a day. */
export async function placedIn(tx: Transaction, asked: AskedPlacement): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ enrollment_id: string }>(
    `select enrollment_id from placements
     where enrollment_id = any($1) and program_id = $2 and superseded_at is null
       and ($4 or starts_on <= $3::date) and (ends_on is null or ends_on > $3::date)`,
    [asked.enrollmentIds, asked.programId, asked.day, asked.orLater ?? false],
  );
  return new Set(rows.map((row) => row.enrollment_id));
}

/** Which sessions to come: of a template, of one session, or wherever an enrollment is expected. */
export interface RosterScope {
  readonly templateId?: string;
  readonly sessionId?: string;
  readonly enrollmentId?: string;
}

/** Sessions to come in the scope, with the day where their program is. */
const COMING = `coming as (
  select s.id, s.organisation_id, s.template_id, s.program_id, s.mode, (s.starts_at at time zone site.time_zone)::date as day
  from program_sessions s join programs p on p.id = s.program_id join sites site on site.id = p.site_id
  where s.state = 'SCHEDULED' and s.starts_at > $1
    and ($2::uuid is null or s.template_id = $2) and ($3::uuid is null or s.id = $3)
    and ($4::uuid is null
      or s.template_id in (select template_id from session_template_members where enrollment_id = $4)
      or s.id in (select session_id from attendances where enrollment_id = $4)))`;

/** Whether an enrollment is in the session's program that day. */
const placed = (enrollment: string): string => `exists (
  select from placements pl join enrollments e on e.id = pl.enrollment_id
  where pl.enrollment_id = ${enrollment} and pl.superseded_at is null and e.voided_at is null
    and pl.program_id = c.program_id and pl.starts_on <= c.day and (pl.ends_on is null or pl.ends_on > c.day))`;

/** Whether it belongs to the template that day, and is not away. */
const member = (enrollment: string): string => `exists (
  select from session_template_members m join enrollments e on e.id = m.enrollment_id
  where m.template_id = c.template_id and m.enrollment_id = ${enrollment}
    and m.starts_on <= c.day and (m.ends_on is null or m.ends_on > c.day)
    and not (e.state = 'ON_LEAVE' and c.day > e.leave_from and c.day < e.leave_until))`;

/**
 * Brings the lists of sessions to come in line with who is expected: the members of the template who are in the
 * program that day and not on leave, and those a person put there who are in the program. What was recorded stays.
 */
export async function reconcileRosters(tx: Transaction, scope: RosterScope): Promise<void> {
  const values = [tx.now, scope.templateId ?? null, scope.sessionId ?? null, scope.enrollmentId ?? null];
  await tx.change(
    `with ${COMING} delete from attendances a using coming c
     where a.session_id = c.id and a.state = 'SCHEDULED' and ($4::uuid is null or a.enrollment_id = $4)
       and not (${placed("a.enrollment_id")} and (a.by_hand or ${member("a.enrollment_id")}))`,
    values,
  );
  const missing = await tx.query<{ session_id: string; enrollment_id: string; mode: string }>(
    `with ${COMING} select distinct c.id as session_id, who.enrollment_id, c.mode
     from coming c join session_template_members who on who.template_id = c.template_id
     where ($4::uuid is null or who.enrollment_id = $4) and ${placed("who.enrollment_id")} and ${member("who.enrollment_id")}
       and not exists (select from attendances a where a.session_id = c.id and a.enrollment_id = who.enrollment_id)`,
    values,
  );
  if (missing.length === 0) return;
  await tx.change(
    `insert into attendances (id, organisation_id, session_id, enrollment_id, state, mode, by_hand, recorded_at)
     select n.id, $2, n.session_id, n.enrollment_id, $3, n.mode, false, $4
     from jsonb_to_recordset($1::jsonb) as n(id uuid, session_id uuid, enrollment_id uuid, mode text)
     on conflict (organisation_id, session_id, enrollment_id) do nothing`,
    [
      JSON.stringify(
        missing.map((row) => ({
          ...row,
          id: tx.newId(),
          mode: row.mode === "TELEHEALTH" ? "TELEHEALTH" : "IN_PERSON",
        })),
      ),
      tx.actor.organisationId,
      attendanceMachine.initial,
      tx.now,
    ],
  );
}

/** An enrollment began, paused, moved or ended: memberships where it no longer is end, and lists follow. */
export async function reconcileEnrollmentRosters(tx: Transaction, enrollmentId: string): Promise<void> {
  await tx.change(
    `update session_template_members m set ends_on = greatest(m.starts_on, (app_now() at time zone site.time_zone)::date), version = m.version + 1
     from session_templates t join programs p on p.id = t.program_id join sites site on site.id = p.site_id
     where m.enrollment_id = $1 and m.ends_on is null and t.id = m.template_id
       and not exists (select from placements pl join enrollments e on e.id = pl.enrollment_id
         where pl.enrollment_id = m.enrollment_id and pl.superseded_at is null and e.voided_at is null
           and pl.program_id = t.program_id and (pl.ends_on is null or pl.ends_on > (app_now() at time zone site.time_zone)::date))`,
    [enrollmentId],
  );
  await reconcileRosters(tx, { enrollmentId });
}
