import { DateTime, Node, Readable, References, Requires, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";

export const RECEIVER_STATES = ["ACTIVE", "RETIRED"] as const;
export type ReceiverState = (typeof RECEIVER_STATES)[number];
export const ReceiverStateEnum = enumType("OutsideReceiverState", RECEIVER_STATES);

/** The sender's card of a receiver that is not on the platform. */
@Entity("outside_receivers")
@ObjectType("OutsideReceiver", {
  implements: Node,
  description: "A receiver of referrals that is not on the platform, named by the viewer's organisation for itself.",
})
@Readable({ prefix: "outside_receiver", requires: "referral.read" })
export class OutsideReceiver {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "receiver_organisation_id", type: "uuid" })
  @References("organisation")
  @Field(() => ID, { description: "The organisation that stands for it: consents name it by this id." })
  receiverOrganisationId: string;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  city: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  region: string | null;

  @Column({ type: "text" })
  @Field(() => String, { description: "Where its links go." })
  @Requires("referral.send")
  email: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Where its codes go, E.164; without one they are told." })
  @Requires("referral.send")
  phone: string | null;

  @Column({ name: "time_zone", type: "text" })
  @Field(() => String)
  timeZone: string;

  @Column({ type: "text" })
  @Field(() => ReceiverStateEnum)
  state: ReceiverState;

  @Column({ name: "created_by", type: "uuid", nullable: true })
  createdBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "retired_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  retiredAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

/** A level it offers; its id is that of the program that stands for it. */
@Entity("outside_receiver_levels")
@ObjectType("OutsideReceiverLevel")
@Readable({ prefix: "program", requires: "referral.read" })
export class OutsideReceiverLevel {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID, { description: "Id of the program by which a referral names it." })
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "receiver_id", type: "uuid" })
  receiverId: string;

  @Column({ type: "text" })
  @Field(() => String)
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String)
  levelCode: string;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt: Date;

  @Column({ name: "ended_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Since when it is not offered any more." })
  endedAt: Date | null;
}

hasMany(OutsideReceiver, "levels", OutsideReceiverLevel, { by: "receiverId", order: { createdAt: "ASC" }, limit: 20 });
computed(OutsideReceiver, "availableActions", ["state"]);
