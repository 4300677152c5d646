import { PartingKindEnum, TransitionReasonEnum } from "@causeway/care";
import type { PartingKind, TransitionReason } from "@causeway/care";
import { DateTime, LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class LedgerArgs {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => LocalDate, { nullable: true, description: "The first day of the stay unless given." })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "First day no longer shown; tomorrow unless given." })
  to?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "One day, in place of a span." })
  asOf?: string | null;

  @Field(() => DateTime, { nullable: true, description: "What was on record at that moment; now unless given." })
  asBelievedAt?: Date | null;
}

@ArgsType()
export class LaneAlertsArgs extends ConnectionArgs {
  @Field(() => [PartingKindEnum], { nullable: true })
  kinds?: PartingKind[] | null;

  @Field(() => ID, { nullable: true })
  enrollmentId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Those that are over, too." })
  closed?: boolean | null;

  @Field(() => String, { nullable: true, description: "OLDEST or NEWEST." })
  orderBy?: string | null;
}

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

  @Field(() => ID, {
    nullable: true,
    description:
      "The assessment of this stay that the decision rests on, at most 7 days before it. Needed unless the level only gets another name, or the program closes and the level stays.",
  })
  assessmentId?: string | null;

  @Field(() => TransitionReasonEnum)
  reason: TransitionReason;

  @Field(() => ID, {
    nullable: true,
    description: "The authorisation of this stay that the change follows, or that was denied.",
  })
  authorisationId?: string | null;

  @Field(() => Boolean)
  clientAgrees: boolean;

  @Field(() => String, { nullable: true })
  note?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The change of this stay that this one corrects: any that holds, not only the latest.",
  })
  supersedesId?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
