import { LocalDate } from "@causeway/database";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "Of the client's share a percentage or an amount, not both." })
export class CoverageTermsInput {
  @Field(() => String, { nullable: true })
  payerName?: string | null;

  @Field(() => String, { nullable: true })
  planName?: string | null;

  @Field(() => String, { nullable: true })
  memberId?: string | null;

  @Field(() => Int, { nullable: true, description: "Part of the price that the client pays, 0 to 100." })
  sharePercent?: number | null;

  @Field(() => Int, { nullable: true, description: "What the client pays a day, in minor units of the currency." })
  shareAmount?: number | null;

  @Field(() => String, { nullable: true, description: "ISO 4217; USD unless given." })
  shareCurrency?: string | null;

  @Field(() => String, { nullable: true })
  deductibleNote?: string | null;
}

@InputType()
export class SetCoverageInput extends CoverageTermsInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { description: "TEDS PRIMPAY, 1 to 7." })
  paymentSource: number;

  @Field(() => LocalDate)
  validFrom: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType({ description: "What is left out stays as it is." })
export class UpdateCoverageInput extends CoverageTermsInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => LocalDate, { nullable: true, description: "First day it is no longer valid." })
  validTo?: string | null;
}
