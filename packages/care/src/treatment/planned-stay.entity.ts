import { DateTime, Readable, References, answeredBy, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";

export const PLANNED_STAY_KINDS = ["PLANNED", "EXTENSION"] as const;
export type PlannedStayKind = (typeof PLANNED_STAY_KINDS)[number];
export const PlannedStayKindEnum = enumType("PlannedStayKind", PLANNED_STAY_KINDS);

/** Appended and never changed; the latest line tells how long the stay is planned to be. */
@Entity("planned_stays")
@ObjectType({ description: "How long a stay is planned to be, or by how much it is extended." })
@Readable({ prefix: "planned_stay", requires: "treatment.read" })
export class PlannedStay {
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
  @Field(() => PlannedStayKindEnum)
  kind: PlannedStayKind;

  @Column({ type: "integer" })
  @Field(() => Int, { description: "Of the whole stay when it is planned, added when it is extended." })
  weeks: number;

  @Column({ name: "total_weeks", type: "integer" })
  @Field(() => Int, { description: "Of the whole stay, with this line." })
  totalWeeks: number;

  @Field(() => Boolean, { description: "Shorter or longer than stays of the program usually are: a warning." })
  outsideTypical: boolean;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  reason: string | null;

  @Column({ name: "decided_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  decidedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(Enrollment, "plannedStays", PlannedStay, { by: "enrollmentId", order: { recordedAt: "ASC" } });
answeredBy(
  PlannedStay,
  "outsideTypical",
  (
    row,
  ) => `select coalesce(${row}.total_weeks < p.typical_weeks_min, false) or coalesce(${row}.total_weeks > p.typical_weeks_max, false)
    from enrollments e join programs p on p.id = e.program_id where e.id = ${row}.enrollment_id`,
);
