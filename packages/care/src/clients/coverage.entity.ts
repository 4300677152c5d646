import { DateTime, LocalDate, Readable, References, Requires, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Client } from "./client.entity.ts";

@Entity("coverages")
@ObjectType({ description: "Who pays for a client's care, over a span of days." })
@Readable({ prefix: "coverage", requires: "client.read", personalOf: "clientId" })
export class Coverage {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @Field(() => ID)
  @References("client")
  clientId: string;

  @Column({ name: "payment_source", type: "smallint" })
  @Field(() => Int, { description: "TEDS PRIMPAY, 1 to 7." })
  paymentSource: number;

  @Column({ name: "payer_name", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  payerName: string | null;

  @Column({ name: "plan_name", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  planName: string | null;

  @Column({ name: "member_id", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "The payer's number of the member; needs client.details.read." })
  @Requires("client.details.read")
  memberId: string | null;

  @Column({ name: "share_percent", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true, description: "Part of the price that the client pays, 0 to 100." })
  sharePercent: number | null;

  @Column({ name: "share_amount", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true, description: "What the client pays a day, in minor units of `shareCurrency`." })
  shareAmount: number | null;

  @Column({ name: "share_currency", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "ISO 4217." })
  shareCurrency: string | null;

  @Column({ name: "deductible_note", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  deductibleNote: string | null;

  @Column({ name: "valid_from", type: "date" })
  @Field(() => LocalDate)
  validFrom: string;

  @Column({ name: "valid_to", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day it is no longer valid." })
  validTo: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(Client, "coverages", Coverage, { by: "clientId", order: { validFrom: "DESC" }, limit: 50 });
