import { DateTime, LocalDate, Node, Readable, References, Requires, computed } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { ConsentCategoryEnum } from "./consent.entity.ts";
import type { Category } from "./consent.rules.ts";
import type { RestrictionState } from "./restriction.machine.ts";
import { restrictionMachine } from "./restriction.machine.ts";
import type { RestrictionKind } from "./restriction.rules.ts";
import { RESTRICTION_KINDS } from "./restriction.rules.ts";

export const RestrictionKindEnum = enumType("RestrictionKind", RESTRICTION_KINDS);
const RestrictionStateEnum = enumType(
  "RestrictionState",
  restrictionMachine.states as readonly ["AGREED", "REFUSED", "ENDED"],
);

@Entity("disclosure_restrictions")
@ObjectType({ implements: Node, description: "What a client asked not to be disclosed (45 CFR 164.522(a))." })
@Readable({ prefix: "disclosure_restriction", requires: "consent.read" })
export class DisclosureRestriction {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @Column({ type: "text" })
  @Field(() => RestrictionKindEnum)
  kind: RestrictionKind;

  @Column({ type: "text" })
  @Field(() => RestrictionStateEnum)
  state: RestrictionState;

  @Column({ name: "payer_name", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Of SELF_PAID: the health plan; none: any." })
  payerName: string | null;

  @Column({ name: "towards_organisation_id", type: "uuid", nullable: true })
  towardsOrganisationId: string | null;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: "towards_organisation_id" })
  @Field(() => Organisation, { nullable: true, description: "Of OTHER: from whom it is kept; none: from all." })
  towards: Organisation | null;

  @Column({ type: "text", array: true })
  @Field(() => [ConsentCategoryEnum], { description: "None: everything." })
  categories: Category[];

  @Column({ name: "service_from", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  serviceFrom: string | null;

  @Column({ name: "service_until", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day it is no longer asked for." })
  serviceUntil: string | null;

  @Column({ type: "text" })
  @Field(() => String, { description: "What the client asked, in words." })
  @Requires("client.details.read")
  request: string;

  @Column({ name: "refusal_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  @Requires("client.details.read")
  refusalReason: string | null;

  @Column({ name: "requested_on", type: "date" })
  @Field(() => LocalDate)
  requestedOn: string;

  @Column({ name: "decided_by", type: "uuid", nullable: true })
  decidedBy: string | null;

  @Column({ name: "ended_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  endedAt: Date | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(DisclosureRestriction, "availableActions", ["state"]);
