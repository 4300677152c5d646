import {
  DrugTest,
  DrugTestResult,
  DrugTestStep,
  cancelDrugTest,
  collectDrugTest,
  confirmDrugTest,
  drugTestActions,
  orderDrugTest,
  recordDrugTestResults,
  refuseDrugTest,
} from "@causeway/care";
import type { DrugTestStepInput as Step } from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { selectionOf } from "@causeway/database";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import type { DrugTestStepInput } from "./drug-test.inputs.ts";
import {
  CancelDrugTestInput,
  CollectDrugTestInput,
  ConfirmDrugTestInput,
  DrugTestsArgs,
  OrderDrugTestInput,
  RecordDrugTestResultsInput,
  RefuseDrugTestInput,
} from "./drug-test.inputs.ts";

const DrugTests = connectionType(DrugTest);
const payload = (mutation: string) => payloadType(mutation, "drugTest", () => DrugTest);
const OrderDrugTestPayload = payload("OrderDrugTest");
const CollectDrugTestPayload = payload("CollectDrugTest");
const RecordDrugTestResultsPayload = payload("RecordDrugTestResults");
const ConfirmDrugTestPayload = payload("ConfirmDrugTest");
const CancelDrugTestPayload = payload("CancelDrugTest");
const RefuseDrugTestPayload = payload("RefuseDrugTest");
const answer = { field: "drugTest", entity: DrugTest, id: "drugTestId" };

const DrugTestAccess = accessType(DrugTest, {
  canCollect: action("collectDrugTest"),
  canRecordResults: action("recordDrugTestResults"),
  canConfirm: action("confirmDrugTest"),
  canCancel: action("cancelDrugTest"),
  canRefuse: action("refuseDrugTest"),
});

@Resolver(() => DrugTest)
export class DrugTestResolver {
  @Query(() => DrugTests, { description: "Drug tests, newest first. Every read is audited, by client." })
  drugTests(
    @Args(() => DrugTestsArgs) args: DrugTestsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, DrugTest, args, {
      where: {
        enrollmentId: optionalIdOf("enrollment", args.enrollmentId, ["enrollmentId"]),
        state: args.states ?? undefined,
      },
      orders: { NEWEST: [["createdAt", "DESC"]] },
    });
  }

  @Query(() => DrugTest, { nullable: true })
  drugTest(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), DrugTest, selectionOf(info), { id: idOf("drug_test", id) });
  }

  @FieldResolver(() => [DrugTestStep], { description: "The chain of custody, oldest first." })
  steps(@Root() root: DrugTest & { steps: DrugTestStep[] }): DrugTestStep[] {
    return root.steps;
  }

  @FieldResolver(() => [DrugTestResult], {
    description: "Oldest first; of several for one substance the latest holds.",
  })
  results(@Root() root: DrugTest & { results: DrugTestResult[] }): DrugTestResult[] {
    return root.results;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: DrugTest, @Ctx() context: RequestContext): string[] {
    return drugTestActions(actorOf(context), root);
  }

  @FieldResolver(() => DrugTestAccess.type)
  access(@Root() root: DrugTest, @Ctx() context: RequestContext): object {
    return DrugTestAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => OrderDrugTestPayload)
  orderDrugTest(
    @Arg("input", () => OrderDrugTestInput) input: OrderDrugTestInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { idempotencyKey, enrollmentId, ...rest } = input;
    return mutate(context, info, {
      operation: "orderDrugTest",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        orderDrugTest(tx, { ...rest, enrollmentId: idOf("enrollment", enrollmentId, ["enrollmentId"]) }),
      answer,
    });
  }

  @Mutation(() => CollectDrugTestPayload, { description: "The specimen was taken." })
  collectDrugTest(
    @Arg("input", () => CollectDrugTestInput) input: CollectDrugTestInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return step(context, info, "collectDrugTest", input, collectDrugTest);
  }

  @Mutation(() => RecordDrugTestResultsPayload, { description: "What the screen showed; entered again, a correction." })
  recordDrugTestResults(
    @Arg("input", () => RecordDrugTestResultsInput) input: RecordDrugTestResultsInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return step(context, info, "recordDrugTestResults", input, recordDrugTestResults);
  }

  @Mutation(() => ConfirmDrugTestPayload, { description: "What a laboratory found." })
  confirmDrugTest(
    @Arg("input", () => ConfirmDrugTestInput) input: ConfirmDrugTestInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return step(context, info, "confirmDrugTest", input, confirmDrugTest);
  }

  @Mutation(() => CancelDrugTestPayload)
  cancelDrugTest(
    @Arg("input", () => CancelDrugTestInput) input: CancelDrugTestInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return step(context, info, "cancelDrugTest", input, cancelDrugTest);
  }

  @Mutation(() => RefuseDrugTestPayload, { description: "The client did not want it." })
  refuseDrugTest(
    @Arg("input", () => RefuseDrugTestInput) input: RefuseDrugTestInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return step(context, info, "refuseDrugTest", input, refuseDrugTest);
  }
}

function step<I extends DrugTestStepInput>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: I,
  service: (tx: Transaction, given: Omit<I, "id" | "idempotencyKey"> & Step) => Promise<{ drugTestId: string }>,
): Promise<Payload> {
  const { id, idempotencyKey, ...rest } = input;
  return mutate(context, info, {
    operation,
    key: idempotencyKey,
    input,
    work: async (tx) => service(tx, { ...rest, drugTestId: idOf("drug_test", id) }),
    answer,
  });
}
