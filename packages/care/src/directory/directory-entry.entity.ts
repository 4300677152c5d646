import { DateTime, Readable, References, computed } from "@causeway/database";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { PartOfDay } from "./criteria.rules.ts";
import { PARTS_OF_DAY } from "./criteria.rules.ts";

export const PartOfDayEnum = enumType("PartOfDay", PARTS_OF_DAY);

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

  @Column({ name: "treatment_models", type: "text", array: true })
  @Field(() => [String])
  treatmentModels: string[];

  @Column({ type: "smallint", array: true })
  @Field(() => [Int], { description: "Days of the timetable, 1 Monday to 7 Sunday; empty where there is none." })
  weekdays: number[];

  @Column({ name: "parts_of_day", type: "text", array: true })
  @Field(() => [PartOfDayEnum], {
    description: "When its slots begin, where the program is: before 12:00, before 17:00, or later.",
  })
  partsOfDay: PartOfDay[];

  @Column({ name: "ages_min", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  agesMin: number | null;

  @Column({ name: "ages_max", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  agesMax: number | null;

  @Column({ name: "co_occurring", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "NONE, CAPABLE or ENHANCED; null: not said." })
  coOccurring: string | null;

  @Column({ name: "medication_policy", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "NOT_ACCEPTED, ACCEPTED or PRESCRIBED; null: not said." })
  medicationPolicy: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "NONE, HYBRID or FULL; null: not said." })
  telehealth: string | null;

  @Column({ name: "price_per_day_minor", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true, description: "In the smallest unit of the currency." })
  pricePerDayMinor: number | null;

  @Column({ name: "price_currency", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "ISO 4217." })
  priceCurrency: string | null;

  @Column({ type: "text", array: true })
  @Field(() => [String], { description: "Codes of ACCREDITATION_BODY that hold today." })
  accreditations: string[];

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

computed(DirectoryEntry, "openingsStale", ["openingsConfirmedAt"]);
