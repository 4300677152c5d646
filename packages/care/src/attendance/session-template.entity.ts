import { DateTime, LocalDate, Node, Readable, References, computed } from "@causeway/database";
import { Membership } from "@causeway/identity";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import type { Modality } from "../programs/index.ts";
import { ModalityEnum, Program } from "../programs/index.ts";
import { SessionModeEnum } from "./program-session.entity.ts";
import type { SessionMode } from "./session.machine.ts";
import type { TemplateState } from "./template.machine.ts";
import { TEMPLATE_STATES } from "./template.machine.ts";

export const TemplateStateEnum = enumType("SessionTemplateState", TEMPLATE_STATES);

@Entity("session_templates")
@ObjectType({ implements: Node, description: "A meeting that recurs: its sessions are made some weeks ahead." })
@Readable({ prefix: "session_template", requires: "enrollment.read" })
export class SessionTemplate {
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

  @Column({ name: "slot_id", type: "uuid", nullable: true })
  slotId: string | null;

  @Column({ name: "enrollment_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "Of individual sessions: whose they are." })
  @References("enrollment")
  enrollmentId: string | null;

  @ManyToOne(() => Enrollment)
  @JoinColumn({ name: "enrollment_id" })
  @Field(() => Enrollment, { nullable: true })
  enrollment: Enrollment | null;

  @Column({ type: "text" })
  @Field(() => TemplateStateEnum)
  state: TemplateState;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  title: string | null;

  @Column({ type: "text" })
  @Field(() => String, { description: "RFC 5545, as in FREQ=WEEKLY;BYDAY=MO,WE,FR; counted in days of the program." })
  rrule: string;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day without a session." })
  endsOn: string | null;

  @Column({ name: "start_time", type: "text" })
  @Field(() => String, { description: "HH:MM where the program is, through every change of clocks." })
  startTime: string;

  @Column({ type: "integer" })
  @Field(() => Int)
  minutes: number;

  @Column({ type: "text" })
  @Field(() => ModalityEnum)
  modality: Modality;

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
  @Field(() => Int, { nullable: true, description: "The most people it takes." })
  places: number | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(SessionTemplate, "availableActions", ["state", "enrollmentId"]);
