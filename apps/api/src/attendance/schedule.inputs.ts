import { ModalityEnum, SessionModeEnum } from "@causeway/care";
import type { Modality, SessionMode } from "@causeway/care";
import { DateTime, LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

const RULE = "RFC 5545: FREQ DAILY, WEEKLY or MONTHLY with INTERVAL, BYDAY, BYMONTHDAY, COUNT or UNTIL (a day).";
const TIME = "HH:MM where the program is.";

/** What a session says of itself; all of it may be left out. */
@InputType()
class SessionDetailsChangeInput {
  @Field(() => Int, { nullable: true, description: "1 to 1440." })
  minutes?: number | null;

  @Field(() => ModalityEnum, { nullable: true })
  modality?: Modality | null;

  @Field(() => String, { nullable: true })
  title?: string | null;

  @Field(() => SessionModeEnum, { nullable: true })
  mode?: SessionMode | null;

  @Field(() => String, { nullable: true })
  room?: string | null;

  @Field(() => ID, { nullable: true, description: "Who leads it." })
  staffMemberId?: string | null;

  @Field(() => Int, { nullable: true, description: "The most people it takes." })
  places?: number | null;
}

/** What a session says of itself. */
@InputType()
export class SessionDetailsInput {
  @Field(() => Int, { description: "1 to 1440." })
  minutes: number;

  @Field(() => ModalityEnum)
  modality: Modality;

  @Field(() => String, { nullable: true })
  title?: string | null;

  @Field(() => SessionModeEnum, { nullable: true, description: "IN_PERSON unless given." })
  mode?: SessionMode | null;

  @Field(() => String, { nullable: true })
  room?: string | null;

  @Field(() => ID, { nullable: true, description: "Who leads it." })
  staffMemberId?: string | null;

  @Field(() => Int, { nullable: true, description: "The most people it takes." })
  places?: number | null;
}

@InputType()
export class ChangeSessionInput extends SessionDetailsChangeInput {
  @Field(() => ID)
  id: string;

  @Field(() => DateTime, { nullable: true, description: "Where it is moved to." })
  startsAt?: Date | null;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class RestoreSessionInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class ExpectAtSessionInput {
  @Field(() => ID)
  sessionId: string;

  @Field(() => [ID])
  enrollmentIds: string[];
}

@ArgsType()
export class SessionTemplatesArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Those that have ended too; without it only what goes on." })
  ended?: boolean | null;
}

@InputType()
export class CreateSessionTemplateInput extends SessionDetailsInput {
  @Field(() => ID)
  programId: string;

  @Field(() => String, { description: RULE })
  rrule: string;

  @Field(() => LocalDate, { description: "From which the rule counts." })
  startsOn: string;

  @Field(() => String, { description: TIME })
  startTime: string;

  @Field(() => ID, { nullable: true, description: "For individual sessions: whose they are." })
  enrollmentId?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class UpdateSessionTemplateInput extends SessionDetailsChangeInput {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: RULE })
  rrule?: string | null;

  @Field(() => String, { nullable: true, description: TIME })
  startTime?: string | null;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class EndSessionTemplateInput {
  @Field(() => ID)
  id: string;

  @Field(() => LocalDate, { nullable: true, description: "First day without a session; today unless given." })
  endsOn?: string | null;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class AddSessionTemplateMembersInput {
  @Field(() => ID)
  templateId: string;

  @Field(() => [ID])
  enrollmentIds: string[];

  @Field(() => LocalDate, { nullable: true, description: "Today unless given." })
  startsOn?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RemoveSessionTemplateMemberInput {
  @Field(() => ID)
  templateId: string;

  @Field(() => ID)
  enrollmentId: string;

  @Field(() => LocalDate, { nullable: true, description: "First day without the client; today unless given." })
  endsOn?: string | null;
}

@InputType()
export class CreateTemplatesFromTimetableInput {
  @Field(() => ID)
  programId: string;
}
