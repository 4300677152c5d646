import { DateTime, LocalDate, Node, Readable, References, Requires, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { BreachState } from "./breach.machine.ts";
import { BREACH_STATES } from "./breach.machine.ts";
import type { BreachAudience } from "./breach.rules.ts";
import { BREACH_AUDIENCES } from "./breach.rules.ts";

export const BreachStateEnum = enumType("BreachState", BREACH_STATES);
export const BreachAudienceEnum = enumType("BreachAudience", BREACH_AUDIENCES);

/** Records acquired, seen, used or disclosed as the law does not allow, or the suspicion of it (45 CFR 164.402). */
@Entity("breaches")
@ObjectType({ implements: Node, description: "A breach of records, or the suspicion of one (45 CFR 164.402)." })
@Readable({ prefix: "breach", requires: "disclosure.manage" })
export class Breach {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => BreachStateEnum)
  state: BreachState;

  @Column({ name: "discovered_on", type: "date" })
  @Field(() => LocalDate)
  discoveredOn: string;

  @Column({ name: "occurred_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  occurredOn: string | null;

  @Column({ type: "text" })
  @Field(() => String)
  description: string;

  @Column({ name: "due_on", type: "date" })
  @Field(() => LocalDate, {
    description: "Last day on which the persons affected are told: 60 days after its discovery.",
  })
  dueOn: string;

  @Column({ name: "emergency_review_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The review that found it." })
  @References("emergency_review")
  emergencyReviewId: string | null;

  @Column({ name: "factor_information", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Which information, and how likely it names a person." })
  factorInformation: string | null;

  @Column({ name: "factor_recipient", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Who used or received it." })
  factorRecipient: string | null;

  @Column({ name: "factor_acquired", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Whether it was really acquired or seen." })
  factorAcquired: string | null;

  @Column({ name: "factor_mitigated", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "How far the risk was mitigated." })
  factorMitigated: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  conclusion: string | null;

  @Column({ name: "assessed_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  assessedBy: string | null;

  @Column({ name: "assessed_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  assessedAt: Date | null;

  @Column({ name: "notified_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the last notice that is owed was recorded." })
  notifiedAt: Date | null;

  @Column({ name: "created_by", type: "uuid", nullable: true })
  createdBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(Breach, "availableActions", ["state"]);

@Entity("breach_clients")
@ObjectType({ implements: Node, description: "Somebody whose records a breach is about." })
@Readable({ prefix: "breach_client", requires: "disclosure.manage" })
export class BreachClient {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "breach_id", type: "uuid" })
  @Field(() => ID)
  @References("breach")
  breachId: string;

  @Column({ name: "client_id", type: "uuid" })
  @Field(() => ID)
  @References("client")
  clientId: string;

  @Column({ name: "residence_state", type: "text", nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Two capital letters; by the postal code known when it was found.",
  })
  @Requires("client.details.read")
  residenceState: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;
}

@Entity("breach_notices")
@ObjectType({ implements: Node, description: "One telling of a breach, as it was given." })
@Readable({ prefix: "breach_notice", requires: "disclosure.manage" })
export class BreachNotice {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "breach_id", type: "uuid" })
  @Field(() => ID)
  @References("breach")
  breachId: string;

  @Column({ type: "text" })
  @Field(() => BreachAudienceEnum)
  audience: BreachAudience;

  @Column({ name: "breach_client_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("breach_client")
  breachClientId: string | null;

  @Column({ name: "residence_state", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Of the media told." })
  residenceState: string | null;

  @Column({ name: "sent_on", type: "date" })
  @Field(() => LocalDate)
  sentOn: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "First-class mail, e-mail where agreed to, a press release, the portal." })
  method: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  reference: string | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(Breach, "clients", BreachClient, { by: "breachId", order: { createdAt: "ASC", id: "ASC" }, limit: 1000 });
hasMany(Breach, "notices", BreachNotice, { by: "breachId", order: { recordedAt: "ASC", id: "ASC" }, limit: 1000 });
