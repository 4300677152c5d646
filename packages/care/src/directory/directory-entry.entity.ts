import { DateTime, Readable, References } from "@causeway/database";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("directory_entries")
@ObjectType("DirectoryProgram", {
  description: "A published program as every organisation may find it. Holds no client data.",
})
@Readable({ prefix: "program", requires: "directory.read" })
export class DirectoryEntry {
  @PrimaryColumn({ name: "program_id", type: "uuid" })
  @Field(() => ID, { description: "Id of the program." })
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @Field(() => ID)
  @References("organisation")
  organisationId: string;

  @Column({ name: "organisation_name", type: "text" })
  @Field(() => String)
  organisationName: string;

  @Column({ name: "program_name", type: "text" })
  @Field(() => String)
  programName: string;

  @Column({ name: "site_name", type: "text" })
  @Field(() => String)
  siteName: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  city: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  region: string | null;

  @Column({ name: "postal_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  postalCode: string | null;

  @Column({ type: "double precision", nullable: true })
  @Field(() => Float, { nullable: true })
  latitude: number | null;

  @Column({ type: "double precision", nullable: true })
  @Field(() => Float, { nullable: true })
  longitude: number | null;

  @Column({ name: "time_zone", type: "text" })
  @Field(() => String)
  timeZone: string;

  @Column({ type: "text" })
  @Field(() => String)
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String)
  levelCode: string;

  @Column({ name: "level_rank", type: "integer" })
  levelRank: number;

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

  @Column({ type: "integer" })
  @Field(() => Int)
  capacity: number;

  @Column({ type: "integer" })
  @Field(() => Int)
  openings: number;

  @Column({ name: "openings_confirmed_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  openingsConfirmedAt: Date | null;

  @Column({ name: "updated_at", type: "timestamptz" })
  @Field(() => DateTime)
  updatedAt: Date;
}
