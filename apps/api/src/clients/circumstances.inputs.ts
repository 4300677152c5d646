import { LocalDate } from "@causeway/database";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
export class SubstanceFieldsInput {
  @Field(() => Int, { description: "TEDS SUB, 1 to 19." })
  substance: number;

  @Field(() => Int, { nullable: true, description: "TEDS ROUTE, 1 to 5." })
  route?: number | null;

  @Field(() => Int, { nullable: true, description: "TEDS FREQ, 1 to 3." })
  frequency?: number | null;

  @Field(() => Int, { nullable: true, description: "In years." })
  ageOfFirstUse?: number | null;
}

@InputType({ description: "What is left out stays as last seen; null says that it is not known any more." })
export class CircumstancesFieldsInput {
  @Field(() => Int, { nullable: true, description: "TEDS LIVARAG, 1 to 3." })
  livingArrangement?: number | null;

  @Field(() => Int, { nullable: true, description: "TEDS EMPLOY, 1 to 4." })
  employment?: number | null;

  @Field(() => Int, { nullable: true, description: "TEDS FREQ_ATND_SELF_HELP, 1 to 5." })
  selfHelpFrequency?: number | null;

  @Field(() => Int, { nullable: true })
  arrestsPast30Days?: number | null;

  @Field(() => Boolean, { nullable: true })
  pregnant?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  veteran?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  injectsDrugs?: boolean | null;
}

@InputType()
export class RecordSubstancesInput {
  @Field(() => ID)
  id: string;

  @Field(() => LocalDate)
  observedOn: string;

  @Field(() => [SubstanceFieldsInput], { description: "One to three, the gravest first." })
  substances: SubstanceFieldsInput[];

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RecordCircumstancesInput {
  @Field(() => ID)
  id: string;

  @Field(() => LocalDate)
  observedOn: string;

  @Field(() => CircumstancesFieldsInput)
  circumstances: CircumstancesFieldsInput;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
