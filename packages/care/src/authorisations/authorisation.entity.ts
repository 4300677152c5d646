import { DateTime, LocalDate, Node, Readable, References, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import type { AuthorisationState } from "./authorisation.machine.ts";
import { AUTHORISATION_STATES } from "./authorisation.machine.ts";
import type { AuthorisationUnit } from "./billing-code.entity.ts";
import { AuthorisationUnitEnum } from "./billing-code.entity.ts";

export const AuthorisationStateEnum = enumType("AuthorisationState", AUTHORISATION_STATES);

@Entity("authorisations")
@ObjectType({ implements: Node, description: "What a payer was asked to cover of a stay, and what it answered." })
@Readable({ prefix: "authorisation", requires: "authorisation.read" })
export class Authorisation {
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

  @Column({ name: "client_id", type: "uuid" })
  @Field(() => ID)
  @References("client")
  clientId: string;

  @Column({ name: "coverage_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("coverage")
  coverageId: string | null;

  @Column({ type: "text" })
  @Field(() => AuthorisationStateEnum)
  state: AuthorisationState;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "The payer's number." })
  number: string | null;

  @Column({ type: "text" })
  @Field(() => String)
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String, { description: "The level asked for; once decided, the level granted." })
  levelCode: string;

  @Column({ name: "service_code", type: "text" })
  @Field(() => String)
  serviceCode: string;

  @Column({ type: "text" })
  @Field(() => AuthorisationUnitEnum)
  unit: AuthorisationUnit;

  @Column({ name: "daily_minutes_min", type: "integer" })
  @Field(() => Int, { description: "Minutes of care that make a day billable; counts for units of a day alone." })
  dailyMinutesMin: number;

  @Column({ name: "requested_units", type: "integer" })
  @Field(() => Int)
  requestedUnits: number;

  @Column({ name: "approved_units", type: "integer" })
  @Field(() => Int, {
    description: "0 until something is granted; what a part-approval granted stands during its appeal.",
  })
  approvedUnits: number;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date" })
  @Field(() => LocalDate, { description: "First day it no longer covers." })
  endsOn: string;

  @Column({ name: "next_review_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Day of the next continued-stay review." })
  nextReviewOn: string | null;

  @Column({ name: "appeal_due_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Last day of an appeal against a denial, whole or in part." })
  appealDueOn: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(Authorisation, "availableActions", ["state"]);
hasMany(Enrollment, "authorisations", Authorisation, { by: "enrollmentId", order: { startsOn: "ASC", id: "ASC" } });
