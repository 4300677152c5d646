import { defineMachine } from "@causeway/kernel";

export const SESSION_STATES = ["SCHEDULED", "HELD", "PROGRAM_CANCELLED"] as const;
export type SessionState = (typeof SESSION_STATES)[number];
export const SESSION_MODES = ["IN_PERSON", "TELEHEALTH", "HYBRID"] as const;
export type SessionMode = (typeof SESSION_MODES)[number];

/** What became of one person's place in a session. */
export const ATTENDANCE_STATES = [
  "SCHEDULED",
  "ATTENDED",
  "PARTIAL",
  "LATE_CANCEL",
  "EXCUSED",
  "NO_SHOW",
  "PROGRAM_CANCELLED",
] as const;
export type AttendanceState = (typeof ATTENDANCE_STATES)[number];

export const sessionMachine = defineMachine<SessionState, "record" | "cancel", "staff">({
  name: "session",
  states: SESSION_STATES,
  initial: "SCHEDULED",
  terminal: ["PROGRAM_CANCELLED"],
  transitions: {
    // Attendance is corrected by recording it again.
    record: { from: ["SCHEDULED", "HELD"], to: "HELD", by: ["staff"] },
    cancel: { from: ["SCHEDULED"], to: "PROGRAM_CANCELLED", by: ["staff"] },
  },
});

type AttendanceCommand = "attend" | "attendInPart" | "cancelLate" | "excuse" | "miss" | "cancelByProgram";

const RECORDED = ["SCHEDULED", "ATTENDED", "PARTIAL", "LATE_CANCEL", "EXCUSED", "NO_SHOW"] as const;

export const attendanceMachine = defineMachine<AttendanceState, AttendanceCommand, "staff">({
  name: "attendance",
  states: ATTENDANCE_STATES,
  initial: "SCHEDULED",
  terminal: ["PROGRAM_CANCELLED"],
  transitions: {
    attend: { from: RECORDED, to: "ATTENDED", by: ["staff"] },
    attendInPart: { from: RECORDED, to: "PARTIAL", by: ["staff"] },
    cancelLate: { from: RECORDED, to: "LATE_CANCEL", by: ["staff"] },
    excuse: { from: RECORDED, to: "EXCUSED", by: ["staff"] },
    miss: { from: RECORDED, to: "NO_SHOW", by: ["staff"] },
    cancelByProgram: { from: ["SCHEDULED"], to: "PROGRAM_CANCELLED", by: ["staff"] },
  },
});

/** The command that leads to what was seen. */
export const COMMAND_OF: Readonly<Record<RecordedOutcome, AttendanceCommand>> = {
  ATTENDED: "attend",
  PARTIAL: "attendInPart",
  LATE_CANCEL: "cancelLate",
  EXCUSED: "excuse",
  NO_SHOW: "miss",
};

/** What a person may record; the others follow from scheduling and cancelling. */
export const RECORDED_OUTCOMES = ["ATTENDED", "PARTIAL", "LATE_CANCEL", "EXCUSED", "NO_SHOW"] as const;
export type RecordedOutcome = (typeof RECORDED_OUTCOMES)[number];

/** States that a later session can make up for. */
export const MISSED: readonly AttendanceState[] = ["LATE_CANCEL", "EXCUSED", "NO_SHOW", "PROGRAM_CANCELLED"];
