import { DateTime, Readable } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

/** A job owed to this organisation that failed for good. */
@Entity("dispatches")
@ObjectType({ description: "A job that failed for good. It stays until it is replayed." })
@Readable({ prefix: "dispatch", requires: "queue.manage" })
export class DeadLetter {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => String)
  job: string;

  /** The event or the deadline that it is owed for. */
  @Column({ name: "source_id", type: "uuid" })
  sourceId: string;

  /** Ids alone. */
  @Column({ type: "jsonb" })
  data: Record<string, string>;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "done_at", type: "timestamptz", nullable: true })
  doneAt: Date | null;

  @Column({ name: "dead_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  deadAt: Date | null;

  @Column({ name: "dead_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Code or class of the error, never its text." })
  deadReason: string | null;
}
