import { DateTime, LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Client } from "./client.entity.ts";

/** Added and never changed, except to say that a newer one holds. */
@Entity("client_circumstances")
@ObjectType({ description: "How a client lives, as seen on a day. Null is what nobody has told." })
@Readable({ prefix: "client_circumstances", requires: "client.read" })
export class ClientCircumstances {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @Column({ name: "observed_on", type: "date" })
  @Field(() => LocalDate)
  observedOn: string;

  @Column({ name: "living_arrangement", type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true, description: "TEDS LIVARAG: 1 homeless, 2 dependent, 3 independent." })
  livingArrangement: number | null;

  @Column({ type: "smallint", nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: "TEDS EMPLOY: 1 full-time, 2 part-time, 3 unemployed, 4 not in the labor force.",
  })
  employment: number | null;

  @Column({ name: "self_help_frequency", type: "smallint", nullable: true })
  @Field(() => Int, {
    nullable: true,
    description:
      "TEDS FREQ_ATND_SELF_HELP, meetings in 30 days: 1 none, 2 one to 3, 3 four to 7, 4 eight to 30, 5 some.",
  })
  selfHelpFrequency: number | null;

  @Column({ name: "arrests_past_30_days", type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true })
  arrestsPast30Days: number | null;

  @Column({ type: "boolean", nullable: true })
  @Field(() => Boolean, { nullable: true })
  pregnant: boolean | null;

  @Column({ type: "boolean", nullable: true })
  @Field(() => Boolean, { nullable: true })
  veteran: boolean | null;

  @Column({ name: "injects_drugs", type: "boolean", nullable: true })
  @Field(() => Boolean, { nullable: true })
  injectsDrugs: boolean | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @References("member")
  @Field(() => ID, { nullable: true })
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;

  @Column({ name: "replaced_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Null on what holds now." })
  replacedAt: Date | null;
}

/** One to three rows make a set. */
@Entity("client_substances")
@ObjectType({ description: "A substance a client uses or used, as told on a day; rank 1 is the gravest." })
@Readable({ prefix: "client_substance", requires: "client.read" })
export class ClientSubstance {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @Column({ name: "set_id", type: "uuid" })
  setId: string;

  @Column({ type: "smallint" })
  @Field(() => Int, { description: "1 to 3." })
  rank: number;

  @Column({ type: "smallint" })
  @Field(() => Int, { description: "TEDS SUB, 1 to 19." })
  substance: number;

  @Column({ type: "smallint", nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: "TEDS ROUTE: 1 oral, 2 smoking, 3 inhalation, 4 injection, 5 other.",
  })
  route: number | null;

  @Column({ type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true, description: "TEDS FREQ: 1 none in the past month, 2 some, 3 daily." })
  frequency: number | null;

  @Column({ name: "age_of_first_use", type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true, description: "In years." })
  ageOfFirstUse: number | null;

  @Column({ name: "observed_on", type: "date" })
  @Field(() => LocalDate)
  observedOn: string;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @References("member")
  @Field(() => ID, { nullable: true })
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;

  @Column({ name: "replaced_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Null on the set that holds now." })
  replacedAt: Date | null;
}

hasMany(Client, "circumstances", ClientCircumstances, {
  by: "clientId",
  order: { observedOn: "DESC" },
  limit: 1,
  unless: "replacedAt",
});
hasMany(Client, "circumstancesHistory", ClientCircumstances, {
  by: "clientId",
  order: { observedOn: "DESC", recordedAt: "DESC" },
  limit: 100,
});
hasMany(Client, "substances", ClientSubstance, {
  by: "clientId",
  order: { rank: "ASC" },
  limit: 3,
  unless: "replacedAt",
});
hasMany(Client, "substanceHistory", ClientSubstance, {
  by: "clientId",
  order: { observedOn: "DESC", recordedAt: "DESC", rank: "ASC" },
  limit: 150,
});
