import { defineMachine } from "@causeway/kernel";

export const SESSION_STATES = ["SCHEDULED", "HELD", "PROGRAM_CANCELLED"] as const;
export type SessionState = (typeof SESSION_STATES)[number];
export const SESSION_MODES = ["IN_PERSON", "TELEHEALTH", "HYBRID"] as const;
export type SessionMode = (typeof SESSION_MODES)[number];

export const CANCEL_CAUSES = ["STAFF", "HOLIDAY", "TEMPLATE"] as const;
export type CancelCause = (typeof CANCEL_CAUSES)[number];

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

/** `schedule`: templates and holidays, whose own changes carry over to their sessions. */
export const sessionMachine = defineMachine<
  SessionState,
  "record" | "undo" | "change" | "cancel" | "restore",
  "staff" | "schedule"
>({
  name: "session",
  states: SESSION_STATES,
  initial: "SCHEDULED",
  terminal: [],
  transitions: {
    // Attendance is corrected by recording it again.
    record: { from: ["SCHEDULED", "HELD"], to: "HELD", by: ["staff"] },
    // Nothing of what was recorded is left.
    undo: { from: ["HELD"], to: "SCHEDULED", by: ["staff"] },
    change: { from: ["SCHEDULED"], to: "SCHEDULED", by: ["staff", "schedule"] },
    cancel: { from: ["SCHEDULED"], to: "PROGRAM_CANCELLED", by: ["staff", "schedule"] },
    restore: { from: ["PROGRAM_CANCELLED"], to: "SCHEDULED", by: ["staff", "schedule"] },
  },
});

type AttendanceCommand =
  | "attend"
  | "attendInPart"
  | "cancelLate"
  | "excuse"
  | "miss"
  | "undo"
  | "cancelByProgram"
  | "restore";

const RECORDED = ["ATTENDED", "PARTIAL", "LATE_CANCEL", "EXCUSED", "NO_SHOW"] as const;
const RECORDABLE = ["SCHEDULED", ...RECORDED] as const;

export const attendanceMachine = defineMachine<AttendanceState, AttendanceCommand, "staff">({
  name: "attendance",
  states: ATTENDANCE_STATES,
  initial: "SCHEDULED",
  terminal: [],
  transitions: {
    attend: { from: RECORDABLE, to: "ATTENDED", by: ["staff"] },
    attendInPart: { from: RECORDABLE, to: "PARTIAL", by: ["staff"] },
    cancelLate: { from: RECORDABLE, to: "LATE_CANCEL", by: ["staff"] },
    excuse: { from: RECORDABLE, to: "EXCUSED", by: ["staff"] },
    miss: { from: RECORDABLE, to: "NO_SHOW", by: ["staff"] },
    undo: { from: RECORDED, to: "SCHEDULED", by: ["staff"] },
    cancelByProgram: { from: ["SCHEDULED"], to: "PROGRAM_CANCELLED", by: ["staff"] },
    restore: { from: ["PROGRAM_CANCELLED"], to: "SCHEDULED", by: ["staff"] },
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
