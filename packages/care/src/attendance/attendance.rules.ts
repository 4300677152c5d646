import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import type { ProgramSession } from "./program-session.entity.ts";
import type { RecordedOutcome } from "./session.machine.ts";
import { sessionMachine } from "./session.machine.ts";

/**
 * Minutes of care that count, clipped to the session. Who attended was there all the time unless
 * said otherwise; who attended in part was there for some of it; the others received none.
 * @throws DomainError INVALID
 */
export function minutesOf(
  outcome: RecordedOutcome,
  given: number | null | undefined,
  sessionMinutes: number,
  path: readonly string[] = ["minutes"],
): number {
  if (given !== null && given !== undefined && !(Number.isInteger(given) && given >= 0))
    throw invalid(path, "Minutes are a whole number.");
  if (outcome === "ATTENDED") {
    if (given === 0) throw invalid(path, "Who attended was there for some minutes.");
    return Math.min(given ?? sessionMinutes, sessionMinutes);
  }
  if (outcome === "PARTIAL") {
    if (!given) throw invalid(path, "A part of a session is said in minutes.");
    if (given >= sessionMinutes) throw invalid(path, "This is the whole session.");
    return given;
  }
  if (given) throw invalid(path, "No care was given, so no minutes count.");
  return 0;
}

export function wasThere(outcome: string): boolean {
  return outcome === "ATTENDED" || outcome === "PARTIAL";
}

/** Names of the mutations this actor may give this session now. */
export function sessionActions(actor: Actor, session: Pick<ProgramSession, "state" | "startsAt">, now: Date): string[] {
  if (!can(actor, "attendance.record")) return [];
  return sessionMachine
    .available(session.state, "staff")
    .filter((command) => command === "cancel" || session.startsAt <= now)
    .map((command) => (command === "cancel" ? "cancelSession" : "recordAttendance"));
}
