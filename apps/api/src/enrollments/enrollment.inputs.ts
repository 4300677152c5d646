import {
  AdmissionPathEnum,
  CloseReasonEnum,
  DispositionEnum,
  EnrollmentStateEnum,
  LocalDischargeReasonEnum,
} from "@causeway/care";
import type {
  AdmissionPath,
  CloseReason,
  Disposition,
  EnrollmentState,
  LocalDischargeReason,
  DischargeInput,
  TedsRecord,
} from "@causeway/care";
import { DateTime, LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";

@ArgsType()
export class EnrollmentsArgs extends ConnectionArgs {
  @Field(() => [EnrollmentStateEnum], { nullable: true })
  states?: EnrollmentState[] | null;

  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => ID, { nullable: true })
  clientId?: string | null;

  @Field(() => String, { nullable: true })
  externalId?: string | null;

  @Field(() => String, { nullable: true, description: "NEWEST, LONGEST_WAITING or LAST_CONTACT." })
  orderBy?: string | null;
}

@InputType({ description: "An answer of a TEDS record, as it was given; codes are derived." })
export class TedsAnswerInput {
  @Field(() => String, { description: "Name of the field, such as PSOURCE." })
  field: string;

  @Field(() => String, { nullable: true })
  value?: string | null;
}

@InputType()
export class OpenEnrollmentInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => ID)
  programId: string;

  @Field(() => AdmissionPathEnum, { nullable: true })
  admissionPath?: AdmissionPath | null;

  @Field(() => ID, { nullable: true, description: "The stay before, when someone comes back." })
  previousEnrollmentId?: string | null;

  @Field(() => DateTime, { nullable: true, description: "When care was asked for; now unless given." })
  requestedAt?: Date | null;

  @Field(() => LocalDate, { nullable: true, description: "Day the program first spoke with the client." })
  firstContactOn?: string | null;

  @Field(() => [TedsAnswerInput], { nullable: true })
  tedsAdmission?: TedsAnswerInput[] | null;

  @Field(() => String, { nullable: true, description: "The id of another system, unique in the organisation." })
  externalId?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class EnrollmentCommandInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class AdmitEnrollmentInput extends EnrollmentCommandInput {
  @Field(() => String, {
    nullable: true,
    description: "Needed where `overlapIds` is not empty: why the client is admitted all the same.",
  })
  overlapReason?: string | null;
}

@InputType({ description: "Dates left out stay as they are." })
export class CorrectEnrollmentDatesInput extends EnrollmentCommandInput {
  @Field(() => DateTime, { nullable: true })
  requestedAt?: Date | null;

  @Field(() => LocalDate, { nullable: true })
  firstContactOn?: string | null;

  @Field(() => LocalDate, { nullable: true })
  firstOfferedOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "The first placement begins with it." })
  admittedOn?: string | null;

  @Field(() => String)
  reason: string;
}

@InputType()
export class CloseEnrollmentInput extends EnrollmentCommandInput {
  @Field(() => CloseReasonEnum)
  reason: CloseReason;
}

@InputType()
export class StartLeaveInput extends EnrollmentCommandInput {
  @Field(() => String)
  reason: string;

  @Field(() => LocalDate, { description: "Day of the expected return, at most 14 days from today." })
  until: string;
}

@InputType()
export class ExtendLeaveInput extends StartLeaveInput {}

@InputType()
export class UndoDischargeInput extends EnrollmentCommandInput {
  @Field(() => String)
  reason: string;
}

@InputType()
export class VoidEnrollmentInput extends EnrollmentCommandInput {
  @Field(() => String)
  reason: string;
}

@InputType()
export class DischargeEnrollmentInput extends EnrollmentCommandInput {
  @Field(() => LocalDate, {
    description: "Where the program is; for someone who was lost, the day of the last contact.",
  })
  dischargedOn: string;

  @Field(() => Int, { nullable: true, description: "TEDS-D REASON, 1 to 7; follows from a local reason." })
  reason?: number | null;

  @Field(() => LocalDischargeReasonEnum, { nullable: true })
  localReason?: LocalDischargeReason | null;

  @Field(() => Int, { description: "TEDS-D SERVICES_D, 1 to 8." })
  servicesAtDischarge: number;

  @Field(() => DispositionEnum)
  dispositionCode: Disposition;

  @Field(() => String, { description: "Where the client stands: housing, work, support." })
  disposition: string;

  @Field(() => String, { nullable: true, description: "Needed unless the client died." })
  aftercarePlan?: string | null;

  @Field(() => ID, { nullable: true, description: "For a transfer (reason 4): the referral it goes by ..." })
  onwardReferralId?: string | null;

  @Field(() => String, { nullable: true, description: "... or the name of where the client goes." })
  destination?: string | null;

  @Field(() => [TedsAnswerInput], {
    nullable: true,
    description:
      "TEDS-D outcomes. SUB1_D, FREQ1_D, LIVARAG_D, EMPLOY_D, ARRESTS_D and FREQ_ATND_SELF_HELP_D are each answered, -9 where not known, unless the client died.",
  })
  tedsDischarge?: TedsAnswerInput[] | null;
}

/** A discharge as the service takes it, with ids decoded. */
export function dischargeOf(input: DischargeEnrollmentInput, path: readonly string[] = []): DischargeInput {
  const { id, idempotencyKey: _, onwardReferralId, tedsDischarge, ...rest } = input;
  return {
    ...rest,
    enrollmentId: idOf("enrollment", id, [...path, "id"]),
    onwardReferralId: optionalIdOf("referral", onwardReferralId, [...path, "onwardReferralId"]),
    tedsDischarge: recordOf(tedsDischarge),
  };
}

/** TEDS answers as a record by field. */
export function recordOf(answers: readonly TedsAnswerInput[] | null | undefined): TedsRecord | undefined {
  return answers ? Object.fromEntries(answers.map(({ field, value }) => [field, value ?? null])) : undefined;
}
