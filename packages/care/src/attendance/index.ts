export type { AttendanceMode } from "./attendance.entity.ts";
export { Attendance, AttendanceModeEnum, AttendanceStateEnum, RecordedOutcomeEnum } from "./attendance.entity.ts";
export { sessionActions } from "./attendance.rules.ts";
export type { RosterLine } from "./attendance.service.ts";
export { cancelSession, recordAttendance, scheduleSession } from "./attendance.service.ts";
export { ModalityEnum, ProgramSession, SessionStateEnum } from "./program-session.entity.ts";
export type { AttendanceState, Modality, RecordedOutcome, SessionState } from "./session.machine.ts";
export { attendanceMachine, sessionMachine } from "./session.machine.ts";
