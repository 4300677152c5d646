import { DateTime, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Enrollment } from "./enrollment.entity.ts";

export const CORRECTED_DATES = ["requestedAt", "firstContactOn", "firstOfferedOn", "admittedOn"] as const;
export type CorrectedDate = (typeof CORRECTED_DATES)[number];
export const CorrectedDateEnum = enumType("CorrectedEnrollmentDate", CORRECTED_DATES);

/** A date of the way in, as it stood before a correction and after it. Never changed. */
@Entity("enrollment_date_changes")
@ObjectType({ description: "A correction of one of an enrollment's dates." })
@Readable({ prefix: "enrollment_date_change", requires: "enrollment.read" })
export class EnrollmentDateChange {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  enrollmentId: string;

  @Column({ type: "text" })
  @Field(() => CorrectedDateEnum)
  field: CorrectedDate;

  @Column({ name: "from_value", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "A day, or for the request an instant; null where none stood." })
  fromValue: string | null;

  @Column({ name: "to_value", type: "text" })
  @Field(() => String)
  toValue: string;

  @Column({ type: "text" })
  @Field(() => String)
  reason: string;

  @Column({ name: "changed_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  changedBy: string | null;

  @Column({ name: "changed_at", type: "timestamptz" })
  @Field(() => DateTime)
  changedAt: Date;
}

/** A discharge that was entered wrongly and taken back; what it said stays on record. */
@Entity("voided_discharges")
@ObjectType({ description: "A discharge that was taken back." })
@Readable({ prefix: "voided_discharge", requires: "enrollment.read" })
export class VoidedDischarge {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  enrollmentId: string;

  /** By the names of the enrollment's own fields. */
  @Column({ type: "jsonb" })
  record: Readonly<Record<string, unknown>>;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime, { description: "When the discharge had been entered." })
  recordedAt: Date;

  @Column({ name: "void_reason", type: "text" })
  @Field(() => String)
  voidReason: string;

  @Column({ name: "voided_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  voidedBy: string | null;

  @Column({ name: "voided_at", type: "timestamptz" })
  @Field(() => DateTime)
  voidedAt: Date;
}

hasMany(Enrollment, "dateChanges", EnrollmentDateChange, {
  by: "enrollmentId",
  order: { changedAt: "ASC", id: "ASC" },
});
hasMany(Enrollment, "voidedDischarges", VoidedDischarge, { by: "enrollmentId", order: { voidedAt: "ASC", id: "ASC" } });
