import { LocalDate, Node, Readable, References } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Site } from "../programs/index.ts";

@Entity("holidays")
@ObjectType({ implements: Node, description: "A day on which nothing is held, at one site or at all." })
@Readable({ prefix: "holiday", requires: "program.read" })
export class Holiday {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "site_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "Null: at every site." })
  @References("site")
  siteId: string | null;

  @ManyToOne(() => Site)
  @JoinColumn({ name: "site_id" })
  @Field(() => Site, { nullable: true })
  site: Site | null;

  @Column({ type: "date" })
  @Field(() => LocalDate)
  day: string;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt: Date;
}
