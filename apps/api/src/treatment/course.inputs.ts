import { PlanHoursReasonEnum, PlannedStayKindEnum, TreatmentStageEnum } from "@causeway/care";
import type { PlanHoursReason, PlannedStayKind, Stage } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
class CourseInput {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
class CourseSpanInput extends CourseInput {
  @Field(() => LocalDate, { description: "Where the program is." })
  startsOn: string;

  @Field(() => LocalDate, { nullable: true, description: "First day it no longer holds." })
  endsOn?: string | null;
}

@InputType()
export class SetTreatmentStageInput extends CourseSpanInput {
  @Field(() => TreatmentStageEnum)
  stage: Stage;
}

@InputType()
export class SetPlanHoursInput extends CourseSpanInput {
  @Field(() => Int)
  minutesPerWeek: number;

  @Field(() => Int, { nullable: true })
  daysPerWeek?: number | null;

  @Field(() => PlanHoursReasonEnum, {
    nullable: true,
    description: "INDIVIDUAL_PLAN unless given; a taper lasts two weeks at most.",
  })
  reason?: PlanHoursReason | null;

  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType()
export class PlanStayInput extends CourseInput {
  @Field(() => PlannedStayKindEnum)
  kind: PlannedStayKind;

  @Field(() => Int, { description: "Of the whole stay, or added to it." })
  weeks: number;

  @Field(() => String, { nullable: true, description: "Needed where the whole is more than 52 weeks." })
  reason?: string | null;
}
