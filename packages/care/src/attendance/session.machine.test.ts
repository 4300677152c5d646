import { describe, expect, it } from "vitest";
import type { AttendanceState, SessionState } from "./session.machine.ts";
import { ATTENDANCE_STATES, SESSION_STATES, attendanceMachine, sessionMachine } from "./session.machine.ts";

/** `session-states` */
describe.each(SESSION_STATES)("a session that is %s", (state) => {
  const allowed: Record<SessionState, Record<string, SessionState>> = {
    SCHEDULED: { record: "HELD", change: "SCHEDULED", cancel: "PROGRAM_CANCELLED" },
    HELD: { record: "HELD", undo: "SCHEDULED" },
    PROGRAM_CANCELLED: { restore: "SCHEDULED" },
  };
  it.each(["record", "undo", "change", "cancel", "restore"] as const)("given %s", (command) => {
    const next = allowed[state][command];
    if (next) expect(sessionMachine.next(state, command, "staff")).toBe(next);
    else expect(() => sessionMachine.next(state, command, "staff")).toThrow(expect.objectContaining({ reason: state }));
  });
});

/** `attendance-states`: what was recorded is corrected; what the program cancelled is not. */
describe.each(ATTENDANCE_STATES)("attendance that is %s", (state) => {
  const outcomes: Record<string, AttendanceState> = {
    attend: "ATTENDED",
    attendInPart: "PARTIAL",
    cancelLate: "LATE_CANCEL",
    excuse: "EXCUSED",
    miss: "NO_SHOW",
    undo: "SCHEDULED",
    cancelByProgram: "PROGRAM_CANCELLED",
    restore: "SCHEDULED",
  };
  const from: Record<string, boolean> = {
    undo: state !== "SCHEDULED" && state !== "PROGRAM_CANCELLED",
    cancelByProgram: state === "SCHEDULED",
    restore: state === "PROGRAM_CANCELLED",
  };
  it.each(Object.keys(attendanceMachine.transitions) as (keyof typeof attendanceMachine.transitions)[])(
    "given %s",
    (command) => {
      const legal = from[command] ?? state !== "PROGRAM_CANCELLED";
      if (legal) expect(attendanceMachine.next(state, command, "staff")).toBe(outcomes[command]);
      else
        expect(() => attendanceMachine.next(state, command, "staff")).toThrow(
          expect.objectContaining({ code: "ILLEGAL_TRANSITION" }),
        );
    },
  );
});
