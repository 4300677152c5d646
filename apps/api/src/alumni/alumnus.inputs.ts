import {
  AlumnusStateEnum,
  AttemptOutcomeEnum,
  CheckInStateEnum,
  ContactChannelEnum,
  ContactPurposeEnum,
  type AttemptOutcome,
  type CheckInState,
  type ContactChannel,
  type ContactPurpose,
} from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class AlumniArgs extends ConnectionArgs {
  @Field(() => AlumnusStateEnum, { nullable: true })
  state?: string | null;
}

@ArgsType()
export class CheckInsArgs extends ConnectionArgs {
  @Field(() => CheckInStateEnum, { nullable: true })
  state?: CheckInState | null;

  @Field(() => LocalDate, { nullable: true, description: "Due before this day." })
  dueBefore?: string | null;

  @Field(() => ID, { nullable: true })
  alumnusId?: string | null;
}

@InputType()
export class FollowAlumnusInput {
  @Field(() => ID, { description: "The stay that ended." })
  enrollmentId: string;

  @Field(() => [Int], { nullable: true, description: "Days after discharge; 7, 30, 60, 90, 180 and 365 unless given." })
  cadenceDays?: number[] | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RecordContactConsentInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => ContactChannelEnum)
  channel: ContactChannel;

  @Field(() => ContactPurposeEnum)
  purpose: ContactPurpose;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class WithdrawContactConsentInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => ContactChannelEnum, { description: "Every purpose on this channel." })
  channel: ContactChannel;
}

@InputType()
export class RecordCheckInAttemptInput {
  @Field(() => ID)
  checkInId: string;

  @Field(() => ContactChannelEnum)
  channel: ContactChannel;

  @Field(() => AttemptOutcomeEnum)
  outcome: AttemptOutcome;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
