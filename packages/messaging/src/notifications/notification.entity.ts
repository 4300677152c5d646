import { DateTime, Readable } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

/** One notice to one member, inside the console. */
@Entity("notifications")
@ObjectType({ description: "A notice to a member. Neutral words and a path in the console; never a person's details." })
@Readable({ prefix: "notification", requires: "organisation.read" })
export class Notification {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "membership_id", type: "uuid" })
  membershipId: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "What it is about, e.g. `referral.received`." })
  kind: string;

  @Column({ name: "subject_id", type: "uuid" })
  subjectId: string;

  @Column({ type: "text" })
  @Field(() => String)
  title: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "Path in the console." })
  link: string;

  @Column({ name: "dedupe_key", type: "text" })
  dedupeKey: string;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "read_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  readAt: Date | null;
}
