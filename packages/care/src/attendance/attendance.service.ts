import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { localDay, timeZoneOf } from "../programs/index.ts";
import { requirePlanBeforeStart } from "../treatment/index.ts";
import type { AttendanceMode } from "./attendance.entity.ts";
import { Attendance } from "./attendance.entity.ts";
import type { Stay } from "./attendance.rules.ts";
import { minutesOf, wasThere } from "./attendance.rules.ts";
import { holdClients, recount } from "./count.service.ts";
import { refuseClosedDay } from "./day.service.ts";
import { followAbsence, noteContact } from "./first-session.service.ts";
import { ProgramSession } from "./program-session.entity.ts";
import { placedIn } from "./roster.service.ts";
import { COMMAND_OF, MISSED, RECORDED_OUTCOMES, attendanceMachine, sessionMachine } from "./session.machine.ts";

const LONGEST_ROSTER = 200;

export interface RosterLine extends Stay {
  readonly enrollmentId: string;
  readonly mode?: AttendanceMode | null | undefined;
  /** The missed attendance of the same stay that this one makes up for. */
  readonly makeUpForId?: string | null | undefined;
}

/**
 * Who was there. Recording somebody again corrects what was recorded before. The first attended
 * session makes an admitted enrollment ACTIVE; its day is counted where the program is. Once nothing attended is left,
 * it is ADMITTED again.
 * The whole roster is taken or none of it.
 * @throws DomainError INVALID with the line's path; CONFLICT (reason NOT_BEGUN) before the session, and for a first
 *   session without an assessment or a plan (ASSESSMENT_MISSING, PLAN_MISSING), or for the absence from the only session
 *   of a stay that has gone on from it (LAST_SESSION); NOT_FOUND
 */
export async function recordAttendance(
  tx: Transaction,
  input: { sessionId: string; roster: readonly RosterLine[] },
): Promise<{ sessionId: string }> {
  authorise(tx.actor, "attendance.record");
  const session = await tx.get(ProgramSession, input.sessionId, { path: ["sessionId"] });
  const state = sessionMachine.next(session.state, "record", "staff");
  if (session.startsAt > tx.now)
    throw new DomainError("CONFLICT", "The session has not begun.", { path: ["sessionId"], reason: "NOT_BEGUN" });
  if (input.roster.length < 1 || input.roster.length > LONGEST_ROSTER)
    throw invalid("roster", `A roster has 1 to ${LONGEST_ROSTER} lines.`);
  const ids = input.roster.map((line) => line.enrollmentId);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (twice >= 0) throw invalid(["roster", String(twice), "enrollmentId"], "This enrollment is on the roster twice.");

  const zone = await timeZoneOf(tx, session.programId);
  const day = localDay(session.startsAt, zone);
  await refuseClosedDay(tx, session.programId, day, ["sessionId"]);
  await holdClients(tx, ids);
  const enrollments = new Map((await tx.find(Enrollment, { id: In(ids) })).map((row) => [row.id, row]));
  const recorded = new Map(
    (await tx.find(Attendance, { sessionId: session.id, enrollmentId: In(ids) })).map((row) => [row.enrollmentId, row]),
  );
  const placed = await placedIn(tx, { enrollmentIds: ids, programId: session.programId, day });
  const written: string[] = [];
  for (const [i, line] of input.roster.entries()) {
    const path = ["roster", String(i)];
    const enrollment = enrollments.get(line.enrollmentId);
    if (!enrollment || enrollment.voidedAt !== null) throw notFound("enrollment", [...path, "enrollmentId"]);
    const makeUpForId = await missedBefore(tx, line, session, path);
    checkLine(
      enrollment,
      placed.has(enrollment.id) || enrollment.programId === session.programId,
      line,
      day,
      zone,
      path,
    );
    if (wasThere(line.outcome) && enrollment.state === "ADMITTED")
      await requirePlanBeforeStart(tx, enrollment.id, [...path, "enrollmentId"]);
    const values = {
      minutes: minutesOf(line, session, path),
      // Counted below, among the other sessions of the client.
      countedMinutes: 0,
      arrivedAt: line.arrivedAt ?? null,
      leftAt: line.leftAt ?? null,
      makeUpForId,
      mode: line.mode ?? (session.mode === "TELEHEALTH" ? ("TELEHEALTH" as const) : ("IN_PERSON" as const)),
      recordedBy: tx.actor.kind === "person" ? tx.actor.id : null,
      recordedAt: tx.now,
    };
    const before = recorded.get(line.enrollmentId);
    const from = before?.state ?? attendanceMachine.initial;
    const outcome = attendanceMachine.next(from, COMMAND_OF[line.outcome], "staff");
    const attendance = before
      ? await tx.update(Attendance, before, { ...values, state: outcome })
      : await tx.insert(Attendance, {
          ...values,
          sessionId: session.id,
          enrollmentId: enrollment.id,
          byHand: true,
          state: outcome,
        });
    written.push(attendance.id);
    if (wasThere(line.outcome)) await noteContact(tx, enrollment, day, zone);
    else if (before && wasThere(before.state)) await followAbsence(tx, enrollment, [...path, "outcome"]);
  }
  await tx.update(ProgramSession, session, { state });
  await recount(tx, session, ids, written);
  tx.audit({ action: "attendance.record", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/**
 * Takes back what was recorded of one person, as where it was another's. Who belongs to the session stays on its list;
 * who was only put there leaves it. A session of which nothing else was recorded waits to be held again.
 * @throws DomainError ILLEGAL_TRANSITION where nothing was recorded; CONFLICT (reason DAY_CLOSED, MADE_UP, LAST_SESSION);
 *   NOT_FOUND
 */
export async function undoAttendance(
  tx: Transaction,
  input: { sessionId: string; enrollmentId: string },
): Promise<{ sessionId: string }> {
  authorise(tx.actor, "attendance.record");
  const session = await tx.get(ProgramSession, input.sessionId, { path: ["sessionId"] });
  const day = localDay(session.startsAt, await timeZoneOf(tx, session.programId));
  await refuseClosedDay(tx, session.programId, day, ["sessionId"]);
  await holdClients(tx, [input.enrollmentId]);
  const roster = await tx.find(Attendance, { sessionId: session.id });
  const attendance = roster.find((row) => row.enrollmentId === input.enrollmentId);
  if (!attendance) throw notFound("attendance", ["enrollmentId"]);
  const state = attendanceMachine.next(attendance.state, "undo", "staff");
  if (await tx.findOne(Attendance, { makeUpForId: attendance.id }))
    throw new DomainError("CONFLICT", "Another session makes up for it.", {
      path: ["enrollmentId"],
      reason: "MADE_UP",
    });
  await tx.update(Attendance, attendance, {
    state,
    minutes: 0,
    countedMinutes: 0,
    arrivedAt: null,
    leftAt: null,
    makeUpForId: null,
    recordedBy: null,
    recordedAt: tx.now,
  });
  if (roster.every((row) => row === attendance || row.state === "SCHEDULED"))
    await tx.update(ProgramSession, session, { state: sessionMachine.next(session.state, "undo", "staff") });
  if (wasThere(attendance.state))
    await followAbsence(tx, await tx.get(Enrollment, attendance.enrollmentId), ["enrollmentId"]);
  await recount(tx, session, [attendance.enrollmentId], [attendance.id]);
  if (attendance.byHand) await tx.change("delete from attendances where id = $1", [attendance.id]);
  tx.audit({ action: "attendance.undo", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/** The attendance a line makes up for: missed by the same stay, in another session, and not made up for already. */
async function missedBefore(
  tx: Transaction,
  line: RosterLine,
  session: ProgramSession,
  path: readonly string[],
): Promise<string | null> {
  if (!line.makeUpForId) return null;
  const at = [...path, "makeUpForId"];
  if (!wasThere(line.outcome)) throw invalid(at, "Only who was there makes up for something.");
  const missed = await tx.get(Attendance, line.makeUpForId, { path: at });
  if (missed.enrollmentId !== line.enrollmentId) throw notFound("attendance", at);
  if (!MISSED.includes(missed.state)) throw invalid(at, "That session was not missed.", "NOT_MISSED");
  const [other] = await tx.find(Attendance, { makeUpForId: missed.id });
  if (other && other.sessionId !== session.id)
    throw new DomainError("CONFLICT", "That session was made up for already.", { path: at, reason: "MADE_UP" });
  return missed.id;
}

function checkLine(
  enrollment: Enrollment,
  isOfProgram: boolean,
  line: RosterLine,
  day: string,
  zone: string,
  path: readonly string[],
): void {
  if (!RECORDED_OUTCOMES.includes(line.outcome)) throw invalid([...path, "outcome"], "This cannot be recorded.");
  const at = [...path, "enrollmentId"];
  if (!isOfProgram) throw invalid(at, "This enrollment is in another program.", "OTHER_PROGRAM");
  if (enrollment.admittedAt === null || day < localDay(enrollment.admittedAt, zone))
    throw invalid(at, "This client was not admitted yet.", "NOT_ADMITTED");
  if (enrollment.state === "CLOSED_NOT_ADMITTED")
    throw invalid(at, "This enrollment ended without a stay.", "NOT_ADMITTED");
  if (enrollment.dischargedOn !== null && day > enrollment.dischargedOn)
    throw invalid(at, "This client was discharged before.", "DISCHARGED");
  if (
    enrollment.state === "ON_LEAVE" &&
    wasThere(line.outcome) &&
    enrollment.leaveFrom !== null &&
    day > enrollment.leaveFrom
  ) {
    throw invalid(at, "This client is on leave; end the leave first.", "ON_LEAVE");
  }
}
