import { DateTime, LocalDate, Node, Readable, References, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Program } from "./program.entity.ts";

@Entity("capacity_notices")
@ObjectType({
  implements: Node,
  description:
    "That a block-grant program reached 90 % of its capacity, and when the state was told (45 CFR 96.126(a)).",
})
@Readable({ prefix: "capacity_notice", requires: "program.read" })
export class CapacityNotice {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "program_id" })
  @Field(() => Program)
  program: Program;

  @Column({ name: "reached_at", type: "timestamptz" })
  @Field(() => DateTime)
  reachedAt: Date;

  @Column({ name: "places_held", type: "integer" })
  @Field(() => Int)
  placesHeld: number;

  @Column({ type: "integer" })
  @Field(() => Int)
  capacity: number;

  @Column({ name: "due_on", type: "date" })
  @Field(() => LocalDate, { description: "Last day on which the state is told." })
  dueOn: string;

  @Column({ name: "sent_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  sentOn: string | null;

  @Column({ name: "sent_to", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "The office that was told." })
  sentTo: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "By what it can be found again: a number, a message id." })
  reference: string | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  recordedAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(CapacityNotice, "availableActions", ["sentOn"]);
