import { DateTime, hasMany, Readable, References } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("webhook_deliveries")
@ObjectType({ description: "One event to one endpoint, with every attempt." })
@Readable({ prefix: "webhook_delivery", requires: "webhook.manage" })
export class WebhookDelivery {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "endpoint_id", type: "uuid" })
  @References("webhook_endpoint")
  @Field(() => ID)
  endpointId: string;

  @Column({ name: "event_id", type: "uuid" })
  @References("event")
  @Field(() => ID)
  eventId: string;

  @Column({ name: "event_type", type: "text" })
  @Field(() => String)
  eventType: string;

  @Column({ name: "subject_id", type: "uuid" })
  subjectId: string;

  @Column({ name: "ref_ids", type: "jsonb" })
  refIds: Record<string, string>;

  @Column({ name: "occurred_at", type: "timestamptz" })
  @Field(() => DateTime)
  occurredAt: Date;

  @Column({ type: "text" })
  @Field(() => String, { description: "PENDING, DELIVERED or FAILED." })
  state: "PENDING" | "DELIVERED" | "FAILED";

  @Column({ type: "integer" })
  @Field(() => Int)
  attempts: number;

  @Column({ name: "next_attempt_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  nextAttemptAt: Date | null;

  @Column({ name: "response_status", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  responseStatus: number | null;

  @Column({ name: "error_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  errorCode: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "delivered_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  deliveredAt: Date | null;

  @Column({ type: "integer" })
  version: number;

  /** Filled by the read door. */
  readonly log?: WebhookAttempt[];
}

@Entity("webhook_attempts")
@ObjectType()
@Readable({ prefix: "webhook_attempt", requires: "webhook.manage" })
export class WebhookAttempt {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "delivery_id", type: "uuid" })
  deliveryId: string;

  @Column({ type: "timestamptz" })
  @Field(() => DateTime)
  at: Date;

  @Column({ name: "response_status", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  responseStatus: number | null;

  @Column({ name: "error_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  errorCode: string | null;

  @Column({ name: "duration_ms", type: "integer" })
  @Field(() => Int)
  durationMs: number;
}

hasMany(WebhookDelivery, "log", WebhookAttempt, { by: "deliveryId", order: { at: "ASC" } });
