import { DateTime, LocalDate, Node, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import type { PartingKind } from "./partings.rules.ts";
import { PARTING_KINDS } from "./partings.rules.ts";

export const PartingKindEnum = enumType(
  "LanePartingKind",
  PARTING_KINDS,
  "UNAUTHORISED: days that nothing granted covers. LEVEL_DIFFERS: what covers them is for another level. ATTENDED_BELOW: two weeks or more below the level. UNITS_EXHAUSTED: care beyond the units granted. CARE_AFTER_DENIAL: care went on after a denial. ENDS_BEFORE_PLAN: what is granted ends within two weeks, the plan goes on, and nothing is asked for.",
);

/** Follows from the lanes and is never written by hand; see `partings`. */
@Entity("lane_alerts")
@ObjectType({ implements: Node, description: "Days on which the lanes of a stay are, or were, apart." })
@Readable({ prefix: "lane_alert", requires: "authorisation.read" })
export class LaneAlert {
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

  @Column({ name: "authorisation_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("authorisation")
  authorisationId: string | null;

  @Column({ type: "text" })
  @Field(() => PartingKindEnum)
  kind: PartingKind;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day the lanes are together again; null until then." })
  endsOn: string | null;

  @Column({ name: "clinical_edition", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  clinicalEdition: string | null;

  @Column({ name: "clinical_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  clinicalCode: string | null;

  @Column({ name: "authorised_edition", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  authorisedEdition: string | null;

  @Column({ name: "authorised_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  authorisedCode: string | null;

  @Column({ type: "boolean" })
  @Field(() => Boolean, { description: "An answer of the payer is awaited for these days." })
  pending: boolean;

  @Column({ name: "opened_at", type: "timestamptz" })
  @Field(() => DateTime)
  openedAt: Date;

  @Column({ name: "closed_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the lanes were seen together again." })
  closedAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(Enrollment, "laneAlerts", LaneAlert, { by: "enrollmentId", order: { openedAt: "DESC" } });
