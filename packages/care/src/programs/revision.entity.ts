import { DateTime, LocalDate, Readable, References, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Program } from "./program.entity.ts";

/** By field: its value before and after. */
export type ProgramChanges = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

@Entity("program_revisions")
@ObjectType({ description: "What somebody changed of a program, and when." })
@Readable({ prefix: "program_revision", requires: "program.read" })
export class ProgramRevision {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @Column({ type: "timestamptz" })
  @Field(() => DateTime)
  at: Date;

  @Column({ name: "changed_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The member; null for an API client, a link and the system." })
  @References("member")
  changedBy: string | null;

  @Column({ type: "jsonb" })
  changes: ProgramChanges;
}

@Entity("program_capacities")
@ObjectType({ description: "The capacity a program has had from a day on." })
@Readable({ prefix: "program_capacity", requires: "program.read" })
export class ProgramCapacity {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @Column({ type: "integer" })
  @Field(() => Int)
  capacity: number;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate, { description: "Of several of one day the one recorded last holds." })
  startsOn: string;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

computed(ProgramRevision, "changes", ["changes"]);
hasMany(Program, "revisions", ProgramRevision, { by: "programId", order: { at: "DESC" } });
hasMany(Program, "capacityHistory", ProgramCapacity, {
  by: "programId",
  order: { startsOn: "DESC", recordedAt: "DESC" },
});
