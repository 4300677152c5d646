import type { Database, ReadStatement } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { DomainError, encodeId, invalid, notFound } from "@causeway/kernel";
import { daysBetween } from "../programs/index.ts";
import { BLOCKS } from "./facts.query.ts";
import type { Figure, Metric, ReferralDirection, Report, ReportDimension, ReportPart } from "./metric.rules.ts";
import { PARTS_OF, valueOf } from "./metric.rules.ts";
import { reportCsv } from "./report-csv.rules.ts";
import type { Counts, Hidden } from "./suppression.rules.ts";
import { hide } from "./suppression.rules.ts";

export const REPORT_AUDIENCES = ["OWN", "OUTSIDE"] as const;
export type ReportAudience = (typeof REPORT_AUDIENCES)[number];

/** What is counted; a list that is empty or missing leaves all in. */
export interface ReportFilter {
  /** UUIDs. */
  readonly programIds?: readonly string[] | null | undefined;
  readonly edition?: string | null | undefined;
  readonly levelCodes?: readonly string[] | null | undefined;
  /** TEDS PRIMPAY and SUB1; −9 is unknown. */
  readonly payers?: readonly number[] | null | undefined;
  readonly substances?: readonly number[] | null | undefined;
  readonly bands?: readonly number[] | null | undefined;
}

export interface ReportRequest {
  /** Days, YYYY-MM-DD, half-open; of what is counted at an instant, not used. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** Of what is counted at an instant; now unless given. */
  readonly at?: Date | null | undefined;
  readonly direction?: ReferralDirection | null | undefined;
  /** UUID of the other organisation of the referrals. */
  readonly partnerId?: string | null | undefined;
  readonly filter?: ReportFilter | null | undefined;
  readonly groupBy?: readonly ReportDimension[] | null | undefined;
  readonly audience?: ReportAudience | null | undefined;
}

export interface ReportRow {
  /** As seen outside. */
  readonly id: string;
  readonly enrollmentId: string | null;
  /** YYYY-MM-DD */
  readonly on: string;
  /** What the row adds to the part. */
  readonly amount: number;
  readonly key: readonly [on: string, id: string];
}

const LONGEST_WINDOW_DAYS = 3_660;

const COLUMNS_OF: Readonly<Record<ReportDimension, readonly string[]>> = {
  PROGRAM: ["program_id"],
  LEVEL: ["edition", "level_code"],
  PAYER: ["payer"],
  SUBSTANCE: ["substance"],
  BAND: ["band"],
};

/**
 * A metric over a window, in total and by group.
 * @throws DomainError FORBIDDEN; INVALID for a window or grouping that the metric has not; NOT_FOUND for a program or
 *   organisation that is not visible
 */
export async function readReport(db: Database, actor: Actor, metric: Metric, request: ReportRequest): Promise<Report> {
  const statement = await prepared(db, actor, metric, request);
  const dimensions = [...new Set(request.groupBy)];
  const columns = dimensions.flatMap((dimension) => COLUMNS_OF[dimension]);
  const grouped = columns.length === 0 ? "(())" : `((), (${columns.join(", ")}))`;
  const of = (name: string, type: string): string => (columns.includes(name) ? name : `null::${type} as ${name}`);
  const spread = (at: number): string =>
    metric.shape === "AVERAGE"
      ? `percentile_cont(${at}) within group (order by numerator) filter (where denominator > 0)`
      : "null::float8";
  const rows = await db.readWith<SummedRow>(actor, {
    sql: `${statement.with}, summed as (
        select ${of("program_id", "uuid")}, ${of("edition", "text")}, ${of("level_code", "text")}, ${of("payer", "smallint")},
          ${of("substance", "smallint")}, ${of("band", "smallint")},
          ${columns.length === 0 ? "true" : `grouping(${columns[0]}) = 1`} as whole, count(*)::int as records,
          count(distinct person)::int as people, coalesce(sum(numerator), 0)::float8 as numerator,
          coalesce(sum(denominator), 0)::float8 as denominator, coalesce(sum(baseline), 0)::float8 as baseline,
          coalesce(sum(apart), 0)::float8 as apart, ${spread(0.5)} as median, ${spread(0.9)} as p90
        from counted group by grouping sets ${grouped})
      select s.*, coalesce((select name from programs p where p.id = s.program_id),
        (select d.program_name from directory_entries d where d.program_id = s.program_id)) as program_name
      from summed s order by whole desc, program_name, program_id, edition, level_code, payer, substance, band`,
    values: statement.values,
  });
  const hidden = request.audience === "OUTSIDE" ? hide(rows.map((row) => countsOf(metric, row))) : [];
  const figures = rows.map((row, i) => figureOf(metric, row, hidden[i] ?? NOTHING_HIDDEN));
  const [total, ...groups] = figures;
  if (!total) throw new DomainError("INTERNAL", "A report has a total.");
  return { total, groups };
}

/**
 * The rows behind a number: their amounts add up to the part.
 * @param page.first 1 to 100
 * @throws DomainError FORBIDDEN to who may not read the records; INVALID for a part that the metric has not, and outside
 *   the organisation
 */
export async function readReportRows(
  db: Database,
  actor: Actor,
  metric: Metric,
  request: ReportRequest,
  page: { readonly part: ReportPart; readonly first: number; readonly after?: readonly string[] | null },
): Promise<{ rows: ReportRow[]; hasMore: boolean }> {
  // Sums tell of nobody, rows of records: they ask for what those records ask for.
  authorise(actor, metric.asked === "REFERRALS" ? "referral.read" : "enrollment.read");
  if (request.audience === "OUTSIDE") throw invalid("rows", "Rows are shown inside the organisation alone.");
  const prefix = metric.records[page.part];
  if (prefix === undefined) throw invalid("part", "This number has no such part.");
  const statement = await prepared(db, actor, metric, request);
  const bind = (value: unknown): string => `$${statement.values.push(value)}`;
  const column = page.part.toLowerCase();
  const after = page.after ? ` and ("on", id) > (${bind(page.after[0])}::date, ${bind(page.after[1])}::uuid)` : "";
  const found = await db.readWith<{ id: string; enrollment_id: string | null; on: string; amount: number }>(actor, {
    sql: `${statement.with}
      select id, enrollment_id, "on", ${column}::float8 as amount from counted
      where ${column} <> 0${after} order by "on", id limit ${bind(page.first + 1)}`,
    values: statement.values,
  });
  const rows = found.slice(0, page.first).map((row) => ({
    id: encodeId(prefix, row.id),
    enrollmentId: row.enrollment_id === null ? null : encodeId("enrollment", row.enrollment_id),
    on: row.on,
    amount: row.amount,
    key: [row.on, row.id] as const,
  }));
  await db.keepReads(actor, ["report"], {
    sql: "select client_id as id from enrollments where id = any($1) union select client_id from referrals where id = any($1)",
    values: [found.slice(0, page.first).flatMap((row) => [row.id, row.enrollment_id ?? row.id])],
  });
  return { rows, hasMore: found.length > page.first };
}

/** The same as a file. It leaves the organisation's sight here, so that who took which is kept. */
export async function exportReport(
  db: Database,
  actor: Actor,
  metric: Metric,
  request: ReportRequest,
  report: Report,
): Promise<string> {
  authorise(actor, "report.export");
  const purpose = request.audience ?? "OWN";
  await db.run(actor, async (tx) =>
    tx.audit({ action: "report.export", subjectType: "report", reason: metric.name, purpose }),
  );
  return reportCsv(report);
}

/** Parts and extras that a metric can show rows of. */
export function partsOf(metric: Metric): ReportPart[] {
  return [...PARTS_OF[metric.shape], ...(metric.apart === undefined ? [] : (["APART"] as const))];
}

interface SummedRow {
  readonly program_id: string | null;
  readonly program_name: string | null;
  readonly edition: string | null;
  readonly level_code: string | null;
  readonly payer: number | null;
  readonly substance: number | null;
  readonly band: number | null;
  readonly records: number;
  readonly people: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly baseline: number;
  readonly apart: number;
  readonly median: number | null;
  readonly p90: number | null;
}

/** The request checked, and its facts as `counted`. */
async function prepared(
  db: Database,
  actor: Actor,
  metric: Metric,
  request: ReportRequest,
): Promise<{ with: string; values: unknown[] }> {
  authorise(actor, "report.read");
  checkRequest(metric, request);
  await requireVisible(db, actor, request);
  const { from = null, to = null, at, direction, partnerId } = request;
  const filter = request.filter ?? {};
  // In the order in which the block `request` names them.
  const values: unknown[] = [from, to, at ?? db.clock.now(), direction ?? "RECEIVED", partnerId ?? null];
  const bind = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const conditions: string[] = [];
  const anyOf = (column: string, list: readonly unknown[] | null | undefined, type: string): void => {
    if (list && list.length > 0) conditions.push(`${column} = any(${bind(list, type)})`);
  };
  anyOf("program_id", filter.programIds, "uuid[]");
  if (filter.edition) conditions.push(`edition = ${bind(filter.edition, "text")}`);
  anyOf("level_code", filter.levelCodes, "text[]");
  // A place of a program is nobody's until somebody has it.
  for (const column of ["payer", "substance"] as const) {
    const list = column === "payer" ? filter.payers : filter.substances;
    if (list && list.length > 0) conditions.push(`(${column} is null or ${column} = any(${bind(list, "int[]")}))`);
  }
  anyOf("band", filter.bands, "int[]");
  const counted = `select * from facts${conditions.length > 0 ? ` where ${conditions.join(" and ")}` : ""}`;
  return { with: `with ${BLOCKS}, facts as (${metric.facts}), counted as (${counted})`, values };
}

function checkRequest(metric: Metric, request: ReportRequest): void {
  if (metric.asked !== "INSTANT") {
    const { from, to } = request;
    if (!from || !to) throw invalid("from", "A report is of a window of days.");
    const days = daysBetween(from, to);
    if (days < 1) throw invalid("to", "A window ends after the day it begins on; its last day is the one before.");
    if (days > LONGEST_WINDOW_DAYS) throw invalid("to", "A window has ten years at most.", "TOO_LONG");
  }
  for (const dimension of request.groupBy ?? []) {
    if (metric.undivided?.includes(dimension) || (dimension === "BAND" && metric.bands === undefined))
      throw invalid("groupBy", "This number is not broken down by that.", "NOT_DIVIDED");
  }
  if (request.filter?.bands?.length && metric.bands === undefined)
    throw invalid("filter.bands", "This number has no bands.", "NOT_DIVIDED");
}

/** Programs asked for are one's own or in the directory; what is not visible answers as what is not there. */
async function requireVisible(db: Database, actor: Actor, request: ReportRequest): Promise<void> {
  const programIds = [...new Set(request.filter?.programIds)];
  if (programIds.length === 0 && !request.partnerId) return;
  const statement: ReadStatement = {
    sql: `select (select count(*)::int from unnest($1::uuid[]) asked (id)
        where not exists (select from programs p where p.id = asked.id)
          and not exists (select from directory_entries d where d.program_id = asked.id)) as programs,
      $2::uuid is not null and not exists (select from organisations o where o.id = $2::uuid) as partner`,
    values: [programIds, request.partnerId ?? null],
  };
  const [missing] = await db.readWith<{ programs: number; partner: boolean }>(actor, statement);
  if (missing?.programs !== 0) throw notFound("program", ["filter", "programIds"]);
  if (missing.partner) throw notFound("organisation", ["partnerOrganisationId"]);
}

const NOTHING_HIDDEN: Hidden = { whole: false, parts: [false, false], aside: false };

/** The counts of people and records that a figure gives away. */
function countsOf(metric: Metric, row: SummedRow): Counts {
  const { numerator, denominator, baseline, apart: aside, people, records } = row;
  const counted = metric.shape === "SHARE" || metric.shape === "CHANGE" || metric.shape === "AVERAGE";
  return {
    whole: counted ? denominator : metric.shape === "COUNT" ? numerator : records,
    people,
    parts: metric.shape === "SHARE" ? [numerator] : metric.shape === "CHANGE" ? [numerator, baseline] : [],
    aside: metric.apart === undefined ? null : aside,
  };
}

function figureOf(metric: Metric, row: SummedRow, hidden: Hidden): Figure {
  const parts = PARTS_OF[metric.shape];
  const [numeratorHidden = hidden.whole, baselineHidden = hidden.whole] = hidden.parts;
  const shown = (part: ReportPart, amount: number, isHidden: boolean): number | null =>
    isHidden || !parts.includes(part) ? null : amount;
  const partsHidden = hidden.whole || numeratorHidden || (parts.includes("BASELINE") && baselineHidden);
  const value = partsHidden ? null : valueOf(metric.shape, row);
  return {
    programId: row.program_id === null ? null : encodeId("program", row.program_id),
    programName: row.program_name,
    edition: row.edition,
    levelCode: row.level_code,
    payer: row.payer,
    substance: row.substance,
    band: row.band,
    numerator: shown("NUMERATOR", row.numerator, numeratorHidden),
    denominator: shown("DENOMINATOR", row.denominator, hidden.whole),
    baseline: shown("BASELINE", row.baseline, baselineHidden),
    apart: metric.apart === undefined || hidden.aside ? null : row.apart,
    value,
    median: hidden.whole ? null : row.median,
    p90: hidden.whole ? null : row.p90,
    suppressed: partsHidden || hidden.aside,
    alert: value !== null && metric.alertAt !== undefined && value >= metric.alertAt,
  };
}
