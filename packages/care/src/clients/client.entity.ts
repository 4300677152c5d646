import { DateTime, LocalDate, Node, Readable, References, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";

export const SEXES = ["FEMALE", "MALE", "OTHER", "UNKNOWN"] as const;
export type Sex = (typeof SEXES)[number];
export const SexEnum = enumType("Sex", SEXES);

@Entity("clients")
@ObjectType({ implements: Node, description: "A person in care, or asking for it, at one organisation." })
@Readable({ prefix: "client", requires: "client.read" })
export class Client {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @Field(() => ID)
  @References("organisation")
  organisationId: string;

  @OneToOne(() => ClientDetails, (details) => details.client)
  @Field(() => ClientDetails, { description: "What identifies the person; needs client.details.read." })
  details: ClientDetails;

  @Column({ name: "time_zone", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "IANA zone the person lives in, where known." })
  timeZone: string | null;

  @Column({ name: "primary_substance", type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true, description: "TEDS SUB1, 1 to 19." })
  primarySubstance: number | null;

  @Column({ name: "do_not_contact", type: "boolean" })
  @Field(() => Boolean)
  doNotContact: boolean;

  @Column({ name: "deceased_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  deceasedOn: string | null;

  @Column({ name: "external_id", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  externalId: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "voided_at", type: "timestamptz", nullable: true })
  voidedAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

/** The one room for what identifies a client. */
@Entity("client_details")
@ObjectType()
@Readable({ prefix: "client", requires: "client.details.read", personalOf: "clientId" })
export class ClientDetails {
  @PrimaryColumn({ name: "client_id", type: "uuid" })
  clientId: string;

  @OneToOne(() => Client, (client) => client.details)
  @JoinColumn({ name: "client_id" })
  client: Client;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "given_name", type: "text" })
  @Field(() => String)
  givenName: string;

  @Column({ name: "family_name", type: "text" })
  @Field(() => String)
  familyName: string;

  @Column({ name: "birth_date", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  birthDate: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => SexEnum, { nullable: true })
  sex: Sex | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  email: string | null;

  @Column({ name: "email_safe", type: "boolean" })
  @Field(() => Boolean, { description: "False where others may read the mails." })
  emailSafe: boolean;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  phone: string | null;

  @Column({ name: "phone_safe", type: "boolean" })
  @Field(() => Boolean, { description: "False where others may answer or listen." })
  phoneSafe: boolean;

  @Column({ name: "postal_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  postalCode: string | null;

  /** Normalised for search; see `searchNameOf`. Never shown. */
  @Column({ name: "search_name", type: "text" })
  searchName: string;

  @Column({ type: "integer" })
  version: number;
}

computed(Client, "availableActions", ["deceasedOn"]);
computed(Client, "possibleDuplicates", ["id"]);
