import { DateTime, LocalDate, Readable, References, Requires, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import type { TransitionReason, TransitionType } from "./transition.rules.ts";
import { TRANSITION_REASONS, TRANSITION_TYPES } from "./transition.rules.ts";

export const TransitionTypeEnum = enumType("TransitionType", TRANSITION_TYPES);
export const TransitionReasonEnum = enumType("TransitionReason", TRANSITION_REASONS);

/** Appended and never changed; a correction names the one it supersedes. */
@Entity("level_transitions")
@ObjectType({ description: "A change of level of care within a stay." })
@Readable({ prefix: "transition", requires: "enrollment.read" })
export class LevelTransition {
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
  @Field(() => TransitionTypeEnum)
  type: TransitionType;

  @Column({ type: "text" })
  @Field(() => TransitionReasonEnum)
  reason: TransitionReason;

  @Column({ name: "from_edition", type: "text" })
  @Field(() => String)
  fromEdition: string;

  @Column({ name: "from_code", type: "text" })
  @Field(() => String)
  fromCode: string;

  @Column({ name: "from_program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  fromProgramId: string;

  @Column({ name: "to_edition", type: "text" })
  @Field(() => String)
  toEdition: string;

  @Column({ name: "to_code", type: "text" })
  @Field(() => String)
  toCode: string;

  @Column({ name: "to_program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  toProgramId: string;

  @Column({ name: "effective_on", type: "date" })
  @Field(() => LocalDate)
  effectiveOn: string;

  @Column({ name: "assessed_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  assessedOn: string | null;

  @Column({ name: "assessment_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The assessment that the decision rests on." })
  @References("assessment")
  assessmentId: string | null;

  @Column({ name: "assessment_age_days", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true, description: "Days from the assessment to the decision." })
  assessmentAgeDays: number | null;

  /** As the clinician entered them, as they stood when the decision was made; nothing is computed from them. */
  @Column({ type: "jsonb", nullable: true })
  @Requires("treatment.read")
  ratings: Readonly<Record<string, string>> | null;

  @Column({ name: "authorisation_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The authorisation that the change follows, or that was denied." })
  @References("authorisation")
  authorisationId: string | null;

  @Column({ name: "client_agrees", type: "boolean" })
  @Field(() => Boolean)
  clientAgrees: boolean;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  note: string | null;

  @Column({ name: "decided_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  decidedBy: string | null;

  @Column({ name: "supersedes_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("transition")
  supersedesId: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(Enrollment, "transitions", LevelTransition, { by: "enrollmentId", order: { recordedAt: "ASC" } });
