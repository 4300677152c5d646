import { DrugTestOutcomeEnum, DrugTestStateEnum, PanelItemEnum, SpecimenEnum } from "@causeway/care";
import type { DrugTestOutcome, DrugTestState, PanelItem, Specimen } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class DrugTestsArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  enrollmentId?: string | null;

  @Field(() => [DrugTestStateEnum], { nullable: true })
  states?: DrugTestState[] | null;
}

@InputType()
class DrugTestActInput {
  @Field(() => DateTime, { nullable: true, description: "Now unless given; no later." })
  happenedAt?: Date | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class OrderDrugTestInput extends DrugTestActInput {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => SpecimenEnum)
  specimen: Specimen;

  @Field(() => [PanelItemEnum])
  panel: PanelItem[];

  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType()
export class DrugTestStepInput extends DrugTestActInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class RefuseDrugTestInput extends DrugTestStepInput {
  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType()
export class CancelDrugTestInput extends DrugTestStepInput {
  @Field(() => String, { description: "Why." })
  note: string;
}

@InputType()
export class CollectDrugTestInput extends RefuseDrugTestInput {
  @Field(() => Boolean, { description: "Whether the collection was observed." })
  observed: boolean;
}

@InputType()
export class DrugTestResultInput {
  @Field(() => PanelItemEnum)
  substance: PanelItem;

  @Field(() => DrugTestOutcomeEnum)
  result: DrugTestOutcome;
}

@InputType()
export class RecordDrugTestResultsInput extends RefuseDrugTestInput {
  @Field(() => [DrugTestResultInput], { description: "One for each substance of the panel." })
  results: DrugTestResultInput[];
}

@InputType()
export class ConfirmDrugTestInput extends RefuseDrugTestInput {
  @Field(() => String)
  laboratory: string;

  @Field(() => [DrugTestResultInput], { description: "Of the substances that were looked at again." })
  results: DrugTestResultInput[];
}
