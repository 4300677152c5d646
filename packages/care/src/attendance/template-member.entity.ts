import { LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { SessionTemplate } from "./session-template.entity.ts";

@Entity("session_template_members")
@ObjectType({ description: "An enrollment that is expected at the sessions of a template, from a day to a day." })
@Readable({ prefix: "template_member", requires: "enrollment.read" })
export class SessionTemplateMember {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "template_id", type: "uuid" })
  @Field(() => ID)
  @References("session_template")
  templateId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @ManyToOne(() => Enrollment)
  @JoinColumn({ name: "enrollment_id" })
  @Field(() => Enrollment)
  enrollment: Enrollment;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day on which the client is no longer expected." })
  endsOn: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(SessionTemplate, "members", SessionTemplateMember, { by: "templateId", order: { startsOn: "ASC" } });
