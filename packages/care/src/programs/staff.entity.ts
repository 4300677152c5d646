import { LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Membership } from "@causeway/identity";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Program } from "./program.entity.ts";

export const STAFF_ROLES = [
  "MANAGER",
  "COUNSELOR",
  "THERAPIST",
  "NURSE",
  "PRESCRIBER",
  "CASE_MANAGER",
  "PEER",
  "OTHER",
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
export const StaffRoleEnum = enumType("ProgramStaffRole", STAFF_ROLES);

@Entity("program_staff")
@ObjectType({ description: "A member who works in a program, for a time." })
@Readable({ prefix: "program_staff", requires: "program.read" })
export class ProgramStaff {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @Column({ name: "membership_id", type: "uuid" })
  @Field(() => ID)
  @References("member")
  memberId: string;

  @ManyToOne(() => Membership)
  @JoinColumn({ name: "membership_id" })
  @Field(() => Membership)
  member: Membership;

  @Column({ type: "text" })
  @Field(() => StaffRoleEnum)
  role: StaffRole;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "The first day no longer there." })
  endsOn: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(Program, "staff", ProgramStaff, { by: "programId", order: { startsOn: "ASC" } });
