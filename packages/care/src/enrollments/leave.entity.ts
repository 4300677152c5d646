import { DateTime, LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Enrollment } from "./enrollment.entity.ts";

/** Days away, as known from one moment to another; what the enrollment itself says is only the leave that goes on. */
@Entity("enrollment_leaves")
@ObjectType({ description: "Days within a stay on which the client was away and kept the place." })
@Readable({ prefix: "leave", requires: "enrollment.read" })
export class EnrollmentLeave {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Day of the return; null while the client is away." })
  endsOn: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;

  @Column({ name: "superseded_at", type: "timestamptz", nullable: true })
  supersededAt: Date | null;
}

hasMany(Enrollment, "leaves", EnrollmentLeave, {
  by: "enrollmentId",
  order: { startsOn: "ASC" },
  unless: "supersededAt",
});
