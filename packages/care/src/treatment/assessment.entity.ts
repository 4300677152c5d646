import { DateTime, LocalDate, Node, Readable, References, answeredBy, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import type { AssessmentKind } from "./assessment.rules.ts";
import { ASSESSMENT_KINDS } from "./assessment.rules.ts";

export const AssessmentKindEnum = enumType("AssessmentKind", ASSESSMENT_KINDS);

/** Appended and never changed; a correction names the one it supersedes. */
@Entity("assessments")
@ObjectType({ implements: Node, description: "A clinician's assessment of a client during a stay, as it was entered." })
@Readable({ prefix: "assessment", requires: "treatment.read" })
export class Assessment {
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
  @Field(() => AssessmentKindEnum)
  kind: AssessmentKind;

  @Column({ name: "assessed_on", type: "date" })
  @Field(() => LocalDate)
  assessedOn: string;

  @Field(() => Int, { description: "Days since, where the program is." })
  ageInDays: number;

  @Column({ type: "text" })
  @Field(() => String, { description: "Of the dimensions and levels: ASAM3 or ASAM4." })
  edition: string;

  @Column({ type: "jsonb" })
  ratings: Readonly<Record<string, string>>;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  summary: string | null;

  @Column({ name: "assessed_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  assessedBy: string | null;

  @Column({ name: "supersedes_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The assessment that this one corrects." })
  @References("assessment")
  supersedesId: string | null;

  @Field(() => Boolean, { description: "True when a later entry corrects this one." })
  superseded: boolean;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(Enrollment, "assessments", Assessment, { by: "enrollmentId", order: { assessedOn: "ASC", recordedAt: "ASC" } });
answeredBy(
  Assessment,
  "superseded",
  (row) => `exists (select from assessments later where later.supersedes_id = ${row}.id)`,
);
answeredBy(
  Assessment,
  "ageInDays",
  (row) => `select (app_now() at time zone s.time_zone)::date - ${row}.assessed_on from enrollments e
    join programs p on p.id = e.program_id join sites s on s.id = p.site_id where e.id = ${row}.enrollment_id`,
);
