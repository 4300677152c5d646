import { DateTime, Readable, References, computed, hasMany } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import type { FitItem, FitLine } from "./fit.rules.ts";
import { FIT_ANSWERS, FIT_ITEMS } from "./fit.rules.ts";

export const FitItemEnum = enumType("FitItem", FIT_ITEMS, "Signs that intensive outpatient care fits, or may not.");
export const FitAnswerEnum = enumType("FitAnswer", FIT_ANSWERS);
export const SCREENING_DECISIONS = ["PROCEED", "PROCEED_WITH_PLAN", "HIGHER_LEVEL_NEEDED", "NOT_SUITABLE"] as const;
export type ScreeningDecision = (typeof SCREENING_DECISIONS)[number];
export const ScreeningDecisionEnum = enumType("ScreeningDecision", SCREENING_DECISIONS);

@Entity("screenings")
@ObjectType({ description: "What a clinician decided of a request, and on which answers." })
@Readable({ prefix: "screening", requires: "treatment.read" })
export class Screening {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID, { description: "The program it was decided for." })
  @References("program")
  programId: string;

  @Column({ type: "jsonb" })
  answers: readonly FitLine[];

  @Column({ type: "text", array: true })
  @Field(() => [FitItemEnum])
  flags: FitItem[];

  @Column({ type: "text" })
  @Field(() => ScreeningDecisionEnum)
  decision: ScreeningDecision;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  note: string | null;

  @Column({ name: "decided_by", type: "uuid" })
  @Field(() => ID)
  @References("member")
  decidedBy: string;

  @Column({ name: "decided_at", type: "timestamptz" })
  @Field(() => DateTime)
  decidedAt: Date;
}

computed(Screening, "answers", ["answers"]);
hasMany(Enrollment, "screenings", Screening, { by: "enrollmentId", order: { decidedAt: "DESC" } });
