export type { AttendanceMode } from "./attendance.entity.ts";
export { Attendance, AttendanceModeEnum, AttendanceStateEnum, RecordedOutcomeEnum } from "./attendance.entity.ts";
export { AttendanceDay, AttendanceDayEvent, AttendanceDayStateEnum } from "./attendance-day.entity.ts";
export { extendSchedule, reconcileEnrollment, reviewDay } from "./attendance.jobs.ts";
export { AttendanceRecord } from "./attendance-record.entity.ts";
export { sessionActions, templateActions } from "./attendance.rules.ts";
export type { RosterLine } from "./attendance.service.ts";
export { recordAttendance, undoAttendance } from "./attendance.service.ts";
export { recountClients } from "./count.service.ts";
export type { OpenSession } from "./day.query.ts";
export { openSessionsOfDay } from "./day.query.ts";
export { closeDay, dayActions, reopenDay, reviewDayOf } from "./day.service.ts";
export type { SessionDetails } from "./details.service.ts";
export { Holiday } from "./holiday.entity.ts";
export { addHoliday, removeHoliday } from "./holiday.service.ts";
export { ProgramSession, SessionModeEnum, SessionStateEnum } from "./program-session.entity.ts";
export { reconcileEnrollmentRosters } from "./roster.service.ts";
export { syncTemplate } from "./schedule.service.ts";
export type { AttendanceState, RecordedOutcome, SessionMode, SessionState } from "./session.machine.ts";
export { attendanceMachine, sessionMachine } from "./session.machine.ts";
export { cancelSession, changeSession, expectAtSession, restoreSession, scheduleSession } from "./session.service.ts";
export { templatesFromSlots } from "./slot-templates.service.ts";
export { SessionTemplate } from "./session-template.entity.ts";
export { SessionTemplateMember } from "./template-member.entity.ts";
export type { CreateTemplateInput } from "./template.service.ts";
export {
  addTemplateMembers,
  createTemplate,
  endSchedule,
  endTemplate,
  removeTemplateMember,
  updateTemplate,
} from "./template.service.ts";
