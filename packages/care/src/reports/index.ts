export type {
  Figure,
  Metric,
  ReferralDirection,
  Report,
  ReportDimension,
  ReportPart,
  ReportUnit,
} from "./metric.rules.ts";
export { REFERRAL_DIRECTIONS, REPORT_DIMENSIONS, REPORT_PARTS, REPORT_UNITS } from "./metric.rules.ts";
export { METRICS } from "./metrics.ts";
export type { ReportAudience, ReportFilter, ReportRequest, ReportRow } from "./report.query.ts";
export { REPORT_AUDIENCES, exportReport, partsOf, readReport, readReportRows } from "./report.query.ts";
