import { DateTime, Node, Readable, References, answeredBy, computed } from "@causeway/database";
import { Membership } from "@causeway/identity";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { Modality } from "../programs/index.ts";
import { ModalityEnum, Program } from "../programs/index.ts";
import { sessionsAtTheSameTime } from "./session-conflict.query.ts";
import type { CancelCause, SessionMode, SessionState } from "./session.machine.ts";
import { CANCEL_CAUSES, SESSION_MODES, SESSION_STATES } from "./session.machine.ts";

export const SessionStateEnum = enumType("ProgramSessionState", SESSION_STATES);
const CancelCauseEnum = enumType("SessionCancelCause", CANCEL_CAUSES, "Who or what cancelled it.");
export const SessionModeEnum = enumType("SessionMode", SESSION_MODES, "How people come to it.");

@Entity("program_sessions")
@ObjectType({ implements: Node, description: "A meeting of a program: a group, an hour with one person, a family." })
@Readable({ prefix: "session", requires: "enrollment.read" })
export class ProgramSession {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "program_id" })
  @Field(() => Program)
  program: Program;

  @Column({ name: "starts_at", type: "timestamptz" })
  @Field(() => DateTime)
  startsAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  minutes: number;

  @Column({ type: "text" })
  @Field(() => ModalityEnum)
  modality: Modality;

  @Column({ type: "text" })
  @Field(() => SessionStateEnum)
  state: SessionState;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  title: string | null;

  @Column({ type: "text" })
  @Field(() => SessionModeEnum)
  mode: SessionMode;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  room: string | null;

  @Column({ name: "staff_member_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  staffMemberId: string | null;

  @ManyToOne(() => Membership)
  @JoinColumn({ name: "staff_member_id" })
  @Field(() => Membership, { nullable: true, description: "Who leads it." })
  staffMember: Membership | null;

  @Column({ type: "integer", nullable: true })
  @Field(() => Int, { nullable: true, description: "The most people it takes; null where nobody counts." })
  places: number | null;

  @Column({ name: "make_up", type: "boolean" })
  @Field(() => Boolean, { description: "Held for those who missed another one." })
  makeUp: boolean;

  @Column({ name: "template_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("session_template")
  templateId: string | null;

  /** The day for which the template made it, whatever day it was moved to. */
  @Column({ name: "occurs_on", type: "date", nullable: true })
  occursOn: string | null;

  @Column({ name: "by_hand", type: "boolean" })
  @Field(() => Boolean, { description: "Moved, changed or cancelled by a person: its template leaves it alone." })
  byHand: boolean;

  @Column({ name: "cancel_cause", type: "text", nullable: true })
  @Field(() => CancelCauseEnum, { nullable: true })
  cancelCause: CancelCause | null;

  @Column({ name: "cancel_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  cancelReason: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;

  /** Other sessions in the room at the same time, and others of who leads it. */
  roomConflicts: readonly string[];
  staffConflicts: readonly string[];
}

computed(ProgramSession, "availableActions", ["state", "startsAt"]);
answeredBy(ProgramSession, "roomConflicts", (session) => sessionsAtTheSameTime(session, "room"));
answeredBy(ProgramSession, "staffConflicts", (session) => sessionsAtTheSameTime(session, "staff"));
