import { DateTime, LocalDate, Readable, References } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import { Program } from "../programs/index.ts";
import type { DoseStatus } from "./dose.rules.ts";
import { DOSE_STATUSES } from "./dose.rules.ts";

export const DoseStatusEnum = enumType(
  "DoseStatus",
  DOSE_STATUSES,
  "What a week of care came to: as much as asked for, less, more than the level goes up to, less by a taper, or not judged: too few days, or nothing asked for.",
);

@Entity("enrollment_weeks")
@ObjectType({ description: "What a week of a stay asked for and what was delivered, from Monday to Monday." })
@Readable({ prefix: "week", requires: "enrollment.read" })
export class EnrollmentWeek {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @ManyToOne(() => Enrollment)
  @JoinColumn({ name: "enrollment_id" })
  @Field(() => Enrollment)
  enrollment: Enrollment;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID, { description: "Where the client was at the end of the week." })
  @References("program")
  programId: string;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "program_id" })
  @Field(() => Program)
  program: Program;

  @Column({ name: "week_starts_on", type: "date" })
  @Field(() => LocalDate, { description: "A Monday, where the program is." })
  weekStartsOn: string;

  @Column({ name: "ends_at", type: "timestamptz" })
  @Field(() => DateTime, { description: "Until then the status says what the week came to so far." })
  endsAt: Date;

  @Column({ name: "required_minutes", type: "integer" })
  @Field(() => Int)
  requiredMinutes: number;

  @Column({ name: "delivered_minutes", type: "integer" })
  @Field(() => Int)
  deliveredMinutes: number;

  @Column({ name: "max_minutes", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true, description: "The most that the level goes up to; null where it sets no bound." })
  maxMinutes: number | null;

  @Column({ type: "text" })
  @Field(() => DoseStatusEnum)
  status: DoseStatus;

  @Column({ name: "days_in_placement", type: "integer" })
  @Field(() => Int, { description: "Without the days of leave; with fewer than four the week is not judged." })
  daysInPlacement: number;

  @Column({ name: "computed_at", type: "timestamptz" })
  @Field(() => DateTime)
  computedAt: Date;

  @Column({ type: "integer" })
  version: number;
}
