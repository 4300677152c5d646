import { computed, DateTime, hasMany, LocalDate, Node, Readable, References } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Client } from "../clients/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import { ALUMNUS_STATES, CHECK_IN_STATES, type AlumnusState, type CheckInState } from "./check-in.machine.ts";

export const CONTACT_CHANNELS = ["EMAIL", "SMS", "VOICE"] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
export const CONTACT_PURPOSES = ["CHECK_IN", "EVENTS", "MENTORING", "SURVEY", "FUNDRAISING"] as const;
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number];
/** What staff may write down; SENT and SUPPRESSED are the system's own. */
export const ATTEMPT_OUTCOMES = [
  "REACHED",
  "LEFT_MESSAGE",
  "NO_ANSWER",
  "WRONG_NUMBER",
  "REFUSED",
  "OPTED_OUT",
  "DECEASED",
  "INCARCERATED",
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export const AlumnusStateEnum = enumType("AlumnusState", ALUMNUS_STATES);
export const CheckInStateEnum = enumType("CheckInState", CHECK_IN_STATES);
export const ContactChannelEnum = enumType("ContactChannel", CONTACT_CHANNELS);
export const ContactPurposeEnum = enumType("ContactPurpose", CONTACT_PURPOSES);
export const AttemptOutcomeEnum = enumType("CheckInOutcome", ATTEMPT_OUTCOMES);

@Entity("alumni")
@ObjectType({ implements: Node, description: "Someone who is asked how they are after a stay." })
@Readable({ prefix: "alumnus", requires: "alumni.read" })
export class Alumnus {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @ManyToOne(() => Client)
  @JoinColumn({ name: "client_id" })
  @Field(() => Client)
  client: Client;

  @Column({ name: "enrollment_id", type: "uuid" })
  @References("enrollment")
  @Field(() => ID)
  enrollmentId: string;

  @ManyToOne(() => Enrollment)
  @JoinColumn({ name: "enrollment_id" })
  @Field(() => Enrollment)
  enrollment: Enrollment;

  @Column({ name: "discharged_on", type: "date" })
  @Field(() => LocalDate)
  dischargedOn: string;

  @Column({ name: "cadence_days", type: "integer", array: true })
  @Field(() => [Int])
  cadenceDays: number[];

  @Column({ type: "text" })
  @Field(() => AlumnusStateEnum)
  state: AlumnusState;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;

  /** Filled by the read door. */
  readonly checkIns?: CheckIn[];
}

@Entity("check_ins")
@ObjectType({ implements: Node, description: "One question after so many days. It counts within a week of its day." })
@Readable({ prefix: "check_in", requires: "alumni.read" })
export class CheckIn {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "alumnus_id", type: "uuid" })
  @References("alumnus")
  @Field(() => ID)
  alumnusId: string;

  @ManyToOne(() => Alumnus)
  @JoinColumn({ name: "alumnus_id" })
  @Field(() => Alumnus)
  alumnus: Alumnus;

  @Column({ name: "day_offset", type: "integer" })
  @Field(() => Int, { description: "Days after discharge." })
  dayOffset: number;

  @Column({ name: "due_on", type: "date" })
  @Field(() => LocalDate)
  dueOn: string;

  @Column({ type: "text" })
  @Field(() => CheckInStateEnum)
  state: CheckInState;

  @Column({ type: "integer" })
  @Field(() => Int)
  attempts: number;

  @Column({ name: "completed_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  completedAt: Date | null;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;

  /** Filled by the read door. */
  readonly log?: CheckInAttempt[];
}

@Entity("check_in_attempts")
@ObjectType()
@Readable({ prefix: "check_in_attempt", requires: "alumni.read" })
export class CheckInAttempt {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "check_in_id", type: "uuid" })
  checkInId: string;

  @Column({ type: "text" })
  @Field(() => ContactChannelEnum)
  channel: ContactChannel;

  @Column({ type: "text" })
  @Field(() => String, { description: "SENT, SUPPRESSED, or a CheckInOutcome." })
  outcome: AttemptOutcome | "SENT" | "SUPPRESSED";

  @Column({ name: "suppressed_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  suppressedReason: string | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  recordedBy: string | null;

  @Column({ type: "timestamptz" })
  @Field(() => DateTime)
  at: Date;
}

@Entity("contact_consents")
@ObjectType({ description: "A client's word that they may be written to, for one channel and one purpose." })
@Readable({ prefix: "contact_consent", requires: "alumni.read" })
export class ContactConsent {
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
  @Field(() => ContactChannelEnum)
  channel: ContactChannel;

  @Column({ type: "text" })
  @Field(() => ContactPurposeEnum)
  purpose: ContactPurpose;

  @Column({ name: "opted_in_at", type: "timestamptz" })
  @Field(() => DateTime)
  optedInAt: Date;

  @Column({ name: "opted_out_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  optedOutAt: Date | null;

  @Column({ name: "opted_out_by", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "CLIENT, STAFF, SIGNED_LINK or REPLY." })
  optedOutBy: "CLIENT" | "STAFF" | "SIGNED_LINK" | "REPLY" | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  recordedBy: string | null;

  @Column({ type: "integer" })
  version: number;
}

hasMany(Alumnus, "checkIns", CheckIn, { by: "alumnusId", order: { dueOn: "ASC" } });
hasMany(CheckIn, "log", CheckInAttempt, { by: "checkInId", order: { at: "ASC" } });
computed(CheckIn, "availableActions", ["state"]);
