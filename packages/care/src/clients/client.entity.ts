import { DateTime, LocalDate, Node, Readable, References, answeredBy, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";

export const SEXES = ["FEMALE", "MALE", "OTHER", "UNKNOWN"] as const;
export type Sex = (typeof SEXES)[number];
export const SexEnum = enumType("Sex", SEXES);

export const REACH_CHANNELS = ["EMAIL", "SMS", "VOICE", "MAIL"] as const;
export type ReachChannel = (typeof REACH_CHANNELS)[number];
export const ReachChannelEnum = enumType("ReachChannel", REACH_CHANNELS, "How somebody is reached.");
export const TIMES_OF_DAY = ["MORNING", "AFTERNOON", "EVENING"] as const;
export type TimeOfDay = (typeof TIMES_OF_DAY)[number];
export const TimeOfDayEnum = enumType("TimeOfDay", TIMES_OF_DAY);

@Entity("clients")
@ObjectType({ implements: Node, description: "A person in care, or asking for it, at one organisation." })
@Readable({ prefix: "client", requires: "client.read", continuesAs: "mergedIntoId" })
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
  @Field(() => String, { nullable: true, description: "IANA zone that the person gave; see `details.localTimeZone`." })
  timeZone: string | null;

  /** Kept in step with the set of substances that holds now. */
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

  /** The record of the same person that goes on; never one that was merged itself. */
  @Column({ name: "merged_into_id", type: "uuid", nullable: true })
  mergedIntoId: string | null;

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

  @Column({ name: "phone_shared", type: "boolean" })
  @Field(() => Boolean, { description: "The phone of a household or shared with somebody: no calls, no texts." })
  phoneShared: boolean;

  @Column({ name: "voicemail_allowed", type: "boolean" })
  @Field(() => Boolean, { description: "Whether a message may be left." })
  voicemailAllowed: boolean;

  @Column({ name: "home_mail_allowed", type: "boolean" })
  @Field(() => Boolean, { description: "Whether letters may be sent home." })
  homeMailAllowed: boolean;

  @Column({ name: "preferred_channel", type: "text", nullable: true })
  @Field(() => ReachChannelEnum, { nullable: true })
  preferredChannel: ReachChannel | null;

  @Column({ name: "preferred_language", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "BCP 47, as in `es` or `pt-BR`." })
  preferredLanguage: string | null;

  @Column({ name: "best_time", type: "text", nullable: true })
  @Field(() => TimeOfDayEnum, { nullable: true, description: "When the person is best reached, where they live." })
  bestTime: TimeOfDay | null;

  @Column({ name: "postal_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  postalCode: string | null;

  /** `Client.timeZone`, answered beside the address so that the zone to write in is told from both. */
  zoneGiven: string | null;

  /** Normalised for search; see `searchNameOf`. Never shown. */
  @Column({ name: "search_name", type: "text" })
  searchName: string;

  @Column({ type: "integer" })
  version: number;
}

hasMany(Client, "mergedFrom", Client, { by: "mergedIntoId", order: { createdAt: "ASC" }, limit: 20 });
computed(Client, "availableActions", ["deceasedOn"]);
computed(Client, "possibleDuplicates", ["id"]);
answeredBy(ClientDetails, "zoneGiven", (row) => `select c.time_zone from clients c where c.id = ${row}.client_id`);
computed(ClientDetails, "localTimeZone", ["postalCode", "zoneGiven"]);
computed(ClientDetails, "safeChannels", [
  "email",
  "emailSafe",
  "phone",
  "phoneSafe",
  "phoneShared",
  "postalCode",
  "homeMailAllowed",
]);
