import { LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Program } from "./program.entity.ts";

export const PRICE_UNITS = ["DAY", "HOUR", "VISIT"] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];
export const PriceUnitEnum = enumType("PriceUnit", PRICE_UNITS);

@Entity("program_prices")
@ObjectType({ description: "What a program charges who pays for themselves." })
@Readable({ prefix: "program_price", requires: "program.read" })
export class ProgramPrice {
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
  @Field(() => PriceUnitEnum)
  unit: PriceUnit;

  @Column({ name: "amount_minor", type: "integer" })
  @Field(() => Int, { description: "In the smallest unit of the currency: cents of a dollar." })
  amountMinor: number;

  @Column({ type: "text" })
  @Field(() => String, { description: "ISO 4217." })
  currency: string;

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

hasMany(Program, "prices", ProgramPrice, { by: "programId", order: { validFrom: "ASC", unit: "ASC" } });
