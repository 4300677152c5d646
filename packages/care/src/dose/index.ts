export type { DoseStatus } from "./dose.rules.ts";
export { DoseStatusEnum, EnrollmentWeek } from "./enrollment-week.entity.ts";
