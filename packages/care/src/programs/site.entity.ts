import { DateTime, Node, Readable, References } from "@causeway/database";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("sites")
@ObjectType({ implements: Node, description: "A place where an organisation gives care." })
@Readable({ prefix: "site", requires: "program.read" })
export class Site {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @Field(() => ID)
  @References("organisation")
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ name: "address_line", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  addressLine: string | null;

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
  @Field(() => String, { description: "IANA zone; days and weeks of its programs are counted in it." })
  timeZone: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  phone: string | null;

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
