import { DateTime, LocalDate, Readable, References, Requires, answeredBy, computed } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { ConsentGrant } from "../consent/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import { Program } from "../programs/index.ts";
import type { Urgency } from "./deadline.rules.ts";
import type { DeclineReason } from "./decline.rules.ts";
import type { AgeBand } from "./enquiry.rules.ts";
import { chosen } from "./chosen.query.ts";
import type { PacketState } from "./packet-state.query.ts";
import { PACKET_STATES, answerWhileOpen, grantStands, packetState } from "./packet-state.query.ts";
import type { PossibleDuplicate } from "./possible-duplicates.query.ts";
import { possibleDuplicates } from "./possible-duplicates.query.ts";
import { AgeBandEnum, CancelReasonEnum, DeclineReasonEnum, RecipientStateEnum } from "./recipient.entity.ts";
import type { RecipientState } from "./recipient.machine.ts";
import type { Mode } from "./referral.entity.ts";
import { ReferralModeEnum, UrgencyEnum } from "./referral.entity.ts";
import type { CancelReason } from "./referral.machine.ts";

const PacketStateEnum = enumType("PacketState", PACKET_STATES);

/**
 * The recipient's view of its part of a referral: a de-identified enquiry, and a packet once it
 * opens. The same record as the sender's, so of the same id. Read only; rivals and the sender's client have no field here.
 */
@Entity("referral_recipients")
@ObjectType("ReceivedReferral", {
  description: "A referral as its recipient sees it: who the client is stands in the packet alone.",
})
@Readable({ prefix: "referral_recipient", requires: "referral.read", viewedBy: "recipientOrganisationId" })
export class ReceivedReferral {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  /** Not shown: two recipients of one referral must not find each other by it. */
  @Column({ name: "referral_id", type: "uuid" })
  referralId: string;

  @Column({ type: "integer" })
  wave: number;

  @Column({ type: "text" })
  @Field(() => String)
  number: string;

  @Column({ name: "sender_organisation_id", type: "uuid" })
  @References("organisation")
  @Field(() => ID)
  senderOrganisationId: string;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: "sender_organisation_id" })
  @Field(() => Organisation, { nullable: true })
  sender: Organisation | null;

  @Column({ name: "recipient_organisation_id", type: "uuid" })
  recipientOrganisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @References("program")
  @Field(() => ID)
  programId: string;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "program_id" })
  @Field(() => Program)
  program: Program;

  @Column({ name: "grant_id", type: "uuid", nullable: true })
  grantId: string | null;

  @ManyToOne(() => ConsentGrant)
  @JoinColumn({ name: "grant_id" })
  @Field(() => ConsentGrant, { nullable: true, description: "What the client consented to, for this recipient." })
  grant: ConsentGrant | null;

  @Column({ type: "text" })
  @Field(() => RecipientStateEnum)
  state: RecipientState;

  @Column({ type: "text" })
  @Field(() => String)
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String)
  levelCode: string;

  @Column({ type: "text" })
  @Field(() => UrgencyEnum)
  urgency: Urgency;

  @Column({ type: "text" })
  @Field(() => ReferralModeEnum)
  mode: Mode;

  @Column({ name: "age_band", type: "text" })
  @Field(() => AgeBandEnum)
  ageBand: AgeBand;

  @Column({ name: "payment_source", type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true, description: "TEDS PRIMPAY, 1 to 7." })
  paymentSource: number | null;

  @Column({ type: "text", array: true })
  @Field(() => [String])
  needs: string[];

  @Column({ name: "sent_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  sentAt: Date | null;

  @Column({ name: "received_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  receivedAt: Date | null;

  @Column({ name: "due_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  dueAt: Date | null;

  @Column({ name: "expires_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  expiresAt: Date | null;

  @Column({ name: "clock_stopped_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  clockStoppedAt: Date | null;

  @Column({ name: "info_question", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  infoQuestion: string | null;

  @Column({ name: "info_answer", type: "text", nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The sender's words; null again once the consent or this part has ended.",
  })
  infoAnswer: string | null;

  @Column({ name: "first_response_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  firstResponseAt: Date | null;

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
  @Field(() => Boolean)
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

  @Column({ name: "recipient_enrollment_id", type: "uuid", nullable: true })
  recipientEnrollmentId: string | null;

  @ManyToOne(() => Enrollment)
  @JoinColumn({ name: "recipient_enrollment_id" })
  @Field(() => Enrollment, { nullable: true, description: "Of the recipient itself, once admitted." })
  enrollment: Enrollment | null;

  @Column({ name: "admitted_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  admittedOn: string | null;

  @Column({ name: "first_session_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  firstSessionOn: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;

  @Field(() => PacketStateEnum, { description: "Whether the packet opens now, or why not. Asking it opens nothing." })
  packetState: PacketState;

  @Field(() => Boolean, {
    description: "Whether this recipient has the referral: as the first that accepted, or by the client's choice.",
  })
  chosen: boolean;

  /** Not shown: the packet's state tells it, but for an emergency. */
  consentStands: boolean;

  @Requires("packet.read")
  possibleDuplicates: PossibleDuplicate[];
}

computed(ReceivedReferral, "availableActions", ["state", "holdsPlace", "consentStands", "chosen"]);
computed(ReceivedReferral, "packet", ["id", "state"]);
answeredBy(ReceivedReferral, "packetState", packetState);
answeredBy(ReceivedReferral, "chosen", chosen);
answeredBy(ReceivedReferral, "infoAnswer", answerWhileOpen);
answeredBy(ReceivedReferral, "consentStands", grantStands);
answeredBy(ReceivedReferral, "possibleDuplicates", possibleDuplicates);
