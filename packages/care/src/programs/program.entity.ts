import { DateTime, Node, Readable, References, computed, hasMany } from "@causeway/database";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { ProgramState } from "./program.machine.ts";
import { PROGRAM_STATES } from "./program.machine.ts";
import { Site } from "./site.entity.ts";

export const ProgramStateEnum = enumType("ProgramState", PROGRAM_STATES);

@Entity("programs")
@ObjectType({ implements: Node, description: "What an organisation offers at one site, at one level of care." })
@Readable({ prefix: "program", requires: "program.read" })
export class Program {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @Field(() => ID)
  @References("organisation")
  organisationId: string;

  @Column({ name: "site_id", type: "uuid" })
  @Field(() => ID)
  @References("site")
  siteId: string;

  @ManyToOne(() => Site)
  @JoinColumn({ name: "site_id" })
  @Field(() => Site)
  site: Site;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "Edition of the ASAM criteria: ASAM3 or ASAM4." })
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String)
  levelCode: string;

  @Column({ type: "text" })
  @Field(() => ProgramStateEnum)
  state: ProgramState;

  @Column({ type: "boolean" })
  @Field(() => Boolean, { description: "Listed in the directory while it is active." })
  published: boolean;

  @Column({ type: "integer" })
  @Field(() => Int, { description: "Clients it can hold at once." })
  capacity: number;

  /** Changed by `holdPlace` and `releasePlace` alone. */
  @Column({ name: "places_held", type: "integer" })
  @Field(() => Int, { description: "Places taken by admitted clients and accepted referrals." })
  placesHeld: number;

  @Column({ type: "text", array: true })
  @Field(() => [String])
  services: string[];

  @Column({ type: "text", array: true })
  @Field(() => [String])
  payers: string[];

  @Column({ type: "text", array: true })
  @Field(() => [String])
  populations: string[];

  @Column({ type: "text", array: true })
  @Field(() => [String])
  languages: string[];

  // numeric reads as text, so that no digit is lost on the way.
  @Column({ name: "hours_per_week_min", type: "numeric", precision: 5, scale: 2, nullable: true })
  @Field(() => Float, { nullable: true })
  hoursPerWeekMin: number | string | null;

  @Column({ name: "hours_per_week_max", type: "numeric", precision: 5, scale: 2, nullable: true })
  @Field(() => Float, { nullable: true })
  hoursPerWeekMax: number | string | null;

  @Column({ name: "days_per_week_min", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  daysPerWeekMin: number | null;

  @Column({ name: "days_per_week_max", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  daysPerWeekMax: number | null;

  @Column({ name: "openings_confirmed_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When a person last said that the openings are right." })
  openingsConfirmedAt: Date | null;

  @Column({ name: "external_id", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  externalId: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(Program, "openings", ["capacity", "placesHeld"]);
computed(Program, "availableActions", ["state", "published"]);
hasMany(Site, "programs", Program, { by: "siteId", order: { name: "ASC" } });
