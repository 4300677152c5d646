import { DateTime, Node, Readable, References, computed } from "@causeway/database";
import { Membership } from "@causeway/identity";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { Modality } from "../programs/index.ts";
import { ModalityEnum, Program } from "../programs/index.ts";
import type { SessionMode, SessionState } from "./session.machine.ts";
import { SESSION_MODES, SESSION_STATES } from "./session.machine.ts";

export const SessionStateEnum = enumType("ProgramSessionState", SESSION_STATES);
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

  @Column({ name: "cancel_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  cancelReason: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(ProgramSession, "availableActions", ["state", "startsAt"]);
