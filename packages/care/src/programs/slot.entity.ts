import { LocalDate, Node, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Modality } from "./modality.ts";
import { ModalityEnum } from "./modality.ts";
import { Program } from "./program.entity.ts";

@Entity("program_slots")
@ObjectType({ implements: Node, description: "A weekly hour of a program's public timetable, where the program is." })
@Readable({ prefix: "program_slot", requires: "program.read" })
export class ProgramSlot {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @Column({ type: "smallint" })
  @Field(() => Int, { description: "1 Monday to 7 Sunday." })
  weekday: number;

  @Column({ name: "starts_at_local", type: "time" })
  @Field(() => String, { description: "Wall time in the zone of the program's site, HH:MM:SS." })
  startsAtLocal: string;

  @Column({ type: "integer" })
  @Field(() => Int)
  minutes: number;

  @Column({ type: "text" })
  @Field(() => ModalityEnum)
  modality: Modality;

  @Column({ type: "boolean" })
  @Field(() => Boolean)
  telehealth: boolean;

  @Column({ name: "valid_from", type: "date" })
  @Field(() => LocalDate)
  validFrom: string;

  @Column({ name: "valid_to", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "The first day it no longer holds." })
  validTo: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt: Date;

  @Column({ type: "integer" })
  version: number;
}

hasMany(Program, "slots", ProgramSlot, {
  by: "programId",
  order: { validFrom: "ASC", weekday: "ASC", startsAtLocal: "ASC" },
  limit: 500,
});
