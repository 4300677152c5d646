import type { Transaction } from "@causeway/database";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { Enrollment, HOLDING_STATES } from "../enrollments/index.ts";
import { Attendance } from "./attendance.entity.ts";
import type { ProgramSession } from "./program-session.entity.ts";
import { attendanceMachine } from "./session.machine.ts";

/**
 * Puts enrollments on the list of who is expected at a session.
 * @throws DomainError CONFLICT (reason FULL); INVALID with the path of the enrollment; NOT_FOUND
 */
export async function expect(
  tx: Transaction,
  session: ProgramSession,
  enrollmentIds: readonly string[],
): Promise<void> {
  if (enrollmentIds.length === 0) return;
  if (session.places !== null && enrollmentIds.length > session.places)
    throw new DomainError("CONFLICT", "The session has no more places.", { path: ["enrollmentIds"], reason: "FULL" });
  const found = new Map((await tx.find(Enrollment, { id: In([...enrollmentIds]) })).map((row) => [row.id, row]));
  for (const [i, id] of enrollmentIds.entries()) {
    const path = ["enrollmentIds", String(i)];
    const enrollment = found.get(id);
    if (!enrollment || enrollment.voidedAt !== null) throw notFound("enrollment", path);
    if (enrollmentIds.indexOf(id) !== i) throw invalid(path, "This enrollment is on the list twice.");
    if (enrollment.programId !== session.programId)
      throw invalid(path, "This enrollment is in another program.", "OTHER_PROGRAM");
    if (!HOLDING_STATES.has(enrollment.state)) throw invalid(path, "This client is not admitted.", "NOT_ADMITTED");
    await tx.insert(Attendance, {
      sessionId: session.id,
      enrollmentId: id,
      state: attendanceMachine.initial,
      minutes: 0,
      countedMinutes: 0,
      mode: session.mode === "TELEHEALTH" ? "TELEHEALTH" : "IN_PERSON",
      recordedAt: tx.now,
    });
  }
}
