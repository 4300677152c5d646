import {
  GoalNote,
  TreatmentGoal,
  addTreatmentGoal,
  goalActions,
  noteGoalProgress,
  reopenTreatmentGoal,
  settleTreatmentGoal,
  updateTreatmentGoal,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  AddTreatmentGoalInput,
  NoteGoalProgressInput,
  SettleTreatmentGoalInput,
  TreatmentGoalCommandInput,
  UpdateTreatmentGoalInput,
} from "./treatment.inputs.ts";

const payload = (mutation: string) => payloadType(mutation, "treatmentGoal", () => TreatmentGoal);
const AddTreatmentGoalPayload = payload("AddTreatmentGoal");
const UpdateTreatmentGoalPayload = payload("UpdateTreatmentGoal");
const SettleTreatmentGoalPayload = payload("SettleTreatmentGoal");
const ReopenTreatmentGoalPayload = payload("ReopenTreatmentGoal");
const NoteGoalProgressPayload = payload("NoteGoalProgress");
const answer = { field: "treatmentGoal", entity: TreatmentGoal, id: "treatmentGoalId" };

const TreatmentGoalAccess = accessType(TreatmentGoal, {
  canUpdate: action("updateTreatmentGoal"),
  canSettle: action("settleTreatmentGoal"),
  canReopen: action("reopenTreatmentGoal"),
  canNoteProgress: action("noteGoalProgress"),
});

@Resolver(() => TreatmentGoal)
export class TreatmentGoalResolver {
  @FieldResolver(() => [GoalNote])
  notes(@Root() root: TreatmentGoal & { notes: GoalNote[] }): GoalNote[] {
    return root.notes;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: TreatmentGoal, @Ctx() context: RequestContext): string[] {
    return goalActions(actorOf(context), root);
  }

  @FieldResolver(() => TreatmentGoalAccess.type)
  access(@Root() root: TreatmentGoal, @Ctx() context: RequestContext): object {
    return TreatmentGoalAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => AddTreatmentGoalPayload, { description: "Adds a goal to a draft." })
  addTreatmentGoal(
    @Arg("input", () => AddTreatmentGoalInput) input: AddTreatmentGoalInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { idempotencyKey, treatmentPlanId, ...goal } = input;
    return mutate(context, info, {
      operation: "addTreatmentGoal",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        addTreatmentGoal(tx, {
          ...goal,
          treatmentPlanId: idOf("treatment_plan", treatmentPlanId, ["treatmentPlanId"]),
        }),
      answer,
    });
  }

  @Mutation(() => UpdateTreatmentGoalPayload, { description: "Words a goal of a draft anew." })
  updateTreatmentGoal(
    @Arg("input", () => UpdateTreatmentGoalInput) input: UpdateTreatmentGoalInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { category, objective, targetOn } = input;
    return command(context, info, "updateTreatmentGoal", input, (tx, given) =>
      updateTreatmentGoal(tx, { ...given, category, objective, targetOn }),
    );
  }

  @Mutation(() => SettleTreatmentGoalPayload, { description: "A goal is met, not met, or dropped." })
  settleTreatmentGoal(
    @Arg("input", () => SettleTreatmentGoalInput) input: SettleTreatmentGoalInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { outcome } = input;
    return command(context, info, "settleTreatmentGoal", input, (tx, given) =>
      settleTreatmentGoal(tx, { ...given, outcome }),
    );
  }

  @Mutation(() => ReopenTreatmentGoalPayload)
  reopenTreatmentGoal(
    @Arg("input", () => TreatmentGoalCommandInput) input: TreatmentGoalCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "reopenTreatmentGoal", input, reopenTreatmentGoal);
  }

  @Mutation(() => NoteGoalProgressPayload)
  noteGoalProgress(
    @Arg("input", () => NoteGoalProgressInput) input: NoteGoalProgressInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { notedOn, note } = input;
    return command(context, info, "noteGoalProgress", input, (tx, given) =>
      noteGoalProgress(tx, { ...given, notedOn, note }),
    );
  }
}

type Given = { treatmentGoalId: string; expectedVersion: number | null | undefined };

function command(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: TreatmentGoalCommandInput,
  service: (tx: Transaction, given: Given) => Promise<{ treatmentGoalId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) =>
      service(tx, { treatmentGoalId: idOf("treatment_goal", input.id), expectedVersion: input.expectedVersion }),
    answer,
  });
}
