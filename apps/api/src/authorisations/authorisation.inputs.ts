import { AuthorisationStateEnum, AuthorisationUnitEnum, PayerAnswerEnum } from "@causeway/care";
import type { AuthorisationState, AuthorisationUnit, PayerAnswer } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class AuthorisationsArgs extends ConnectionArgs {
  @Field(() => [AuthorisationStateEnum], { nullable: true })
  states?: AuthorisationState[] | null;

  @Field(() => ID, { nullable: true })
  enrollmentId?: string | null;

  @Field(() => ID, { nullable: true })
  clientId?: string | null;

  @Field(() => String, { nullable: true, description: "NEWEST, ENDING or NEXT_REVIEW." })
  orderBy?: string | null;
}

@InputType()
export class RequestAuthorisationInput {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => ID, { nullable: true, description: "The coverage that is asked, of the same client." })
  coverageId?: string | null;

  @Field(() => String, { nullable: true, description: "With levelCode; the program's level unless given." })
  edition?: string | null;

  @Field(() => String, { nullable: true })
  levelCode?: string | null;

  @Field(() => String, { description: "One of billingCodes." })
  serviceCode: string;

  @Field(() => AuthorisationUnitEnum)
  unit: AuthorisationUnit;

  @Field(() => Int)
  units: number;

  @Field(() => Int, {
    nullable: true,
    description: "Minutes of care that make a day billable, for units of a day; the code's own unless given.",
  })
  dailyMinutesMin?: number | null;

  @Field(() => LocalDate)
  startsOn: string;

  @Field(() => LocalDate, { description: "First day not asked for." })
  endsOn: string;

  @Field(() => String, { nullable: true })
  reason?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType({ description: "An answer of the payer, as it came." })
export class DecideAuthorisationInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => PayerAnswerEnum)
  answer: PayerAnswer;

  @Field(() => LocalDate, { description: "The payer's own day." })
  decidedOn: string;

  @Field(() => String, { nullable: true, description: "The payer's number." })
  number?: string | null;

  @Field(() => Int, { nullable: true, description: "Needed for a part-approval; all that was asked unless given." })
  approvedUnits?: number | null;

  @Field(() => String, { nullable: true, description: "With levelCode; the level asked for unless given." })
  edition?: string | null;

  @Field(() => String, { nullable: true })
  levelCode?: string | null;

  @Field(() => LocalDate, { nullable: true })
  startsOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "First day not covered." })
  endsOn?: string | null;

  @Field(() => LocalDate, { nullable: true })
  nextReviewOn?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: "Last day of an appeal; for a denial, whole or in part, the law's shortest time unless given.",
  })
  appealDueOn?: string | null;

  @Field(() => String, { nullable: true, description: "The payer's words; needed for a denial." })
  reason?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class AppealAuthorisationInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => LocalDate)
  filedOn: string;

  @Field(() => String)
  reason: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
