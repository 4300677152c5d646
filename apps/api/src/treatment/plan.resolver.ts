import {
  PlanReview,
  TreatmentGoal,
  TreatmentPlan,
  activateTreatmentPlan,
  agreeToTreatmentPlan,
  closeTreatmentPlan,
  draftTreatmentPlan,
  planActions,
  reviewTreatmentPlan,
  updateTreatmentPlan,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { selectionOf } from "@causeway/database";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  ActivateTreatmentPlanInput,
  AgreeToTreatmentPlanInput,
  DraftTreatmentPlanInput,
  ReviewTreatmentPlanInput,
  TreatmentPlanCommandInput,
  UpdateTreatmentPlanInput,
} from "./treatment.inputs.ts";

const payload = (mutation: string) => payloadType(mutation, "treatmentPlan", () => TreatmentPlan);
const DraftTreatmentPlanPayload = payload("DraftTreatmentPlan");
const UpdateTreatmentPlanPayload = payload("UpdateTreatmentPlan");
const ActivateTreatmentPlanPayload = payload("ActivateTreatmentPlan");
const AgreeToTreatmentPlanPayload = payload("AgreeToTreatmentPlan");
const ReviewTreatmentPlanPayload = payload("ReviewTreatmentPlan");
const CloseTreatmentPlanPayload = payload("CloseTreatmentPlan");
const answer = { field: "treatmentPlan", entity: TreatmentPlan, id: "treatmentPlanId" };

const TreatmentPlanAccess = accessType(TreatmentPlan, {
  canUpdate: action("updateTreatmentPlan"),
  canAddGoal: action("addTreatmentGoal"),
  canActivate: action("activateTreatmentPlan"),
  canAgree: action("agreeToTreatmentPlan"),
  canReview: action("reviewTreatmentPlan"),
  canClose: action("closeTreatmentPlan"),
});

@Resolver(() => TreatmentPlan)
export class TreatmentPlanResolver {
  @Query(() => TreatmentPlan, { nullable: true })
  treatmentPlan(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), TreatmentPlan, selectionOf(info), { id: idOf("treatment_plan", id) });
  }

  @FieldResolver(() => [TreatmentGoal])
  goals(@Root() root: TreatmentPlan & { goals: TreatmentGoal[] }): TreatmentGoal[] {
    return root.goals;
  }

  @FieldResolver(() => [PlanReview])
  reviews(@Root() root: TreatmentPlan & { reviews: PlanReview[] }): PlanReview[] {
    return root.reviews;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: TreatmentPlan, @Ctx() context: RequestContext): string[] {
    return planActions(actorOf(context), root);
  }

  @FieldResolver(() => TreatmentPlanAccess.type)
  access(@Root() root: TreatmentPlan, @Ctx() context: RequestContext): object {
    return TreatmentPlanAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => DraftTreatmentPlanPayload, {
    description: "A plan to be agreed on; the open goals of the plan in force come along.",
  })
  draftTreatmentPlan(
    @Arg("input", () => DraftTreatmentPlanInput) input: DraftTreatmentPlanInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { idempotencyKey, enrollmentId, ...rest } = input;
    return mutate(context, info, {
      operation: "draftTreatmentPlan",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        draftTreatmentPlan(tx, { ...rest, enrollmentId: idOf("enrollment", enrollmentId, ["enrollmentId"]) }),
      answer,
    });
  }

  @Mutation(() => UpdateTreatmentPlanPayload, { description: "Changes a draft." })
  updateTreatmentPlan(
    @Arg("input", () => UpdateTreatmentPlanInput) input: UpdateTreatmentPlanInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { startsOn, reviewDueOn, summary } = input;
    return command(context, info, "updateTreatmentPlan", input, (tx, given) =>
      updateTreatmentPlan(tx, { ...given, startsOn, reviewDueOn, summary }),
    );
  }

  @Mutation(() => ActivateTreatmentPlanPayload, {
    description: "Puts a plan in force; the one before is revised by it.",
  })
  activateTreatmentPlan(
    @Arg("input", () => ActivateTreatmentPlanInput) input: ActivateTreatmentPlanInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { agreement, agreedOn } = input;
    return command(context, info, "activateTreatmentPlan", input, (tx, given) =>
      activateTreatmentPlan(tx, { ...given, agreement, agreedOn }),
    );
  }

  @Mutation(() => AgreeToTreatmentPlanPayload)
  agreeToTreatmentPlan(
    @Arg("input", () => AgreeToTreatmentPlanInput) input: AgreeToTreatmentPlanInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { agreement, agreedOn } = input;
    return command(context, info, "agreeToTreatmentPlan", input, (tx, given) =>
      agreeToTreatmentPlan(tx, { ...given, agreement, agreedOn }),
    );
  }

  @Mutation(() => ReviewTreatmentPlanPayload, { description: "The plan was looked at and stays as it is." })
  reviewTreatmentPlan(
    @Arg("input", () => ReviewTreatmentPlanInput) input: ReviewTreatmentPlanInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { note, nextReviewOn } = input;
    return command(context, info, "reviewTreatmentPlan", input, (tx, given) =>
      reviewTreatmentPlan(tx, { ...given, note, nextReviewOn }),
    );
  }

  @Mutation(() => CloseTreatmentPlanPayload)
  closeTreatmentPlan(
    @Arg("input", () => TreatmentPlanCommandInput) input: TreatmentPlanCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "closeTreatmentPlan", input, closeTreatmentPlan);
  }
}

type Given = { treatmentPlanId: string; expectedVersion: number | null | undefined };

function command(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: TreatmentPlanCommandInput,
  service: (tx: Transaction, given: Given) => Promise<{ treatmentPlanId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) =>
      service(tx, { treatmentPlanId: idOf("treatment_plan", input.id), expectedVersion: input.expectedVersion }),
    answer,
  });
}
