import { DateTime, LocalDate, Node, Readable, References, answeredBy, computed, hasMany } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { ConsentGrant } from "../consent/index.ts";
import { DirectoryEntry } from "../directory/index.ts";
import { enumType } from "../enum-type.ts";
import { chosen } from "./chosen.query.ts";
import type { Urgency } from "./deadline.rules.ts";
import type { DeclineReason } from "./decline.rules.ts";
import { DECLINE_REASONS } from "./decline.rules.ts";
import type { AgeBand } from "./enquiry.rules.ts";
import { AGE_BANDS } from "./enquiry.rules.ts";
import type { RecipientState } from "./recipient.machine.ts";
import { RECIPIENT_STATES } from "./recipient.machine.ts";
import type { Mode } from "./referral.entity.ts";
import { Referral, UrgencyEnum } from "./referral.entity.ts";
import type { CancelReason } from "./referral.machine.ts";
import { CANCEL_REASONS } from "./referral.machine.ts";

export const RecipientStateEnum = enumType("ReferralRecipientState", RECIPIENT_STATES);
export const DeclineReasonEnum = enumType("DeclineReason", DECLINE_REASONS);
export const CancelReasonEnum = enumType("CancelReason", CANCEL_REASONS);
export const AgeBandEnum = enumType("AgeBand", AGE_BANDS);

/** One recipient's part of a referral, between the two organisations; this type is the sender's view of it. */
@Entity("referral_recipients")
@ObjectType("ReferralRecipient", {
  implements: Node,
  description: "One recipient of a referral, as the sender sees it.",
})
@Readable({ prefix: "referral_recipient", requires: "referral.read", viewedBy: "senderOrganisationId" })
export class ReferralRecipient {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "referral_id", type: "uuid" })
  @References("referral")
  @Field(() => ID)
  referralId: string;

  @ManyToOne(() => Referral)
  @JoinColumn({ name: "referral_id" })
  @Field(() => Referral, { nullable: true, description: "Null to anyone but the sender." })
  referral: Referral | null;

  @Column({ name: "sender_organisation_id", type: "uuid" })
  senderOrganisationId: string;

  @Column({ name: "recipient_organisation_id", type: "uuid" })
  @References("organisation")
  @Field(() => ID)
  recipientOrganisationId: string;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: "recipient_organisation_id" })
  @Field(() => Organisation, { nullable: true })
  recipient: Organisation | null;

  @Column({ name: "program_id", type: "uuid" })
  @References("program")
  @Field(() => ID)
  programId: string;

  @ManyToOne(() => DirectoryEntry)
  @JoinColumn({ name: "program_id" })
  @Field(() => DirectoryEntry, { nullable: true, description: "Null once the program is out of the directory." })
  program: DirectoryEntry | null;

  @Column({ name: "grant_id", type: "uuid", nullable: true })
  grantId: string | null;

  @ManyToOne(() => ConsentGrant)
  @JoinColumn({ name: "grant_id" })
  @Field(() => ConsentGrant, { nullable: true })
  grant: ConsentGrant | null;

  @Column({ type: "integer" })
  @Field(() => Int, { description: "Recipients are asked wave by wave, at most three at once." })
  wave: number;

  @Column({ type: "text" })
  @Field(() => String)
  number: string;

  @Column({ type: "text" })
  @Field(() => RecipientStateEnum)
  state: RecipientState;

  @Column({ type: "text" })
  edition: string;

  @Column({ name: "level_code", type: "text" })
  levelCode: string;

  @Column({ type: "text" })
  @Field(() => UrgencyEnum)
  urgency: Urgency;

  @Column({ type: "text" })
  mode: Mode;

  @Column({ name: "age_band", type: "text" })
  ageBand: AgeBand;

  @Column({ name: "payment_source", type: "smallint", nullable: true })
  paymentSource: number | null;

  @Column({ type: "text", array: true })
  needs: string[];

  @Column({ name: "sent_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  sentAt: Date | null;

  @Column({ name: "received_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  receivedAt: Date | null;

  @Column({ name: "due_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When an answer is due, in the recipient's business hours." })
  dueAt: Date | null;

  @Column({ name: "expires_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  expiresAt: Date | null;

  @Column({ name: "clock_stopped_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Since when the deadline stands still." })
  clockStoppedAt: Date | null;

  /** Since when it runs, of what it used before; the deadlines follow from these and the recipient's hours. */
  @Column({ name: "clock_from", type: "timestamptz", nullable: true })
  clockFrom: Date | null;

  @Column({ name: "clock_spent_minutes", type: "integer" })
  clockSpentMinutes: number;

  @Column({ name: "info_question", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  infoQuestion: string | null;

  @Column({ name: "info_answer", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  infoAnswer: string | null;

  @Column({ name: "first_response_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  firstResponseAt: Date | null;

  @Column({ name: "accepted_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was accepted, also where it was declined later." })
  acceptedAt: Date | null;

  @Column({ name: "decline_reason", type: "text", nullable: true })
  @Field(() => DeclineReasonEnum, { nullable: true })
  declineReason: DeclineReason | null;

  @Column({ name: "decline_note", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  declineNote: string | null;

  @Column({ name: "cancel_reason", type: "text", nullable: true })
  @Field(() => CancelReasonEnum, { nullable: true })
  cancelReason: CancelReason | null;

  @Column({ name: "holds_place", type: "boolean" })
  @Field(() => Boolean, { description: "A place is kept in the program for this referral." })
  holdsPlace: boolean;

  @Column({ name: "appointment_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  appointmentAt: Date | null;

  @Column({ name: "no_show_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the client last did not come." })
  noShowAt: Date | null;

  @Column({ name: "outcome_due_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when the recipient owes word: after an intake what came of it, after a no-show how it goes on.",
  })
  outcomeDueAt: Date | null;

  @Column({ name: "forwarded_to_organisation_id", type: "uuid", nullable: true })
  forwardedToOrganisationId: string | null;

  @Column({ name: "forwarded_to_program_id", type: "uuid", nullable: true })
  @References("program")
  @Field(() => ID, { nullable: true, description: "The program that a declining recipient named in its place." })
  forwardedToProgramId: string | null;

  @ManyToOne(() => DirectoryEntry)
  @JoinColumn({ name: "forwarded_to_program_id" })
  @Field(() => DirectoryEntry, { nullable: true, description: "Null once the program is out of the directory." })
  forwardedTo: DirectoryEntry | null;

  @Column({ name: "recipient_enrollment_id", type: "uuid", nullable: true })
  recipientEnrollmentId: string | null;

  @Column({ name: "admitted_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  admittedOn: string | null;

  @Column({ name: "first_session_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  firstSessionOn: string | null;

  @Column({ name: "acknowledged_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the sender took note of the outcome: the loop is closed.",
  })
  acknowledgedAt: Date | null;

  @Field(() => Boolean, {
    description: "Whether this recipient has the referral: as the first that accepted, or by the client's choice.",
  })
  chosen: boolean;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(Referral, "recipients", ReferralRecipient, { by: "referralId", order: { wave: "ASC", createdAt: "ASC" } });
computed(ReferralRecipient, "availableActions", ["state", "mode", "acknowledgedAt", "chosen"]);
answeredBy(ReferralRecipient, "chosen", chosen);
