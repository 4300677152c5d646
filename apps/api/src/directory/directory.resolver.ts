import type { CriterionName } from "@causeway/care";
import { CRITERIA, DirectoryEntry, enumType, findInDirectory, openingsStale } from "@causeway/care";
import { Args, Ctx, Field, FieldResolver, Float, ObjectType, Query, Resolver, Root } from "type-graphql";
import { PageInfo } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { DirectoryArgs } from "./directory.inputs.ts";
import { rankedFrame, rankedPageInfo, writeCursor } from "./ranked-page.ts";

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
    const { first: _, after: __, ...search } = args;
    const frame = rankedFrame(args);
    const { findings, hasMore } = await findInDirectory(context.db, actorOf(context), { ...search, ...frame });
    const edges = findings.map(({ program, key, ...reasons }) => ({
      node: program,
      ...reasons,
      cursor: writeCursor(key),
    }));
    const cursors = edges.map((edge) => edge.cursor);
    return {
      edges,
      nodes: findings.map(({ program }) => program),
      pageInfo: rankedPageInfo(cursors, hasMore, frame.after),
    };
  }
}
