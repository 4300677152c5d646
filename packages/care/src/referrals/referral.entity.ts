import { DateTime, Node, Readable, References, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Client } from "../clients/index.ts";
import type { Category } from "../consent/index.ts";
import { ConsentCategoryEnum } from "../consent/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import type { Urgency } from "./deadline.rules.ts";
import { URGENCIES } from "./deadline.rules.ts";
import type { ReferralState } from "./referral.machine.ts";
import { REFERRAL_STATES } from "./referral.machine.ts";

export const MODES = ["FIRST_ACCEPT", "CLIENT_CHOICE"] as const;
export type Mode = (typeof MODES)[number];
export const DISCLOSURE_STAGES = ["TWO_STAGE", "AT_SEND"] as const;
export type DisclosureStage = (typeof DISCLOSURE_STAGES)[number];

export const ReferralStateEnum = enumType("ReferralState", REFERRAL_STATES);
export const UrgencyEnum = enumType(
  "ReferralUrgency",
  URGENCIES,
  "How soon an answer is due: 2 h, 8 business hours, 1 or 3 business days.",
);
export const ReferralModeEnum = enumType(
  "ReferralMode",
  MODES,
  "Who of several recipients gets the referral: the first that accepts, or the one the client chooses.",
);
export const DisclosureStageEnum = enumType(
  "ReferralDisclosure",
  DISCLOSURE_STAGES,
  "When the packet opens: to the chosen recipient alone, or to each on sending.",
);

/** The sender's referral: a client, a need, and one or several recipients. Seen by the sender alone. */
@Entity("referrals")
@ObjectType("Referral", { implements: Node, description: "A referral as its sender sees it." })
@Readable({ prefix: "referral", requires: "referral.read" })
export class Referral {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "What people say on the phone; tells nothing." })
  number: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @ManyToOne(() => Client)
  @JoinColumn({ name: "client_id" })
  @Field(() => Client)
  client: Client;

  @Column({ name: "enrollment_id", type: "uuid", nullable: true })
  @References("enrollment")
  @Field(() => ID, { nullable: true })
  enrollmentId: string | null;

  @ManyToOne(() => Enrollment)
  @JoinColumn({ name: "enrollment_id" })
  @Field(() => Enrollment, { nullable: true })
  enrollment: Enrollment | null;

  @Column({ type: "text" })
  @Field(() => String, { description: "Edition of the ASAM criteria: ASAM3 or ASAM4." })
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String)
  levelCode: string;

  @Column({ type: "text" })
  @Field(() => String)
  reason: string;

  @Column({ type: "text" })
  @Field(() => UrgencyEnum)
  urgency: Urgency;

  @Column({ type: "text" })
  @Field(() => ReferralModeEnum)
  mode: Mode;

  @Column({ type: "text" })
  @Field(() => DisclosureStageEnum)
  disclosure: DisclosureStage;

  @Column({ type: "text" })
  @Field(() => ReferralStateEnum)
  state: ReferralState;

  @Column({ type: "text", array: true })
  @Field(() => [ConsentCategoryEnum], { description: "What the packet holds." })
  categories: Category[];

  /** What the sender writes for the packet, by category. */
  @Column({ type: "jsonb" })
  sections: Readonly<Record<string, string>>;

  @Column({ name: "whole_record_reason", type: "text", nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why the packet holds all of the record; null where it does not.",
  })
  wholeRecordReason: string | null;

  @Column({ name: "created_by", type: "uuid", nullable: true })
  createdBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "sent_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  sentAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(Referral, "availableActions", ["state"]);
