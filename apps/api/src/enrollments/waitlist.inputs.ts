import { InterimServiceEnum, PriorityReasonEnum, StatedByEnum, WaitingReasonEnum } from "@causeway/care";
import type { InterimService, PriorityReason, StatedBy, WaitingReason } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";
import { EnrollmentCommandInput } from "./enrollment.inputs.ts";

@ArgsType()
export class WaitlistArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Waits that are over as well; left out unless asked for." })
  includeOver?: boolean | null;
}

@InputType()
export class WaitlistEnrollmentInput extends EnrollmentCommandInput {
  @Field(() => WaitingReasonEnum, {
    nullable: true,
    description: "Why the client waits; NO_PLACE unless given, where the program is full.",
  })
  waitingReason?: WaitingReason | null;

  @Field(() => String, { nullable: true, description: "Needed with OTHER." })
  note?: string | null;

  @Field(() => [PriorityReasonEnum], { nullable: true, description: "Beside what the client's record says." })
  priorityReasons?: PriorityReason[] | null;

  @Field(() => StatedByEnum, { nullable: true, description: "Needed with priorityReasons." })
  statedBy?: StatedBy | null;
}

@InputType()
export class OfferEnrollmentInput extends EnrollmentCommandInput {
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when the offer stands: 72 hours unless given, 30 days at most.",
  })
  expiresAt?: Date | null;
}

@InputType()
class WaitlistEntryCommandInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class SetWaitlistPriorityInput extends WaitlistEntryCommandInput {
  @Field(() => [PriorityReasonEnum], { description: "All that hold now; none puts the client after those with one." })
  priorityReasons: PriorityReason[];

  @Field(() => StatedByEnum)
  statedBy: StatedBy;

  @Field(() => String)
  reason: string;
}

@InputType()
export class RecordInterimServicesInput extends WaitlistEntryCommandInput {
  @Field(() => [InterimServiceEnum])
  services: InterimService[];

  @Field(() => DateTime)
  givenAt: Date;

  @Field(() => String, { nullable: true })
  note?: string | null;
}
