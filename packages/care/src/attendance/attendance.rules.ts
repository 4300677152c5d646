import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import { partOf } from "./presence.rules.ts";
import type { ProgramSession } from "./program-session.entity.ts";
import type { RecordedOutcome } from "./session.machine.ts";
import type { SessionTemplate } from "./session-template.entity.ts";
import { sessionMachine } from "./session.machine.ts";

/** What is said of one person's time in a session. */
export interface Stay {
  readonly outcome: RecordedOutcome;
  readonly minutes?: number | null | undefined;
  readonly arrivedAt?: Date | null | undefined;
  readonly leftAt?: Date | null | undefined;
}

/**
 * Minutes of care, clipped to the session and to coming and going. Who attended was there all that time unless said
 * otherwise; who attended in part was there for some of it; the others received none.
 * @throws DomainError INVALID
 */
export function minutesOf(
  { outcome, minutes: given, arrivedAt, leftAt }: Stay,
  session: Pick<ProgramSession, "startsAt" | "minutes">,
  path: readonly string[] = [],
): number {
  const at = [...path, "minutes"];
  if (given !== null && given !== undefined && !(Number.isInteger(given) && given >= 0))
    throw invalid(at, "Minutes are a whole number.");
  if (!wasThere(outcome)) {
    if (given) throw invalid(at, "No care was given, so no minutes count.");
    if (arrivedAt || leftAt) throw invalid([...path, arrivedAt ? "arrivedAt" : "leftAt"], "Nobody came or left.");
    return 0;
  }
  const most = partOf(session, { arrivedAt, leftAt }, path).minutes;
  if (given === 0) throw invalid(at, "Who was there was there for some minutes.");
  if (outcome === "ATTENDED") return Math.min(given ?? most, most);
  if (!given && most === session.minutes) throw invalid(at, "A part of a session is said in minutes.");
  const minutes = Math.min(given ?? most, most);
  if (minutes >= session.minutes || (given ?? 0) >= session.minutes) throw invalid(at, "This is the whole session.");
  return minutes;
}

export function wasThere(outcome: string): boolean {
  return outcome === "ATTENDED" || outcome === "PARTIAL";
}

const MUTATION_OF = {
  record: "recordAttendance",
  undo: "undoAttendance",
  change: "changeSession",
  cancel: "cancelSession",
  restore: "restoreSession",
} as const;

/** Names of the mutations this actor may give this session now. */
export function sessionActions(actor: Actor, session: Pick<ProgramSession, "state" | "startsAt">, now: Date): string[] {
  return sessionMachine
    .available(session.state, "staff")
    .filter((command) => {
      const isOfSchedule = command === "change" || command === "restore";
      if (!can(actor, isOfSchedule ? "schedule.manage" : "attendance.record")) return false;
      return command !== "record" || session.startsAt <= now;
    })
    .map((command) => MUTATION_OF[command]);
}

/** Names of the mutations this actor may give this template now. */
export function templateActions(actor: Actor, template: Pick<SessionTemplate, "state" | "enrollmentId">): string[] {
  if (!can(actor, "schedule.manage") || template.state === "ENDED") return [];
  const members = template.enrollmentId === null ? ["addSessionTemplateMembers", "removeSessionTemplateMember"] : [];
  return ["updateSessionTemplate", "endSessionTemplate", ...members];
}
