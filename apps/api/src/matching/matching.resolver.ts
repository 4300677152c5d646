import type { FitAnswer, FitItem, Verdict } from "@causeway/care";
import {
  DirectoryEntry,
  Enrollment,
  FitAnswerEnum,
  FitItemEnum,
  Screening,
  VERDICTS,
  enumType,
  matchPrograms,
  recordScreening,
} from "@causeway/care";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Float,
  Info,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { DirectoryReason } from "../directory/directory.resolver.ts";
import { rankedFrame, rankedPageInfo, writeCursor } from "../directory/ranked-page.ts";
import { PageInfo } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { MatchProgramsArgs, RecordScreeningInput } from "./matching.inputs.ts";

const VerdictEnum = enumType("MatchVerdict", VERDICTS, "Hard facts alone refuse; a clinician decides on flags.");
const RecordScreeningPayload = payloadType("RecordScreening", "enrollment", () => Enrollment);

@ObjectType({ description: "How a published program stands to a need." })
class ProgramMatch {
  @Field(() => DirectoryEntry)
  program: DirectoryEntry;

  @Field(() => VerdictEnum)
  verdict: Verdict;

  @Field(() => [DirectoryReason], {
    description: "Hard facts that refuse: the level is not offered, the age not taken.",
  })
  refusals: readonly DirectoryReason[];

  @Field(() => [DirectoryReason], { description: "What somebody should look at." })
  flags: readonly DirectoryReason[];

  @Field(() => [DirectoryReason])
  matches: readonly DirectoryReason[];

  @Field(() => Float, { nullable: true })
  distanceKm: number | null;
}

@ObjectType()
class ProgramMatchEdge {
  @Field(() => String)
  cursor: string;

  @Field(() => ProgramMatch)
  node: ProgramMatch;
}

@ObjectType()
class ProgramMatchConnection {
  @Field(() => [ProgramMatchEdge])
  edges: ProgramMatchEdge[];

  @Field(() => [ProgramMatch])
  nodes: ProgramMatch[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
class FitLineAnswer {
  @Field(() => FitItemEnum)
  item: FitItem;

  @Field(() => FitAnswerEnum)
  answer: FitAnswer;
}

@Resolver(() => Screening)
export class ScreeningResolver {
  @FieldResolver(() => [FitLineAnswer])
  answers(@Root() root: Screening): readonly FitLineAnswer[] {
    return root.answers;
  }
}

@Resolver(() => Enrollment)
export class MatchingResolver {
  @Query(() => ProgramMatchConnection, {
    description:
      "Every published program against a need: those that fit first, those that hard facts refuse last. Screening flags never refuse.",
  })
  async matchPrograms(
    @Args(() => MatchProgramsArgs) args: MatchProgramsArgs,
    @Ctx() context: RequestContext,
  ): Promise<ProgramMatchConnection> {
    const frame = rankedFrame(args);
    const { matches, hasMore } = await matchPrograms(context.db, actorOf(context), {
      need: args.need,
      clientId: optionalIdOf("client", args.clientId, ["clientId"]),
      othersOnly: args.othersOnly,
      ...frame,
    });
    const edges = matches.map((node) => ({ node, cursor: writeCursor(node.key) }));
    const cursors = edges.map((edge) => edge.cursor);
    return { edges, nodes: matches, pageInfo: rankedPageInfo(cursors, hasMore, frame.after) };
  }

  @FieldResolver(() => [Screening], { description: "What clinicians decided, the latest first." })
  screenings(@Root() root: Enrollment & { screenings: Screening[] }): Screening[] {
    return root.screenings;
  }

  @Mutation(() => RecordScreeningPayload, {
    description: "What a clinician decides of a request, on which answers. It moves nothing by itself.",
  })
  recordScreening(
    @Arg("input", () => RecordScreeningInput) input: RecordScreeningInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordScreening",
      key: input.idempotencyKey,
      input,
      work: async (tx) => {
        const { id, idempotencyKey: _, ...rest } = input;
        return recordScreening(tx, { ...rest, enrollmentId: idOf("enrollment", id) });
      },
      answer: { field: "enrollment", entity: Enrollment, id: "enrollmentId" },
    });
  }
}
