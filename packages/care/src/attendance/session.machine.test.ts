import { describe, expect, it } from "vitest";
import type { AttendanceState, SessionState } from "./session.machine.ts";
import { ATTENDANCE_STATES, SESSION_STATES, attendanceMachine, sessionMachine } from "./session.machine.ts";

/** `session-states` */
describe.each(SESSION_STATES)("a session that is %s", (state) => {
  const allowed: Record<SessionState, Record<string, SessionState>> = {
    SCHEDULED: { record: "HELD", cancel: "PROGRAM_CANCELLED" },
    HELD: { record: "HELD" },
    PROGRAM_CANCELLED: {},
  };
  it.each(["record", "cancel"] as const)("given %s", (command) => {
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
    cancelByProgram: "PROGRAM_CANCELLED",
  };
  it.each(Object.keys(attendanceMachine.transitions) as (keyof typeof attendanceMachine.transitions)[])(
    "given %s",
    (command) => {
      const legal = state !== "PROGRAM_CANCELLED" && (command !== "cancelByProgram" || state === "SCHEDULED");
      if (legal) expect(attendanceMachine.next(state, command, "staff")).toBe(outcomes[command]);
      else
        expect(() => attendanceMachine.next(state, command, "staff")).toThrow(
          expect.objectContaining({ code: "ILLEGAL_TRANSITION" }),
        );
    },
  );
});
