import { AttendanceModeEnum, ModalityEnum, RecordedOutcomeEnum } from "@causeway/care";
import type { AttendanceMode, Modality, RecordedOutcome } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class SessionsArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => DateTime, { nullable: true })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Sessions that begin before this." })
  to?: Date | null;
}

@InputType()
export class ScheduleSessionInput {
  @Field(() => ID)
  programId: string;

  @Field(() => DateTime)
  startsAt: Date;

  @Field(() => Int)
  minutes: number;

  @Field(() => ModalityEnum)
  modality: Modality;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class CancelSessionInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class RosterLineInput {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => RecordedOutcomeEnum)
  outcome: RecordedOutcome;

  @Field(() => Int, { nullable: true, description: "Needed for PARTIAL; the whole session for ATTENDED unless given." })
  minutes?: number | null;

  @Field(() => AttendanceModeEnum, { nullable: true })
  mode?: AttendanceMode | null;
}

@InputType()
export class RecordAttendanceInput {
  @Field(() => ID)
  sessionId: string;

  @Field(() => [RosterLineInput], { description: "The whole roster is taken, or none of it." })
  roster: RosterLineInput[];

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
