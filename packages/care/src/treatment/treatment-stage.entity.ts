import { DateTime, LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";

export const TREATMENT_STAGES = ["ENGAGEMENT", "EARLY_RECOVERY", "MAINTENANCE", "COMMUNITY_SUPPORT"] as const;
export type Stage = (typeof TREATMENT_STAGES)[number];
export const TreatmentStageEnum = enumType("TreatmentStageName", TREATMENT_STAGES);

@Entity("treatment_stages")
@ObjectType({ description: "The stage of treatment a client is in, whatever the level of care." })
@Readable({ prefix: "treatment_stage", requires: "treatment.read" })
export class TreatmentStage {
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
  @Field(() => TreatmentStageEnum)
  stage: Stage;

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

hasMany(Enrollment, "treatmentStages", TreatmentStage, {
  by: "enrollmentId",
  order: { recordedAt: "ASC", startsOn: "ASC" },
});
