import { AttendanceModeEnum, RecordedOutcomeEnum, SessionStateEnum } from "@causeway/care";
import type { AttendanceMode, RecordedOutcome, SessionState } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";
import { SessionDetailsInput } from "./schedule.inputs.ts";

@ArgsType()
export class SessionsArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => DateTime, { nullable: true })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Sessions that begin before this." })
  to?: Date | null;

  @Field(() => [SessionStateEnum], { nullable: true })
  states?: SessionState[] | null;

  @Field(() => ID, { nullable: true, description: "Who leads them." })
  staffMemberId?: string | null;

  @Field(() => ID, { nullable: true })
  templateId?: string | null;
}

@InputType()
export class ScheduleSessionInput extends SessionDetailsInput {
  @Field(() => ID)
  programId: string;

  @Field(() => DateTime)
  startsAt: Date;

  @Field(() => Boolean, { nullable: true, description: "Held for those who missed another one." })
  makeUp?: boolean | null;

  @Field(() => [ID], { nullable: true, description: "Who is expected." })
  enrollmentIds?: string[] | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class CancelSessionInput {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true })
  reason?: string | null;

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

  @Field(() => DateTime, { nullable: true, description: "For who came late." })
  arrivedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "For who left early." })
  leftAt?: Date | null;

  @Field(() => ID, { nullable: true, description: "The missed attendance of this enrollment that this makes up for." })
  makeUpForId?: string | null;
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

@InputType()
export class UndoAttendanceInput {
  @Field(() => ID)
  sessionId: string;

  @Field(() => ID)
  enrollmentId: string;
}
