import { DateTime, LocalDate, Node, Readable, References, answeredBy, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Client } from "../clients/index.ts";
import { enumType } from "../enum-type.ts";
import { Program } from "../programs/index.ts";
import type { EnrollmentState } from "./enrollment.machine.ts";
import { ENROLLMENT_STATES } from "./enrollment.machine.ts";
import { Episode } from "./episode.entity.ts";
import { overlapsOfRow } from "./overlap.query.ts";
import type { LocalDischargeReason } from "./teds.rules.ts";
import { LOCAL_DISCHARGE_REASONS } from "./teds.rules.ts";

export const ADMISSION_PATHS = ["DIRECT", "STEP_DOWN", "STEP_UP", "RE_ENTRY"] as const;
export type AdmissionPath = (typeof ADMISSION_PATHS)[number];
export const CLOSE_REASONS = [
  "NOT_ELIGIBLE",
  "HIGHER_LEVEL_NEEDED",
  "NO_PAYER",
  "DECLINED",
  "UNREACHABLE",
  "NEVER_STARTED",
  "ADMITTED_ELSEWHERE",
  "DECEASED",
  "DUPLICATE",
  "PROGRAM_CLOSED",
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];
/** Where a client goes from here; the words beside the code say more. */
export const DISPOSITIONS = [
  "HOME",
  "RECOVERY_RESIDENCE",
  "CONTINUING_CARE",
  "OTHER_PROGRAM",
  "HIGHER_LEVEL",
  "HOSPITAL",
  "CORRECTIONAL",
  "UNKNOWN",
  "DECEASED",
  "OTHER",
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export const EnrollmentStateEnum = enumType("EnrollmentState", ENROLLMENT_STATES);
export const AdmissionPathEnum = enumType("AdmissionPath", ADMISSION_PATHS);
export const CloseReasonEnum = enumType("EnrollmentCloseReason", CLOSE_REASONS, "Why a request ended without a stay.");
export const DispositionEnum = enumType("DischargeDisposition", DISPOSITIONS, "Where a client goes after a stay.");
export const LocalDischargeReasonEnum = enumType(
  "LocalDischargeReason",
  Object.keys(LOCAL_DISCHARGE_REASONS) as LocalDischargeReason[],
  "Each stands for one TEDS-D reason.",
);

@Entity("enrollments")
@ObjectType({ implements: Node, description: "One stay of a client in a program, from the first inquiry on." })
@Readable({ prefix: "enrollment", requires: "enrollment.read" })
export class Enrollment {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @Field(() => ID)
  @References("organisation")
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @Field(() => ID)
  @References("client")
  clientId: string;

  @ManyToOne(() => Client)
  @JoinColumn({ name: "client_id" })
  @Field(() => Client)
  client: Client;

  /** The program where the client is now; a change of level may lead to another of the organisation. */
  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "program_id" })
  @Field(() => Program)
  program: Program;

  @Column({ name: "episode_id", type: "uuid" })
  @Field(() => ID)
  @References("episode")
  episodeId: string;

  @ManyToOne(() => Episode)
  @JoinColumn({ name: "episode_id" })
  @Field(() => Episode)
  episode: Episode;

  @Column({ name: "previous_enrollment_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("enrollment")
  previousEnrollmentId: string | null;

  @Column({ name: "referral_recipient_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The received referral it came by." })
  @References("referral_recipient")
  referralRecipientId: string | null;

  @Column({ type: "text" })
  @Field(() => EnrollmentStateEnum)
  state: EnrollmentState;

  @Column({ name: "admission_path", type: "text" })
  @Field(() => AdmissionPathEnum)
  admissionPath: AdmissionPath;

  @Column({ name: "holds_place", type: "boolean" })
  holdsPlace: boolean;

  @Column({ name: "closed_reason", type: "text", nullable: true })
  @Field(() => CloseReasonEnum, { nullable: true })
  closedReason: CloseReason | null;

  @Column({ name: "requested_at", type: "timestamptz" })
  @Field(() => DateTime, { description: "When care was asked for." })
  requestedAt: Date;

  @Column({ name: "first_contact_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Day the program first spoke with the client." })
  firstContactOn: string | null;

  @Column({ name: "first_offered_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Day a place or appointment was first offered." })
  firstOfferedOn: string | null;

  @Column({ name: "admitted_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  admittedAt: Date | null;

  @Column({ name: "offer_expires_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when the open offer stands. It holds no place: that is taken by the admission.",
  })
  offerExpiresAt: Date | null;

  @Column({ name: "overlap_override_reason", type: "text", nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why the client was admitted while another enrollment was open.",
  })
  overlapOverrideReason: string | null;

  @Column({ name: "first_session_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Day of the first attended session, where the program is." })
  firstSessionOn: string | null;

  @Column({ name: "last_contact_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  lastContactOn: string | null;

  @Column({ name: "leave_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  leaveReason: string | null;

  @Column({ name: "leave_from", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  leaveFrom: string | null;

  @Column({ name: "leave_until", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Day of the expected return." })
  leaveUntil: string | null;

  @Column({ name: "discharged_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  dischargedOn: string | null;

  @Column({ name: "discharge_reason", type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true, description: "TEDS-D REASON, 1 to 7." })
  dischargeReason: number | null;

  @Column({ name: "discharge_local_reason", type: "text", nullable: true })
  @Field(() => LocalDischargeReasonEnum, { nullable: true })
  dischargeLocalReason: LocalDischargeReason | null;

  @Column({ name: "services_at_discharge", type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true, description: "TEDS-D SERVICES_D, 1 to 8." })
  servicesAtDischarge: number | null;

  @Column({ name: "disposition_code", type: "text", nullable: true })
  @Field(() => DispositionEnum, { nullable: true })
  dispositionCode: Disposition | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "The same in words: housing, work, support." })
  disposition: string | null;

  @Column({ name: "aftercare_plan", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  aftercarePlan: string | null;

  @Column({ name: "onward_referral_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("referral")
  onwardReferralId: string | null;

  @Column({ name: "discharge_destination", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  dischargeDestination: string | null;

  @Column({ name: "discharge_recorded_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the discharge was entered." })
  dischargeRecordedAt: Date | null;

  /** Where a transition of a later day already holds a place. */
  @Column({ name: "incoming_program_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("program")
  incomingProgramId: string | null;

  /** Answers of the TEDS admission record by field name; raw values, codes are derived. */
  @Column({ name: "teds_admission", type: "jsonb" })
  tedsAdmission: Readonly<Record<string, string | number | null>>;

  @Column({ name: "teds_discharge", type: "jsonb" })
  tedsDischarge: Readonly<Record<string, string | number | null>>;

  @Column({ name: "external_id", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  externalId: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "voided_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  voidedAt: Date | null;

  @Column({ name: "void_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  voidReason: string | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(Enrollment, "availableActions", ["state", "voidedAt", "createdAt", "firstSessionOn", "dischargeRecordedAt"]);
answeredBy(Enrollment, "overlapIds", overlapsOfRow);
computed(Enrollment, "lengthOfStay", ["firstSessionOn", "dischargedOn"]);
hasMany(Client, "enrollments", Enrollment, { by: "clientId", order: { requestedAt: "DESC" }, unless: "voidedAt" });
