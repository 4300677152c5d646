import { DateTime, LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Client } from "./client.entity.ts";

@Entity("coverages")
@ObjectType({ description: "Who pays for a client's care, over a span of days." })
@Readable({ prefix: "coverage", requires: "client.read" })
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

  @Column({ name: "valid_from", type: "date" })
  @Field(() => LocalDate)
  validFrom: string;

  @Column({ name: "valid_to", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day it is no longer valid." })
  validTo: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;
}

hasMany(Client, "coverages", Coverage, { by: "clientId", order: { validFrom: "DESC" }, limit: 50 });
