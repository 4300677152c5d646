import { DateTime, LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Program } from "./program.entity.ts";
import type { ProgramCommand } from "./program.machine.ts";
import { PROGRAM_COMMANDS } from "./program.machine.ts";

export const ProgramCommandEnum = enumType("ProgramCommand", PROGRAM_COMMANDS);

@Entity("program_state_changes")
@ObjectType({ description: "A change of a program's state: one that took effect, or the one that is planned." })
@Readable({ prefix: "program_state_change", requires: "program.read" })
export class ProgramStateChange {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @Column({ type: "text" })
  @Field(() => ProgramCommandEnum)
  command: ProgramCommand;

  @Column({ name: "effective_on", type: "date" })
  @Field(() => LocalDate)
  effectiveOn: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  reason: string | null;

  @Column({ name: "decided_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  decidedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;

  @Column({ name: "taken_effect_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Null while it is planned, and when it was taken back." })
  takenEffectAt: Date | null;

  @Column({ name: "cancelled_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  cancelledAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(Program, "stateChanges", ProgramStateChange, { by: "programId", order: { recordedAt: "DESC" } });
