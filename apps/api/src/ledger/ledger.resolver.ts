import type { Rating } from "@causeway/care";
import {
  Enrollment,
  LaneAlert,
  LevelTransition,
  addDays,
  changeLevelOfCare,
  laneFactsFor,
  ledgerOf,
  ratingsOf,
} from "@causeway/care";
import { can } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { ChangeLevelOfCareInput, LaneAlertsArgs, LedgerArgs } from "./ledger.inputs.ts";
import { DimensionRating } from "../treatment/assessment.resolver.ts";
import { Ledger, shownLedger } from "./ledger.types.ts";

const ChangeLevelOfCarePayload = payloadType("ChangeLevelOfCare", "enrollment", () => Enrollment, {
  transition: () => LevelTransition,
});

const LaneAlerts = connectionType(LaneAlert);

@Resolver(() => LevelTransition)
export class LevelTransitionResolver {
  @FieldResolver(() => [DimensionRating], {
    nullable: true,
    description: "As the clinician had entered them when it was decided; nothing is computed from them.",
  })
  ratings(@Root() root: LevelTransition): Rating[] | null {
    return root.ratings && ratingsOf(root.ratings);
  }
}

@Resolver()
export class LedgerResolver {
  @Query(() => Ledger, {
    nullable: true,
    description:
      "The level of care of a stay in three lanes: clinical, authorised, attended. Over days, or as of one day; as it was believed at a moment, now unless given.",
  })
  async ledger(@Args(() => LedgerArgs) args: LedgerArgs, @Ctx() context: RequestContext): Promise<Ledger | null> {
    const actor = actorOf(context);
    const enrollmentId = idOf("enrollment", args.enrollmentId, ["enrollmentId"]);
    const { asOf } = args;
    if (asOf && (args.from || args.to)) throw invalid("asOf", "Give either a day or a span of days.");
    if (args.from && args.to && args.to <= args.from) throw invalid("to", "A span ends after it begins.");
    const asBelievedAt = args.asBelievedAt ?? context.clock.now();
    const facts = await laneFactsFor(context.db, actor, enrollmentId, asBelievedAt);
    if (!facts) return null;
    const range = asOf ? { from: asOf, to: addDays(asOf, 1) } : args;
    return shownLedger(ledgerOf(facts, range), asBelievedAt, can(actor, "authorisation.read"));
  }

  @Query(() => LaneAlerts, { description: "Where the lanes of stays are apart, over the viewer's organisation." })
  laneAlerts(
    @Args(() => LaneAlertsArgs) args: LaneAlertsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, LaneAlert, args, {
      where: {
        kind: args.kinds ?? undefined,
        enrollmentId: optionalIdOf("enrollment", args.enrollmentId, ["enrollmentId"]),
        ...(args.closed ? {} : { closedAt: null }),
      },
      orders: { OLDEST: [["startsOn", "ASC"]], NEWEST: [["openedAt", "DESC"]] },
      order: args.orderBy,
    });
  }

  @Mutation(() => ChangeLevelOfCarePayload, { description: "Moves a client to another level of care." })
  changeLevelOfCare(
    @Arg("input", () => ChangeLevelOfCareInput) input: ChangeLevelOfCareInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, idempotencyKey, toProgramId, supersedesId, assessmentId, authorisationId, ...rest } = input;
    return mutate(context, info, {
      operation: "changeLevelOfCare",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        changeLevelOfCare(tx, {
          ...rest,
          enrollmentId: idOf("enrollment", id),
          toProgramId: idOf("program", toProgramId, ["toProgramId"]),
          assessmentId: optionalIdOf("assessment", assessmentId, ["assessmentId"]),
          authorisationId: optionalIdOf("authorisation", authorisationId, ["authorisationId"]),
          supersedesId: optionalIdOf("transition", supersedesId, ["supersedesId"]),
        }),
      answer: [
        { field: "enrollment", entity: Enrollment, id: "enrollmentId" },
        { field: "transition", entity: LevelTransition, id: "transitionId" },
      ],
    });
  }
}
