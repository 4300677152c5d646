import { Enrollment, LevelTransition, Placement, changeLevelOfCare, placementAsOf } from "@causeway/care";
import { DateTime, LocalDate, selectionOf } from "@causeway/database";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { ChangeLevelOfCareInput } from "./ledger.inputs.ts";

const ChangeLevelOfCarePayload = payloadType("ChangeLevelOfCare", "enrollment", () => Enrollment, {
  transition: () => LevelTransition,
});

@Resolver()
export class LedgerResolver {
  @Query(() => Placement, {
    nullable: true,
    description: "The placement that held on a day, as it was believed at a moment.",
  })
  async placementAsOf(
    @Arg("enrollmentId", () => ID) enrollmentId: string,
    @Arg("on", () => LocalDate) on: string,
    @Arg("asBelievedAt", () => DateTime, { nullable: true }) asBelievedAt: Date | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    const actor = actorOf(context);
    const enrollment = idOf("enrollment", enrollmentId, ["enrollmentId"]);
    const id = await placementAsOf(context.db, actor, enrollment, on, asBelievedAt ?? context.clock.now());
    return id === null ? null : context.db.readOne(actor, Placement, selectionOf(info), { id });
  }

  @Mutation(() => ChangeLevelOfCarePayload, { description: "Moves a client to another level of care." })
  changeLevelOfCare(
    @Arg("input", () => ChangeLevelOfCareInput) input: ChangeLevelOfCareInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, idempotencyKey, toProgramId, supersedesId, ...rest } = input;
    return mutate(context, info, {
      operation: "changeLevelOfCare",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        changeLevelOfCare(tx, {
          ...rest,
          enrollmentId: idOf("enrollment", id),
          toProgramId: idOf("program", toProgramId, ["toProgramId"]),
          supersedesId: optionalIdOf("transition", supersedesId, ["supersedesId"]),
        }),
      answer: [
        { field: "enrollment", entity: Enrollment, id: "enrollmentId" },
        { field: "transition", entity: LevelTransition, id: "transitionId" },
      ],
    });
  }
}
