import type { Transaction } from "@causeway/database";
import { attendanceRecorded, keepRecords } from "./count.service.ts";
import { ProgramSession } from "./program-session.entity.ts";
import type { CancelCause } from "./session.machine.ts";
import { attendanceMachine, sessionMachine } from "./session.machine.ts";

/** The program does not hold the session: who was expected is not absent. */
export async function callOff(
  tx: Transaction,
  session: ProgramSession,
  why: { readonly cause: CancelCause; readonly reason: string | null },
): Promise<void> {
  const byStaff = why.cause === "STAFF";
  await tx.update(ProgramSession, session, {
    state: sessionMachine.next(session.state, "cancel", byStaff ? "staff" : "schedule"),
    cancelCause: why.cause,
    cancelReason: why.reason,
    byHand: session.byHand || byStaff,
  });
  await moveRoster(tx, session, "cancelByProgram");
}

/** The session is held after all, with what changed in the meantime. */
export async function bringBack(
  tx: Transaction,
  session: ProgramSession,
  party: "staff" | "schedule",
  changes: Partial<ProgramSession> = {},
): Promise<void> {
  await tx.update(ProgramSession, session, {
    ...changes,
    state: sessionMachine.next(session.state, "restore", party),
    cancelCause: null,
    cancelReason: null,
    byHand: session.byHand || party === "staff",
  });
  await moveRoster(tx, session, "restore");
}

async function moveRoster(
  tx: Transaction,
  session: ProgramSession,
  command: "cancelByProgram" | "restore",
): Promise<void> {
  const { from, to } = attendanceMachine.transitions[command];
  const moved = await tx.query<{ id: string }>(
    `update attendances set state = $2, recorded_at = $3, version = version + 1
     where session_id = $1 and state = any($4) returning id`,
    [session.id, to, tx.now, from],
  );
  if (moved.length === 0) return;
  await keepRecords(
    tx,
    moved.map((row) => row.id),
  );
  attendanceRecorded(tx, session.id, session.programId);
}
