import { DateTime, Readable } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("webhook_endpoints")
@ObjectType({ description: "An address that events are posted to, signed (standardwebhooks.com)." })
@Readable({ prefix: "webhook_endpoint", requires: "webhook.manage" })
export class WebhookEndpoint {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => String)
  url: string;

  @Column({ type: "bytea" })
  secret: Buffer;

  @Column({ name: "previous_secret", type: "bytea", nullable: true })
  previousSecret: Buffer | null;

  @Column({ name: "rotated_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  rotatedAt: Date | null;

  @Column({ name: "event_types", type: "text", array: true })
  @Field(() => [String], { description: "Types of events, or `*` for all." })
  eventTypes: string[];

  @Column({ type: "text" })
  @Field(() => String, { description: "ENABLED or DISABLED." })
  state: "ENABLED" | "DISABLED";

  @Column({ name: "consecutive_failures", type: "integer" })
  @Field(() => Int)
  consecutiveFailures: number;

  @Column({ name: "failing_since", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  failingSince: Date | null;

  @Column({ name: "warned_at", type: "timestamptz", nullable: true })
  warnedAt: Date | null;

  @Column({ name: "created_by", type: "uuid", nullable: true })
  createdBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}
