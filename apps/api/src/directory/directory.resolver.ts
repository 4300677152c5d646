import type { CriterionName } from "@causeway/care";
import { CRITERIA, DirectoryEntry, enumType, findInDirectory, openingsStale } from "@causeway/care";
import { invalid } from "@causeway/kernel";
import { Args, Ctx, Field, FieldResolver, Float, ObjectType, Query, Resolver, Root } from "type-graphql";
import { DEFAULT_PAGE, LARGEST_PAGE, PageInfo } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { DirectoryArgs } from "./directory.inputs.ts";

const CriterionEnum = enumType("DirectoryCriterion", CRITERIA);

@ObjectType({ description: "One thing that was asked of a program." })
export class DirectoryReason {
  @Field(() => CriterionEnum)
  criterion: CriterionName;

  @Field(() => String, { nullable: true, description: "The code it is about, where the criterion has several." })
  code: string | null;

  @Field(() => Boolean, { description: "False where the program has not said." })
  known: boolean;
}

@ObjectType()
export class DirectoryProgramEdge {
  @Field(() => String)
  cursor: string;

  @Field(() => DirectoryEntry)
  node: DirectoryEntry;

  @Field(() => Float, { nullable: true, description: "Kilometres from the place asked for." })
  distanceKm: number | null;

  @Field(() => [DirectoryReason], { description: "What was asked for and is so." })
  matches: readonly DirectoryReason[];

  @Field(() => [DirectoryReason], { description: "What was preferred and is not so, or is not said." })
  misses: readonly DirectoryReason[];
}

@ObjectType()
export class DirectoryProgramConnection {
  @Field(() => [DirectoryProgramEdge])
  edges: DirectoryProgramEdge[];

  @Field(() => [DirectoryEntry])
  nodes: DirectoryEntry[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@Resolver(() => DirectoryEntry)
export class DirectoryEntryResolver {
  @FieldResolver(() => Boolean, { description: "Nobody confirmed the openings for a week." })
  openingsStale(@Root() root: DirectoryEntry, @Ctx() context: RequestContext): boolean {
    return openingsStale(root.openingsConfirmedAt, context.db.clock.now());
  }
}

@Resolver()
export class DirectoryResolver {
  @Query(() => DirectoryProgramConnection, {
    description:
      "Published programs of all organisations that meet what is required; fewest preferences missed first, then nearest or likest, openings confirmed of late before old ones.",
  })
  async directoryPrograms(
    @Args(() => DirectoryArgs) args: DirectoryArgs,
    @Ctx() context: RequestContext,
  ): Promise<DirectoryProgramConnection> {
    const { first, after, ...search } = args;
    const limit = first ?? DEFAULT_PAGE;
    if (limit < 1 || limit > LARGEST_PAGE) throw invalid("first", `A page has 1 to ${LARGEST_PAGE} rows.`);
    const { findings, hasMore } = await findInDirectory(context.db, actorOf(context), {
      ...search,
      limit,
      after: after ? readCursor(after) : null,
    });
    const edges = findings.map(({ program, key, ...reasons }) => ({
      node: program,
      ...reasons,
      cursor: Buffer.from(JSON.stringify(key)).toString("base64url"),
    }));
    return {
      edges,
      nodes: findings.map(({ program }) => program),
      pageInfo: {
        hasNextPage: hasMore,
        hasPreviousPage: Boolean(after),
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  }
}

const KEY = 7;

function readCursor(cursor: string): string[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    key = null;
  }
  if (!Array.isArray(key) || key.length !== KEY || !key.every((part) => typeof part === "string")) {
    throw invalid("after", "This cursor does not belong to this list.");
  }
  return key as string[];
}
