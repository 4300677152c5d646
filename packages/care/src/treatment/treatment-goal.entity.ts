import { DateTime, LocalDate, Node, Readable, References, answeredBy, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { GoalState, PlanState } from "./plan.machine.ts";
import { GOAL_OUTCOMES, GOAL_STATES } from "./plan.machine.ts";
import type { GoalCategory } from "./plan.rules.ts";
import { GOAL_CATEGORIES } from "./plan.rules.ts";
import { TreatmentPlan } from "./treatment-plan.entity.ts";

export const GoalCategoryEnum = enumType("GoalCategory", GOAL_CATEGORIES);
export const GoalStateEnum = enumType("GoalState", GOAL_STATES);
export const GoalOutcomeEnum = enumType("GoalOutcome", GOAL_OUTCOMES);

@Entity("treatment_goals")
@ObjectType({ implements: Node, description: "What a plan is to reach." })
@Readable({ prefix: "treatment_goal", requires: "treatment.read" })
export class TreatmentGoal {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "plan_id", type: "uuid" })
  @Field(() => ID)
  @References("treatment_plan")
  planId: string;

  @Column({ type: "text" })
  @Field(() => GoalCategoryEnum)
  category: GoalCategory;

  @Column({ type: "text" })
  @Field(() => String)
  objective: string;

  @Column({ name: "target_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  targetOn: string | null;

  @Column({ type: "text" })
  @Field(() => GoalStateEnum)
  state: GoalState;

  @Column({ name: "settled_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Day it was met, not met or dropped." })
  settledOn: string | null;

  @Column({ name: "carried_from_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The same goal in the plan before, with the notes of that time." })
  @References("treatment_goal")
  carriedFromId: string | null;

  /** Of its plan, which decides what may be done with it. */
  planState: PlanState;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(TreatmentPlan, "goals", TreatmentGoal, { by: "planId", order: { createdAt: "ASC" } });
answeredBy(
  TreatmentGoal,
  "planState",
  (row) => `select plan.state from treatment_plans plan where plan.id = ${row}.plan_id`,
);
computed(TreatmentGoal, "availableActions", ["state", "planState"]);

@Entity("goal_notes")
@ObjectType({ description: "How a goal comes on, by day." })
@Readable({ prefix: "goal_note", requires: "treatment.read" })
export class GoalNote {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "goal_id", type: "uuid" })
  goalId: string;

  @Column({ name: "noted_on", type: "date" })
  @Field(() => LocalDate)
  notedOn: string;

  @Column({ type: "text" })
  @Field(() => String)
  note: string;

  @Column({ name: "written_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  writtenBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(TreatmentGoal, "notes", GoalNote, { by: "goalId", order: { notedOn: "ASC", recordedAt: "ASC" } });
