import { DateTime, LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Program } from "../programs/index.ts";
import { Enrollment } from "./enrollment.entity.ts";

/**
 * A level of care over days, as known from one moment to another: a row is never changed except
 * to say when it was superseded, so that what was believed on a day can still be told.
 */
@Entity("placements")
@ObjectType({ description: "A dated level of care within an enrollment." })
@Readable({ prefix: "placement", requires: "enrollment.read" })
export class Placement {
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
  @Field(() => ID)
  @References("program")
  programId: string;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "program_id" })
  @Field(() => Program)
  program: Program;

  @Column({ type: "text" })
  @Field(() => String)
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String)
  levelCode: string;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day it no longer holds." })
  endsOn: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;

  @Column({ name: "superseded_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  supersededAt: Date | null;
}

hasMany(Enrollment, "placements", Placement, { by: "enrollmentId", order: { recordedAt: "ASC", startsOn: "ASC" } });
