import type { TreatmentHeld } from "@causeway/care";
import {
  Assessment,
  PlanHours,
  PlannedStay,
  TreatmentPlan,
  TreatmentStage,
  planStay,
  setPlanHours,
  setTreatmentStage,
  treatmentAsOf,
} from "@causeway/care";
import type { EntityClass } from "@causeway/database";
import { DateTime, LocalDate, selectionOf } from "@causeway/database";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { PlanStayInput, SetPlanHoursInput, SetTreatmentStageInput } from "./course.inputs.ts";

const SetTreatmentStagePayload = payloadType("SetTreatmentStage", "treatmentStage", () => TreatmentStage);
const SetPlanHoursPayload = payloadType("SetPlanHours", "planHours", () => PlanHours);
const PlanStayPayload = payloadType("PlanStay", "plannedStay", () => PlannedStay);

@ObjectType({ description: "What held for a stay on a day; null where nothing did." })
export class TreatmentAsOf {
  @Field(() => Assessment, { nullable: true, description: "The latest one of that day or before." })
  assessment: Assessment | null;

  @Field(() => TreatmentPlan, { nullable: true, description: "The plan in force." })
  treatmentPlan: TreatmentPlan | null;

  @Field(() => TreatmentStage, { nullable: true })
  stage: TreatmentStage | null;

  @Field(() => PlanHours, { nullable: true })
  planHours: PlanHours | null;

  @Field(() => PlannedStay, { nullable: true, description: "It has no days of its own: as planned at that moment." })
  plannedStay: PlannedStay | null;
}

const HELD: Readonly<Record<keyof TreatmentHeld, EntityClass>> = {
  assessment: Assessment,
  treatmentPlan: TreatmentPlan,
  stage: TreatmentStage,
  planHours: PlanHours,
  plannedStay: PlannedStay,
};

@Resolver()
export class CourseResolver {
  @Query(() => TreatmentAsOf, {
    nullable: true,
    description: "What held for a stay on a day, as it was believed at a moment.",
  })
  async treatmentAsOf(
    @Arg("enrollmentId", () => ID) enrollmentId: string,
    @Arg("on", () => LocalDate) on: string,
    @Arg("asBelievedAt", () => DateTime, { nullable: true }) asBelievedAt: Date | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    const actor = actorOf(context);
    const enrollment = idOf("enrollment", enrollmentId, ["enrollmentId"]);
    const held = await treatmentAsOf(context.db, actor, enrollment, on, asBelievedAt ?? context.clock.now());
    if (!held) return null;
    const asked = Object.entries(selectionOf(info)).filter(([name]) => name in HELD);
    const read = asked.map(async ([name, selection]) => {
      const id = held[name as keyof TreatmentHeld];
      const row =
        id === null ? null : await context.db.readOne(actor, HELD[name as keyof TreatmentHeld], selection, { id });
      return [name, row] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  }

  @Mutation(() => SetTreatmentStagePayload, { description: "The stage from a day on; corrections supersede." })
  setTreatmentStage(
    @Arg("input", () => SetTreatmentStageInput) input: SetTreatmentStageInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { idempotencyKey, enrollmentId, ...rest } = input;
    return mutate(context, info, {
      operation: "setTreatmentStage",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        setTreatmentStage(tx, { ...rest, enrollmentId: idOf("enrollment", enrollmentId, ["enrollmentId"]) }),
      answer: { field: "treatmentStage", entity: TreatmentStage, id: "treatmentStageId" },
    });
  }

  @Mutation(() => SetPlanHoursPayload, { description: "What the plan asks for a week from a day on." })
  setPlanHours(
    @Arg("input", () => SetPlanHoursInput) input: SetPlanHoursInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { idempotencyKey, enrollmentId, ...rest } = input;
    return mutate(context, info, {
      operation: "setPlanHours",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        setPlanHours(tx, { ...rest, enrollmentId: idOf("enrollment", enrollmentId, ["enrollmentId"]) }),
      answer: { field: "planHours", entity: PlanHours, id: "planHoursId" },
    });
  }

  @Mutation(() => PlanStayPayload, { description: "How long a stay is planned to be, or by how much it is extended." })
  planStay(
    @Arg("input", () => PlanStayInput) input: PlanStayInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { idempotencyKey, enrollmentId, ...rest } = input;
    return mutate(context, info, {
      operation: "planStay",
      key: idempotencyKey,
      input,
      work: async (tx) => planStay(tx, { ...rest, enrollmentId: idOf("enrollment", enrollmentId, ["enrollmentId"]) }),
      answer: { field: "plannedStay", entity: PlannedStay, id: "plannedStayId" },
    });
  }
}
