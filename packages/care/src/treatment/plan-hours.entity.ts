import { DateTime, LocalDate, Readable, References, answeredBy, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import { levelHoursOn } from "./level-hours.query.ts";
import type { PlanHoursReason } from "./plan-hours.rules.ts";
import { PLAN_HOURS_REASONS } from "./plan-hours.rules.ts";

export const PlanHoursReasonEnum = enumType("PlanHoursReason", PLAN_HOURS_REASONS);

@Entity("plan_hours")
@ObjectType({ description: "Care a week that the individual plan asks for, over days." })
@Readable({ prefix: "plan_hours", requires: "treatment.read" })
export class PlanHours {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @Column({ name: "minutes_per_week", type: "integer" })
  @Field(() => Int)
  minutesPerWeek: number;

  @Column({ name: "days_per_week", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  daysPerWeek: number | null;

  @Column({ type: "text" })
  @Field(() => PlanHoursReasonEnum)
  reason: PlanHoursReason;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  note: string | null;

  @Field(() => Boolean, {
    description: "More than the level of care is made for: a warning that a higher level may fit better.",
  })
  aboveLevel: boolean;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day it no longer holds." })
  endsOn: string | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;

  @Column({ name: "superseded_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was no longer believed." })
  supersededAt: Date | null;
}

hasMany(Enrollment, "planHours", PlanHours, { by: "enrollmentId", order: { recordedAt: "ASC", startsOn: "ASC" } });
answeredBy(
  PlanHours,
  "aboveLevel",
  (row) =>
    `coalesce(${row}.minutes_per_week > 60 * (select hours.most from (${levelHoursOn(
      `${row}.enrollment_id`,
      `${row}.starts_on`,
    )}) hours), false)`,
);
