import { Field, ID, InputType } from "type-graphql";
import { CloseEnrollmentInput, DischargeEnrollmentInput } from "../enrollments/enrollment.inputs.ts";
import { ProgramStateInput } from "./program.inputs.ts";

@InputType({ description: "To another program of the organisation." })
class ClosingMoveInput {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => ID, {
    description: "Who holds a place changes level, on the day of the closing; who waits asks there as of the same day.",
  })
  toProgramId: string;

  @Field(() => ID, { nullable: true, description: "For a change of level, as in changeLevelOfCare." })
  assessmentId?: string | null;

  @Field(() => Boolean)
  clientAgrees: boolean;

  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType({ description: "Where one client goes: exactly one of the three." })
class ClosingDestinationInput {
  @Field(() => ClosingMoveInput, { nullable: true })
  move?: ClosingMoveInput | null;

  @Field(() => CloseEnrollmentInput, { nullable: true, description: "Ends a request that led to no stay." })
  close?: CloseEnrollmentInput | null;

  @Field(() => DischargeEnrollmentInput, { nullable: true, description: "Ends a stay." })
  discharge?: DischargeEnrollmentInput | null;
}

@InputType()
export class CloseProgramInput extends ProgramStateInput {
  @Field(() => [ClosingDestinationInput], { nullable: true, description: "For each client that is still here." })
  destinations?: ClosingDestinationInput[] | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
