import type { Transaction } from "@causeway/database";
import { Membership, authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import type { Modality } from "../programs/index.ts";
import { MODALITIES, Program } from "../programs/index.ts";
import { Attendance } from "./attendance.entity.ts";
import { recount } from "./count.service.ts";
import { ProgramSession } from "./program-session.entity.ts";
import { expect } from "./roster.service.ts";
import type { SessionMode } from "./session.machine.ts";
import { SESSION_MODES, attendanceMachine, sessionMachine } from "./session.machine.ts";

/** What a session and a template of sessions say alike. */
export interface SessionDetails {
  /** 1 to 1440. */
  readonly minutes: number;
  readonly modality: Modality;
  readonly title?: string | null | undefined;
  readonly mode?: SessionMode | null | undefined;
  readonly room?: string | null | undefined;
  readonly staffMemberId?: string | null | undefined;
  /** The most people it takes. */
  readonly places?: number | null | undefined;
}

export interface ScheduleSessionInput extends SessionDetails {
  readonly programId: string;
  readonly startsAt: Date;
  readonly makeUp?: boolean | null | undefined;
  /** Who is expected. */
  readonly enrollmentIds?: readonly string[] | null | undefined;
}

/**
 * A session to come, or one that was and is entered late.
 * @throws DomainError CONFLICT (reason NOT_OPEN, FULL); INVALID; NOT_FOUND
 */
export async function scheduleSession(tx: Transaction, input: ScheduleSessionInput): Promise<{ sessionId: string }> {
  authorise(tx.actor, "attendance.record");
  const program = await runningProgram(tx, input.programId);
  const session = await tx.insert(ProgramSession, {
    programId: program.id,
    startsAt: input.startsAt,
    ...(await checkDetails(tx, input)),
    makeUp: input.makeUp ?? false,
    state: sessionMachine.initial,
  });
  await expect(tx, session, input.enrollmentIds ?? []);
  tx.audit({ action: "session.schedule", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/** The program does not hold the session, which is nobody's absence. */
export async function cancelSession(
  tx: Transaction,
  input: { sessionId: string; expectedVersion?: number | null | undefined; reason?: string | null | undefined },
): Promise<{ sessionId: string }> {
  authorise(tx.actor, "attendance.record");
  const session = await tx.get(ProgramSession, input.sessionId, {
    expectedVersion: input.expectedVersion,
    path: ["sessionId"],
  });
  await tx.update(ProgramSession, session, {
    state: sessionMachine.next(session.state, "cancel", "staff"),
    cancelReason: shortText(input.reason, "reason", 200),
  });
  const roster = await tx.find(Attendance, { sessionId: session.id });
  for (const attendance of roster) {
    await tx.update(Attendance, attendance, {
      state: attendanceMachine.next(attendance.state, "cancelByProgram", "staff"),
      recordedAt: tx.now,
    });
  }
  await recount(
    tx,
    session,
    roster.map((row) => row.enrollmentId),
    roster.map((row) => row.id),
  );
  tx.audit({ action: "session.cancel", subjectType: "session", subjectId: session.id });
  return { sessionId: session.id };
}

/** @throws DomainError CONFLICT (reason NOT_OPEN); NOT_FOUND */
async function runningProgram(tx: Transaction, programId: string): Promise<Program> {
  const program = await tx.get(Program, programId, { path: ["programId"] });
  if (program.state === "CLOSED" || program.state === "DRAFT") {
    throw new DomainError("CONFLICT", "The program is not running.", { path: ["programId"], reason: "NOT_OPEN" });
  }
  return program;
}

/** @throws DomainError INVALID, NOT_FOUND */
async function checkDetails(tx: Transaction, details: SessionDetails): Promise<Required<SessionDetails>> {
  const { minutes, modality, staffMemberId = null } = details;
  if (!(Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440))
    throw invalid("minutes", "A session lasts 1 to 1440 minutes.");
  if (!MODALITIES.includes(modality)) throw invalid("modality", "This is not a kind of session.");
  const mode = details.mode ?? "IN_PERSON";
  if (!SESSION_MODES.includes(mode)) throw invalid("mode", "People do not come to a session like this.");
  const places = details.places ?? null;
  if (places !== null && !(Number.isInteger(places) && places >= 1 && places <= 1000))
    throw invalid("places", "A session takes 1 to 1000 people.");
  if (staffMemberId !== null) {
    const member = await tx.get(Membership, staffMemberId, { path: ["staffMemberId"] });
    if (member.status !== "ACTIVE") throw notFound("membership", ["staffMemberId"]);
  }
  return {
    minutes,
    modality,
    mode,
    places,
    staffMemberId,
    title: shortText(details.title, "title", 200),
    room: shortText(details.room, "room", 100),
  };
}

function shortText(value: string | null | undefined, field: string, most: number): string | null {
  const trimmed = value?.trim() ?? "";
  if (trimmed.length > most) throw invalid(field, `At most ${most} characters.`);
  return trimmed === "" ? null : trimmed;
}
