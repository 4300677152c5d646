import { DateTime, LocalDate, Node, Readable, References, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import type { PlanState } from "./plan.machine.ts";
import { PLAN_STATES } from "./plan.machine.ts";
import type { PlanAgreement } from "./plan.rules.ts";
import { PLAN_AGREEMENTS } from "./plan.rules.ts";

export const PlanStateEnum = enumType("TreatmentPlanState", PLAN_STATES);
export const PlanAgreementEnum = enumType("PlanAgreement", PLAN_AGREEMENTS, "How the client agreed to a plan.");

@Entity("treatment_plans")
@ObjectType({
  implements: Node,
  description: "The individual plan of a stay. A plan in force is changed by revising it.",
})
@Readable({ prefix: "treatment_plan", requires: "treatment.read" })
export class TreatmentPlan {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @Column({ type: "text" })
  @Field(() => PlanStateEnum)
  state: PlanState;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "review_due_on", type: "date" })
  @Field(() => LocalDate)
  reviewDueOn: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  summary: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => PlanAgreementEnum, { nullable: true, description: "Null while the client has not agreed." })
  agreement: PlanAgreement | null;

  @Column({ name: "agreed_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  agreedOn: string | null;

  @Column({ name: "revises_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The plan before, whose open goals it carries on." })
  @References("treatment_plan")
  revisesId: string | null;

  @Column({ name: "written_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  writtenBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "activated_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  activatedAt: Date | null;

  @Column({ name: "ended_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  endedAt: Date | null;

  @Column({ name: "ended_with_stay", type: "boolean" })
  endedWithStay: boolean;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(Enrollment, "treatmentPlans", TreatmentPlan, { by: "enrollmentId", order: { createdAt: "ASC" } });
computed(TreatmentPlan, "availableActions", ["state", "agreement"]);

@Entity("plan_reviews")
@ObjectType({ description: "A look at a plan in force that left it as it is." })
@Readable({ prefix: "plan_review", requires: "treatment.read" })
export class PlanReview {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "plan_id", type: "uuid" })
  planId: string;

  @Column({ name: "reviewed_on", type: "date" })
  @Field(() => LocalDate)
  reviewedOn: string;

  @Column({ type: "text" })
  @Field(() => String)
  note: string;

  @Column({ name: "next_review_on", type: "date" })
  @Field(() => LocalDate)
  nextReviewOn: string;

  @Column({ name: "reviewed_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  reviewedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(TreatmentPlan, "reviews", PlanReview, { by: "planId", order: { recordedAt: "ASC" } });
