import { DateTime, Node, Readable, References, Requires, answeredBy, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";

export const REVIEW_OUTCOMES = ["JUSTIFIED", "NOT_JUSTIFIED"] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];
export const ReviewOutcomeEnum = enumType("EmergencyReviewOutcome", REVIEW_OUTCOMES);

/** One side's look at what was disclosed in an emergency, due within a business day. */
@Entity("emergency_reviews")
@ObjectType({
  implements: Node,
  description: "This organisation's look at what was disclosed in a medical emergency, due within a business day.",
})
@Readable({ prefix: "emergency_review", requires: "referral.read" })
export class EmergencyReview {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "emergency_access_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "Of a packet that was opened." })
  @References("emergency_access")
  emergencyAccessId: string | null;

  /** The two parties of that access: a key by the pair. */
  @Column({ name: "discloser_organisation_id", type: "uuid", nullable: true })
  discloserOrganisationId: string | null;

  @Column({ name: "opener_organisation_id", type: "uuid", nullable: true })
  openerOrganisationId: string | null;

  @Column({ name: "disclosure_id", type: "uuid", nullable: true })
  disclosureId: string | null;

  @Field(() => ID, { nullable: true, description: "Member here who opened it and so does not review it; else null." })
  @References("member")
  openedBy: string | null;

  @Column({ name: "client_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The discloser's own client; nobody where it was another's." })
  @References("client")
  clientId: string | null;

  @Column({ name: "due_at", type: "timestamptz" })
  @Field(() => DateTime)
  dueAt: Date;

  @Column({ type: "text", nullable: true })
  @Field(() => ReviewOutcomeEnum, { nullable: true })
  outcome: ReviewOutcome | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  @Requires("disclosure.read")
  note: string | null;

  @Column({ name: "reviewed_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  reviewedBy: string | null;

  @Column({ name: "reviewed_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  reviewedAt: Date | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(EmergencyReview, "availableActions", ["outcome", "openedBy"]);
answeredBy(
  EmergencyReview,
  "openedBy",
  (row) => `select coalesce(
    (select e.opened_by from emergency_accesses e
     where e.id = ${row}.emergency_access_id and e.recipient_organisation_id = ${row}.organisation_id),
    (select d.actor_id from disclosures d where d.id = ${row}.disclosure_id))`,
);
