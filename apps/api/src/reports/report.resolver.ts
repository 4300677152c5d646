import type { Metric, ReportPart, ReportRow } from "@causeway/care";
import { Enrollment, METRICS, exportReport, readReport, readReportRows } from "@causeway/care";
import type { Selection } from "@causeway/database";
import { selectionOf } from "@causeway/database";
import { decodeId, invalid } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from "type-graphql";
import { DEFAULT_PAGE, LARGEST_PAGE } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { ARGS_OF, ReportPartEnum, requestOf } from "./report.inputs.ts";
import { ReportRowConnection, ReportType } from "./report.types.ts";

/** One query for each metric, made below; here what all of their answers have. */
@Resolver(() => ReportType)
export class ReportResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Total and groups as CSV, safe from formulas. Takes the permission report.export, and is kept in the audit.",
  })
  csv(@Root() { asked: { metric, request }, ...report }: ReportType, @Ctx() context: RequestContext): Promise<string> {
    return exportReport(context.db, actorOf(context), metric, request, report);
  }

  @FieldResolver(() => ReportRowConnection, {
    description: "The records behind a number, inside the organisation alone. Those of a group: ask with its filters.",
  })
  async rows(
    @Root() { asked: { metric, request } }: ReportType,
    @Arg("part", () => ReportPartEnum, { defaultValue: "NUMERATOR" }) part: ReportPart,
    @Arg("first", () => Int, { nullable: true, description: `1 to ${LARGEST_PAGE}; ${DEFAULT_PAGE} unless given.` })
    first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportRowConnection> {
    const limit = first ?? DEFAULT_PAGE;
    if (limit < 1 || limit > LARGEST_PAGE) throw invalid("first", `A page has 1 to ${LARGEST_PAGE} rows.`);
    const page = { part, first: limit, after: after ? readCursor(after) : null };
    const { rows, hasMore } = await readReportRows(context.db, actorOf(context), metric, request, page);
    const enrollments = await enrollmentsOf(context, rows, selectionOf(info));
    const edges = rows.map(({ key, ...row }) => ({
      cursor: Buffer.from(JSON.stringify(key)).toString("base64url"),
      node: { ...row, enrollment: enrollments.get(row.enrollmentId) ?? null },
    }));
    return {
      edges,
      nodes: edges.map((edge) => edge.node),
      pageInfo: {
        hasNextPage: hasMore,
        hasPreviousPage: after !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  }
}

for (const metric of METRICS) {
  const name = `${metric.name}Report`;
  const extras = [
    metric.apart === undefined ? [] : [`Apart: ${metric.apart}.`],
    metric.bands === undefined ? [] : [`Bands: ${metric.bands}.`],
  ].flat();
  const prototype = ReportResolver.prototype as object;
  Object.defineProperty(prototype, name, {
    configurable: true,
    value: (args: Parameters<typeof requestOf>[0], context: RequestContext) => answer(metric, args, context),
  });
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
  Args(() => ARGS_OF[metric.asked])(prototype, name, 0);
  Ctx()(prototype, name, 1);
  Query(() => ReportType, { description: [metric.formula, ...extras].join(" ") })(prototype, name, descriptor);
}

async function answer(
  metric: Metric,
  args: Parameters<typeof requestOf>[0],
  context: RequestContext,
): Promise<ReportType> {
  const request = requestOf(args);
  const report = await readReport(context.db, actorOf(context), metric, request);
  const { name, formula, unit, apart = null, bands = null } = metric;
  return { metric: name, formula, unit, apartOf: apart, bands, ...report, asked: { metric, request } };
}

/** The stays of a page of rows by id, in one statement, where they are asked for. */
async function enrollmentsOf(
  context: RequestContext,
  rows: readonly ReportRow[],
  asked: Selection,
): Promise<ReadonlyMap<unknown, Record<string, unknown>>> {
  const selections = [asked["nodes"]?.["enrollment"], asked["edges"]?.["node"]?.["enrollment"]];
  const selection: Selection = Object.assign({}, ...selections);
  const ids = [...new Set(rows.flatMap(({ enrollmentId }) => (enrollmentId === null ? [] : [enrollmentId])))];
  if (selections.every((each) => each === undefined) || ids.length === 0) return new Map();
  const page = await context.db.readPage(
    actorOf(context),
    Enrollment,
    { ...selection, id: {} },
    { where: { id: ids.map((id) => decodeId("enrollment", id)) }, limit: ids.length },
  );
  return new Map(page.rows.map((row) => [row["id"], row]));
}

function readCursor(cursor: string): string[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    key = null;
  }
  if (!Array.isArray(key) || key.length !== 2 || !isDay(key[0]) || !isUuid(key[1]))
    throw invalid("after", "This cursor does not belong to this list.");
  return key as string[];
}

const isDay = (value: unknown): boolean =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
const isUuid = (value: unknown): boolean =>
  typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
