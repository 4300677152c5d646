import { DateTime, LocalDate, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Authorisation, AuthorisationStateEnum } from "./authorisation.entity.ts";
import type { AuthorisationCommand, AuthorisationState } from "./authorisation.machine.ts";

const DECISION_COMMANDS = ["request", "approve", "approvePartly", "pend", "deny", "appeal", "expire"] as const;
export type DecisionCommand = AuthorisationCommand | "request";
const AuthorisationCommandEnum = enumType("AuthorisationCommand", DECISION_COMMANDS);

/** Appended and never changed: each row is the whole of how the authorisation stood after a step. */
@Entity("authorisation_decisions")
@ObjectType({ description: "A step of an authorisation, and how it stood after it." })
@Readable({ prefix: "authorisation_decision", requires: "authorisation.read" })
export class AuthorisationDecision {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "authorisation_id", type: "uuid" })
  @Field(() => ID)
  @References("authorisation")
  authorisationId: string;

  @Column({ type: "integer" })
  @Field(() => Int, { description: "The version of the authorisation that this step led to." })
  version: number;

  @Column({ type: "text" })
  @Field(() => AuthorisationCommandEnum)
  command: DecisionCommand;

  @Column({ type: "text" })
  @Field(() => AuthorisationStateEnum)
  state: AuthorisationState;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  number: string | null;

  @Column({ type: "text" })
  @Field(() => String)
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String)
  levelCode: string;

  @Column({ name: "approved_units", type: "integer" })
  @Field(() => Int)
  approvedUnits: number;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date" })
  @Field(() => LocalDate)
  endsOn: string;

  @Column({ name: "next_review_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  nextReviewOn: string | null;

  @Column({ name: "appeal_due_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  appealDueOn: string | null;

  @Column({ name: "decided_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "The payer's own day, where a payer decided." })
  decidedOn: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  reason: string | null;

  @Column({ name: "corrects_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The step entered wrongly that this one stands in place of." })
  @References("authorisation_decision")
  correctsId: string | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(Authorisation, "decisions", AuthorisationDecision, { by: "authorisationId", order: { version: "ASC" } });
