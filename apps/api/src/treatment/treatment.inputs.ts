import { AssessmentKindEnum, GoalCategoryEnum, GoalOutcomeEnum, PlanAgreementEnum } from "@causeway/care";
import type { AssessmentKind, GoalCategory, GoalOutcome, PlanAgreement } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "A rating as the clinician entered it; nothing is computed from it." })
export class RatingInput {
  @Field(() => Int, { description: "Number of the dimension: 1 to 6 (ASAM3), 1 to 5 (ASAM4)." })
  dimension: number;

  @Field(() => String, { description: "0 to 4 (ASAM3), a short symbol such as 3A (ASAM4)." })
  token: string;
}

@InputType()
export class RecordAssessmentInput {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => AssessmentKindEnum)
  kind: AssessmentKind;

  @Field(() => LocalDate, { description: "Where the program is; not in the future." })
  assessedOn: string;

  @Field(() => String, { description: "ASAM3 or ASAM4." })
  edition: string;

  @Field(() => [RatingInput])
  ratings: RatingInput[];

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => ID, { nullable: true, description: "The assessment of this stay that this one corrects." })
  supersedesId?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class GoalInput {
  @Field(() => GoalCategoryEnum)
  category: GoalCategory;

  @Field(() => String)
  objective: string;

  @Field(() => LocalDate, { nullable: true })
  targetOn?: string | null;
}

@InputType()
export class DraftTreatmentPlanInput {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => LocalDate)
  startsOn: string;

  @Field(() => LocalDate, { description: "At most 180 days after the start." })
  reviewDueOn: string;

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => [GoalInput], {
    nullable: true,
    description: "Beside the open goals of the plan in force, which come along.",
  })
  goals?: GoalInput[] | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class TreatmentPlanCommandInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class UpdateTreatmentPlanInput extends TreatmentPlanCommandInput {
  @Field(() => LocalDate, { nullable: true })
  startsOn?: string | null;

  @Field(() => LocalDate, { nullable: true })
  reviewDueOn?: string | null;

  @Field(() => String, { nullable: true, description: "Empty takes it away." })
  summary?: string | null;
}

@InputType()
export class ActivateTreatmentPlanInput extends TreatmentPlanCommandInput {
  @Field(() => PlanAgreementEnum, { nullable: true, description: "Left out where the client has not agreed yet." })
  agreement?: PlanAgreement | null;

  @Field(() => LocalDate, { nullable: true })
  agreedOn?: string | null;
}

@InputType()
export class AgreeToTreatmentPlanInput extends TreatmentPlanCommandInput {
  @Field(() => PlanAgreementEnum)
  agreement: PlanAgreement;

  @Field(() => LocalDate)
  agreedOn: string;
}

@InputType()
export class ReviewTreatmentPlanInput extends TreatmentPlanCommandInput {
  @Field(() => String)
  note: string;

  @Field(() => LocalDate, { description: "At most 180 days from today." })
  nextReviewOn: string;
}

@InputType()
export class AddTreatmentGoalInput extends GoalInput {
  @Field(() => ID)
  treatmentPlanId: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class TreatmentGoalCommandInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class UpdateTreatmentGoalInput extends TreatmentGoalCommandInput {
  @Field(() => GoalCategoryEnum, { nullable: true })
  category?: GoalCategory | null;

  @Field(() => String, { nullable: true })
  objective?: string | null;

  @Field(() => LocalDate, { nullable: true })
  targetOn?: string | null;
}

@InputType()
export class SettleTreatmentGoalInput extends TreatmentGoalCommandInput {
  @Field(() => GoalOutcomeEnum)
  outcome: GoalOutcome;
}

@InputType()
export class NoteGoalProgressInput extends TreatmentGoalCommandInput {
  @Field(() => LocalDate)
  notedOn: string;

  @Field(() => String)
  note: string;
}
