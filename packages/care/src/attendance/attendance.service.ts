import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { Enrollment, announce, enrollmentMachine, scheduleContactReview } from "../enrollments/index.ts";
import { Program, localDay, timeZoneOf } from "../programs/index.ts";
import type { AttendanceMode } from "./attendance.entity.ts";
import { Attendance } from "./attendance.entity.ts";
import { minutesOf, wasThere } from "./attendance.rules.ts";
import { ProgramSession } from "./program-session.entity.ts";
import type { Modality, RecordedOutcome } from "./session.machine.ts";
import { COMMAND_OF, MODALITIES, RECORDED_OUTCOMES, attendanceMachine, sessionMachine } from "./session.machine.ts";

const LONGEST_ROSTER = 200;

export interface RosterLine {
  readonly enrollmentId: string;
  readonly outcome: RecordedOutcome;
  /** Needed for PARTIAL; for ATTENDED the whole session unless given. */
  readonly minutes?: number | null | undefined;
  readonly mode?: AttendanceMode | null | undefined;
}

/**
 * A session to come, or one that was and is entered late.
 * @param input.minutes 1 to 1440
 */
export async function scheduleSession(
  tx: Transaction,
  input: { programId: string; startsAt: Date; minutes: number; modality: Modality },
): Promise<{ sessionId: string }> {
  authorise(tx.actor, "attendance.record");
  const program = await tx.get(Program, input.programId, { path: ["programId"] });
  if (program.state === "CLOSED" || program.state === "DRAFT") {
    throw new DomainError("CONFLICT", "The program is not running.", { path: ["programId"], reason: "NOT_OPEN" });
  }
  if (!(Number.isInteger(input.minutes) && input.minutes >= 1 && input.minutes <= 1440))
    throw invalid("minutes", "A session lasts 1 to 1440 minutes.");
  if (!MODALITIES.includes(input.modality)) throw invalid("modality", "This is not a kind of session.");
  const session = await tx.insert(ProgramSession, {
    programId: program.id,
    startsAt: input.startsAt,
    minutes: input.minutes,
    modality: input.modality,
    state: sessionMachine.initial,
  });
  tx.audit({ action: "session.schedule", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/** The program does not hold the session. */
export async function cancelSession(
  tx: Transaction,
  input: { sessionId: string; expectedVersion?: number | null | undefined },
): Promise<{ sessionId: string }> {
  authorise(tx.actor, "attendance.record");
  const session = await tx.get(ProgramSession, input.sessionId, {
    expectedVersion: input.expectedVersion,
    path: ["sessionId"],
  });
  await tx.update(ProgramSession, session, { state: sessionMachine.next(session.state, "cancel", "staff") });
  for (const attendance of await tx.find(Attendance, { sessionId: session.id })) {
    await tx.update(Attendance, attendance, {
      state: attendanceMachine.next(attendance.state, "cancelByProgram", "staff"),
      recordedAt: tx.now,
    });
  }
  tx.audit({ action: "session.cancel", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/**
 * Who was there. Recording somebody again corrects what was recorded before. The first attended
 * session makes an admitted enrollment ACTIVE; its day is counted where the program is.
 * The whole roster is taken or none of it.
 * @throws DomainError INVALID with the line's path; CONFLICT (reason NOT_BEGUN) before the session; NOT_FOUND
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

  const enrollments = new Map((await tx.find(Enrollment, { id: In(ids) })).map((row) => [row.id, row]));
  const recorded = new Map(
    (await tx.find(Attendance, { sessionId: session.id, enrollmentId: In(ids) })).map((row) => [row.enrollmentId, row]),
  );
  const zone = await timeZoneOf(tx, session.programId);
  const day = localDay(session.startsAt, zone);
  // In the order of ids, so that two rosters at once do not wait for each other.
  const lines = input.roster
    .map((line, i) => ({ line, path: ["roster", String(i)] }))
    .toSorted((a, b) => (a.line.enrollmentId < b.line.enrollmentId ? -1 : 1));
  for (const { line, path } of lines) {
    const enrollment = enrollments.get(line.enrollmentId);
    if (!enrollment || enrollment.voidedAt !== null) throw notFound("enrollment", [...path, "enrollmentId"]);
    checkLine(enrollment, session, line, day, zone, path);
    const minutes = minutesOf(line.outcome, line.minutes, session.minutes, [...path, "minutes"]);
    const values = {
      minutes,
      mode: line.mode ?? ("IN_PERSON" as const),
      recordedBy: tx.actor.kind === "person" ? tx.actor.id : null,
      recordedAt: tx.now,
    };
    const before = recorded.get(line.enrollmentId);
    const outcome = attendanceMachine.next(
      before?.state ?? attendanceMachine.initial,
      COMMAND_OF[line.outcome],
      "staff",
    );
    if (before) await tx.update(Attendance, before, { ...values, state: outcome });
    else await tx.insert(Attendance, { ...values, sessionId: session.id, enrollmentId: enrollment.id, state: outcome });
    if (wasThere(line.outcome)) await noteContact(tx, enrollment, day, zone);
  }
  await tx.update(ProgramSession, session, { state });
  tx.audit({ action: "attendance.record", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

function checkLine(
  enrollment: Enrollment,
  session: ProgramSession,
  line: RosterLine,
  day: string,
  zone: string,
  path: readonly string[],
): void {
  if (!RECORDED_OUTCOMES.includes(line.outcome)) throw invalid([...path, "outcome"], "This cannot be recorded.");
  const at = [...path, "enrollmentId"];
  if (enrollment.programId !== session.programId)
    throw invalid(at, "This enrollment is in another program.", "OTHER_PROGRAM");
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

/** Someone was there: the stay begins with the first time, and contact is as fresh as this day. */
async function noteContact(tx: Transaction, enrollment: Enrollment, day: string, zone: string): Promise<void> {
  const first = enrollment.firstSessionOn === null || day < enrollment.firstSessionOn;
  const fresh = enrollment.lastContactOn === null || day > enrollment.lastContactOn;
  const starts = enrollment.state === "ADMITTED";
  if (!first && !fresh && !starts) return;
  await tx.update(Enrollment, enrollment, {
    ...(starts ? { state: enrollmentMachine.next(enrollment.state, "start", "attendance") } : {}),
    ...(first ? { firstSessionOn: day } : {}),
    ...(fresh ? { lastContactOn: day } : {}),
  });
  if (fresh) scheduleContactReview(tx, enrollment.id, day, zone);
  if (starts) {
    tx.audit({
      action: "enrollment.start",
      subjectType: "enrollment",
      subjectId: enrollment.id,
      clientId: enrollment.clientId,
    });
    announce(tx, "enrollment.first-session", enrollment);
  }
}
