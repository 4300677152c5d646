import { DateTime, LocalDate, Node, Readable, References, answeredBy, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../../enum-type.ts";
import { Program } from "../../programs/index.ts";
import { Enrollment } from "../enrollment.entity.ts";
import { positionOfRow } from "./waitlist.query.ts";
import type { InterimService, PriorityReason, StatedBy, WaitingReason, WaitlistEventKind } from "./waitlist.rules.ts";
import {
  INTERIM_SERVICES,
  PRIORITY_REASONS,
  STATED_BY,
  WAITING_REASONS,
  WAITLIST_EVENT_KINDS,
} from "./waitlist.rules.ts";

export const WAIT_ENDS = ["ADMITTED", "CLOSED", "VOIDED"] as const;
export type WaitEnd = (typeof WAIT_ENDS)[number];

export const WaitingReasonEnum = enumType("WaitingReason", WAITING_REASONS);
export const PriorityReasonEnum = enumType("WaitlistPriorityReason", PRIORITY_REASONS, "45 CFR 96.131(a).");
export const StatedByEnum = enumType("WaitlistStatedBy", STATED_BY, "Who said what a priority rests on.");
export const InterimServiceEnum = enumType("InterimService", INTERIM_SERVICES, "45 CFR 96.121.");
export const WaitlistEventKindEnum = enumType("WaitlistEventKind", WAITLIST_EVENT_KINDS);
export const WaitEndEnum = enumType("WaitEnd", WAIT_ENDS);

@Entity("waitlist_entries")
@ObjectType({ implements: Node, description: "One wait for a place in a program." })
@Readable({ prefix: "waitlist_entry", requires: "enrollment.read" })
export class WaitlistEntry {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @ManyToOne(() => Enrollment)
  @JoinColumn({ name: "enrollment_id" })
  @Field(() => Enrollment)
  enrollment: Enrollment;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "program_id" })
  @Field(() => Program)
  program: Program;

  @Column({ type: "text" })
  @Field(() => String, { description: "Identifies the wait to the state, and names nobody." })
  number: string;

  @Column({ name: "waiting_reason", type: "text" })
  @Field(() => WaitingReasonEnum)
  waitingReason: WaitingReason;

  @Column({ name: "waiting_note", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  waitingNote: string | null;

  @Column({ type: "smallint" })
  @Field(() => Int, { description: "1 goes first; 4 everywhere where no federal block grant pays." })
  priority: number;

  @Column({ name: "priority_reasons", type: "text", array: true })
  @Field(() => [PriorityReasonEnum])
  priorityReasons: PriorityReason[];

  @Column({ name: "requested_at", type: "timestamptz" })
  @Field(() => DateTime)
  requestedAt: Date;

  @Column({ name: "joined_at", type: "timestamptz" })
  @Field(() => DateTime)
  joinedAt: Date;

  @Column({ name: "offered_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when an offer is open; meanwhile there is no position.",
  })
  offeredAt: Date | null;

  @Column({ name: "left_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  leftAt: Date | null;

  @Column({ name: "left_reason", type: "text", nullable: true })
  @Field(() => WaitEndEnum, { nullable: true })
  leftReason: WaitEnd | null;

  @Column({ name: "interim_due_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "By when interim services are given (45 CFR 96.126(b))." })
  interimDueAt: Date | null;

  @Column({ name: "interim_given_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When they were first given." })
  interimGivenAt: Date | null;

  @Column({ name: "admit_due_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "Last day of the admission (45 CFR 96.126(b))." })
  admitDueOn: string | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

/** What happened to a wait. Added, never changed. */
@Entity("waitlist_events")
@ObjectType()
@Readable({ prefix: "waitlist_event", requires: "enrollment.read" })
export class WaitlistEvent {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "entry_id", type: "uuid" })
  entryId: string;

  @Column({ name: "program_id", type: "uuid" })
  programId: string;

  @Column({ type: "text" })
  @Field(() => WaitlistEventKindEnum)
  kind: WaitlistEventKind;

  @Column({ type: "timestamptz" })
  @Field(() => DateTime, { description: "When it happened." })
  at: Date;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  recordedBy: string | null;

  @Column({ type: "smallint" })
  @Field(() => Int)
  priority: number;

  @Column({ name: "requested_at", type: "timestamptz" })
  requestedAt: Date;

  @Column({ type: "integer", nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: "Position right after it; null where the client stands in no line.",
  })
  position: number | null;

  @Column({ name: "priority_reasons", type: "text", array: true })
  @Field(() => [PriorityReasonEnum])
  priorityReasons: PriorityReason[];

  @Column({ name: "stated_by", type: "text", nullable: true })
  @Field(() => StatedByEnum, { nullable: true })
  statedBy: StatedBy | null;

  @Column({ type: "text", array: true })
  @Field(() => [InterimServiceEnum])
  services: InterimService[];

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Why." })
  note: string | null;
}

answeredBy(WaitlistEntry, "position", positionOfRow);
computed(WaitlistEntry, "availableActions", ["leftAt"]);
hasMany(WaitlistEntry, "events", WaitlistEvent, { by: "entryId", order: { recordedAt: "ASC", id: "ASC" } });
hasMany(Enrollment, "waitlistEntries", WaitlistEntry, { by: "enrollmentId", order: { joinedAt: "ASC" } });
