import { DirectoryEntry, findInDirectory } from "@causeway/care";
import { invalid } from "@causeway/kernel";
import { Args, Ctx, Field, Float, ObjectType, Query, Resolver } from "type-graphql";
import { DEFAULT_PAGE, LARGEST_PAGE, PageInfo } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { DirectoryArgs } from "./directory.inputs.ts";

@ObjectType()
export class DirectoryProgramEdge {
  @Field(() => String)
  cursor: string;

  @Field(() => DirectoryEntry)
  node: DirectoryEntry;

  @Field(() => Float, { nullable: true, description: "Kilometres from the place asked for." })
  distanceKm: number | null;
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

@Resolver()
export class DirectoryResolver {
  @Query(() => DirectoryProgramConnection, {
    description: "Published programs of all organisations: nearest first, else best match of the words, else by name.",
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
    const edges = findings.map(({ program, distanceKm, key }) => ({
      node: program,
      distanceKm,
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

const KEY = 3;

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
