import { DateTime, LocalDate, Readable, References } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("episodes")
@ObjectType({ description: "All care between a client's entry and final discharge, over one or several enrollments." })
@Readable({ prefix: "episode", requires: "enrollment.read" })
export class Episode {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @Field(() => ID)
  @References("client")
  clientId: string;

  @Column({ name: "previous_episode_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("episode")
  previousEpisodeId: string | null;

  @Column({ name: "opened_on", type: "date" })
  @Field(() => LocalDate)
  openedOn: string;

  @Column({ name: "closed_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  closedOn: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}
