import type { BreachAudience, BreachState } from "@causeway/care";
import { BreachAudienceEnum, BreachStateEnum } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class BreachesArgs extends ConnectionArgs {
  @Field(() => [BreachStateEnum], { nullable: true })
  states?: BreachState[] | null;
}

@InputType()
export class OpenBreachInput {
  @Field(() => LocalDate, { description: "The day it was known, or could have been: the 60 days run from it." })
  discoveredOn: string;

  @Field(() => LocalDate, { nullable: true })
  occurredOn?: string | null;

  @Field(() => String)
  description: string;

  @Field(() => [ID], { description: "Whose records it is about, as far as is known." })
  clientIds: string[];

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class BreachCommandInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class AddBreachClientsInput extends BreachCommandInput {
  @Field(() => [ID])
  clientIds: string[];
}

@InputType({ description: "The four factors of 45 CFR 164.402(2), and what they come to." })
export class AssessBreachInput extends BreachCommandInput {
  @Field(() => String)
  factorInformation: string;

  @Field(() => String)
  factorRecipient: string;

  @Field(() => String)
  factorAcquired: string;

  @Field(() => String)
  factorMitigated: string;

  @Field(() => Boolean, { description: "A low probability that records were compromised: then it is no breach." })
  lowProbability: boolean;

  @Field(() => String)
  conclusion: string;
}

@InputType()
export class RecordBreachNoticeInput extends BreachCommandInput {
  @Field(() => BreachAudienceEnum)
  audience: BreachAudience;

  @Field(() => ID, { nullable: true, description: "Needed for INDIVIDUAL." })
  breachClientId?: string | null;

  @Field(() => String, { nullable: true, description: "Two capital letters; needed for MEDIA." })
  residenceState?: string | null;

  @Field(() => LocalDate)
  sentOn: string;

  @Field(() => String)
  method: string;

  @Field(() => String, { nullable: true })
  reference?: string | null;
}
