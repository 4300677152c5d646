export type { Metric, ReferralDirection, ReportDimension, ReportPart, ReportUnit } from "./metric.rules.ts";
export { REFERRAL_DIRECTIONS, REPORT_DIMENSIONS, REPORT_PARTS, REPORT_UNITS } from "./metric.rules.ts";
export { METRICS } from "./metrics.ts";
export type { Figure, Report, ReportAudience, ReportFilter, ReportRequest, ReportRow } from "./report.query.ts";
export { REPORT_AUDIENCES, partsOf, readReport, readReportRows } from "./report.query.ts";
