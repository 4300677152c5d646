import type { RadarKey } from "@causeway/care";
import { Enrollment, EnrollmentWeek, doseRadar, doseSummary } from "@causeway/care";
import { selectionOf } from "@causeway/database";
import { encodeId, invalid } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import type { Connection } from "../graphql/connection.ts";
import { DEFAULT_PAGE, LARGEST_PAGE, connectionType, mergeSelections, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import { DoseHistoryArgs, DoseRadarArgs, DoseSummaryArgs } from "./dose.inputs.ts";
import type { DoseRadarRow } from "./dose.types.ts";
import { DoseRadarConnection, ProgramDoseWeek } from "./dose.types.ts";

const Weeks = connectionType(EnrollmentWeek);

@Resolver()
export class DoseResolver {
  @Query(() => DoseRadarConnection, {
    description: "How this week stands for each client, the most worrying first, with the sessions that could mend it.",
  })
  async doseRadar(
    @Args(() => DoseRadarArgs) args: DoseRadarArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DoseRadarConnection> {
    const actor = actorOf(context);
    const limit = args.first ?? DEFAULT_PAGE;
    if (limit < 1 || limit > LARGEST_PAGE) throw invalid("first", `A page has 1 to ${LARGEST_PAGE} rows.`);
    const { rows, hasMore } = await doseRadar(context.db, actor, {
      programId: optionalIdOf("program", args.programId, ["programId"]),
      limit,
      after: args.after ? readCursor(args.after) : null,
    });
    const asked = selectionOf(info);
    const selection = mergeSelections(
      asked["nodes"]?.["enrollment"] ?? {},
      asked["edges"]?.["node"]?.["enrollment"] ?? {},
    );
    const enrollments = new Map<unknown, unknown>();
    if (rows.length > 0 && Object.keys(selection).length > 0) {
      const where = { id: rows.map((row) => row.enrollmentId) };
      const page = await context.db.readPage(actor, Enrollment, { ...selection, id: {} }, { where, limit });
      for (const enrollment of page.rows) enrollments.set(enrollment["id"], enrollment);
    }
    const edges = rows.map(({ key, enrollmentId, makeUp, ...row }) => ({
      cursor: Buffer.from(JSON.stringify(key)).toString("base64url"),
      node: {
        ...row,
        enrollment: enrollments.get(encodeId("enrollment", enrollmentId)),
        makeUp: makeUp.map((session) => ({ ...session, sessionId: encodeId("session", session.sessionId) })),
      } satisfies DoseRadarRow,
    }));
    return {
      edges,
      nodes: edges.map((edge) => edge.node),
      pageInfo: {
        hasNextPage: hasMore,
        hasPreviousPage: Boolean(args.after),
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  }

  @Query(() => Weeks, { description: "The weeks of a stay, the latest first." })
  doseHistory(
    @Args(() => DoseHistoryArgs) args: DoseHistoryArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, EnrollmentWeek, args, {
      where: { enrollmentId: idOf("enrollment", args.enrollmentId, ["enrollmentId"]) },
      orders: { LATEST: [["weekStartsOn", "DESC"]] },
    });
  }

  @Query(() => [ProgramDoseWeek], {
    description: "Weeks of stays by program and week, counted by what they came to; the latest week first.",
  })
  async doseSummary(
    @Args(() => DoseSummaryArgs) args: DoseSummaryArgs,
    @Ctx() context: RequestContext,
  ): Promise<ProgramDoseWeek[]> {
    const weeks = await doseSummary(context.db, actorOf(context), {
      ...args,
      programId: optionalIdOf("program", args.programId, ["programId"]),
    });
    return weeks.map((week) => ({ ...week, programId: encodeId("program", week.programId) }));
  }
}

function readCursor(cursor: string): RadarKey {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    key = null;
  }
  const [risk, shortfall, enrollmentId] = Array.isArray(key) && key.length === 3 ? (key as unknown[]) : [];
  if (typeof risk !== "number" || typeof shortfall !== "number" || typeof enrollmentId !== "string")
    throw invalid("after", "This cursor does not belong to this list.");
  return [risk, shortfall, enrollmentId];
}
