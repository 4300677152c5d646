import type { AdmissionPath, DeclineReason, RecipientState, Urgency } from "@causeway/care";
import { AdmissionPathEnum, DeclineReasonEnum, RecipientStateEnum, UrgencyEnum } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { ArgsType, Field, ID, InputType } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";
import { RecipientMoveInput } from "./referral.inputs.ts";

@ArgsType()
export class InboxArgs extends ConnectionArgs {
  @Field(() => [RecipientStateEnum], { nullable: true, description: "Any of these." })
  states?: RecipientState[] | null;

  @Field(() => UrgencyEnum, { nullable: true })
  urgency?: Urgency | null;

  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => String, { nullable: true, description: "NEWEST or DUE." })
  orderBy?: string | null;
}

@InputType()
export class RequestInformationInput extends RecipientMoveInput {
  @Field(() => String, { description: "Without anything that names the client." })
  question: string;
}

@InputType()
export class DeclineReferralInput extends RecipientMoveInput {
  @Field(() => DeclineReasonEnum)
  reason: DeclineReason;

  @Field(() => String, { nullable: true, description: "Needed when the reason is OTHER." })
  note?: string | null;
}

@InputType()
export class ReassignReferralInput extends RecipientMoveInput {
  @Field(() => ID, { description: "Another of the recipient's own programs, at the level that is asked for." })
  programId: string;
}

@InputType()
export class ForwardReferralInput extends DeclineReferralInput {
  @Field(() => ID, { description: "A program in the directory, of a third organisation, at the level." })
  programId: string;
}

@InputType()
export class ScheduleAppointmentInput extends RecipientMoveInput {
  @Field(() => DateTime)
  appointmentAt: Date;
}

@InputType()
export class AdmitReferralInput extends RecipientMoveInput {
  @Field(() => ID, { nullable: true, description: "A client of one's own; left out, one is entered from the packet." })
  clientId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Enter somebody new although clients here may be the same person, as DUPLICATE tells.",
  })
  createNew?: boolean | null;

  @Field(() => AdmissionPathEnum, { nullable: true })
  admissionPath?: AdmissionPath | null;

  @Field(() => String, {
    nullable: true,
    description: "Needed where the client has another open enrollment here: why this one is admitted too.",
  })
  overlapReason?: string | null;
}
