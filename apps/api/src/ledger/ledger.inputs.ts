import { TransitionReasonEnum } from "@causeway/care";
import type { TransitionReason } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
export class ChangeLevelOfCareInput {
  @Field(() => ID, { description: "Of the enrollment." })
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => ID, { description: "A program of the same organisation; another organisation's takes a referral." })
  toProgramId: string;

  @Field(() => String, { nullable: true, description: "The program's own unless given." })
  toEdition?: string | null;

  @Field(() => String, { nullable: true })
  toCode?: string | null;

  @Field(() => LocalDate, { description: "At most 30 days ahead." })
  effectiveOn: string;

  @Field(() => LocalDate, { nullable: true, description: "At most 7 days before the decision." })
  assessedOn?: string | null;

  @Field(() => TransitionReasonEnum)
  reason: TransitionReason;

  @Field(() => Boolean)
  clientAgrees: boolean;

  @Field(() => String, { nullable: true })
  note?: string | null;

  @Field(() => ID, { nullable: true, description: "The latest change of this stay, which this one corrects." })
  supersedesId?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
