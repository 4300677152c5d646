import { DateTime, LocalDate, Node, Readable, References, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Program } from "../programs/index.ts";
import type { DayState } from "./day.machine.ts";
import { DAY_STATES } from "./day.machine.ts";

export const AttendanceDayStateEnum = enumType("AttendanceDayState", DAY_STATES);
const DAY_EVENT_KINDS = ["CLOSED", "REOPENED"] as const;
const DayEventKindEnum = enumType("AttendanceDayEventKind", DAY_EVENT_KINDS);

@Entity("attendance_days")
@ObjectType({
  implements: Node,
  description: "A day of a program on which something is held, and whether its attendance is closed.",
})
@Readable({ prefix: "attendance_day", requires: "enrollment.read" })
export class AttendanceDay {
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

  @Column({ type: "date" })
  @Field(() => LocalDate)
  day: string;

  @Column({ type: "text" })
  @Field(() => AttendanceDayStateEnum)
  state: DayState;

  @Column({ name: "closed_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  closedAt: Date | null;

  @Column({ name: "closed_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  closedBy: string | null;

  @Column({ name: "reopened_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  reopenedAt: Date | null;

  @Column({ name: "reopened_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  reopenedBy: string | null;

  @Column({ name: "reopen_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  reopenReason: string | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

@Entity("attendance_day_events")
@ObjectType({ description: "A closing or re-opening of a day; never changed." })
@Readable({ prefix: "attendance_day_event", requires: "enrollment.read" })
export class AttendanceDayEvent {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "attendance_day_id", type: "uuid" })
  attendanceDayId: string;

  @Column({ type: "text" })
  @Field(() => DayEventKindEnum)
  kind: (typeof DAY_EVENT_KINDS)[number];

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  reason: string | null;

  @Column({ name: "done_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  doneBy: string | null;

  @Column({ name: "done_at", type: "timestamptz" })
  @Field(() => DateTime)
  doneAt: Date;
}

computed(AttendanceDay, "availableActions", ["state"]);
hasMany(AttendanceDay, "history", AttendanceDayEvent, { by: "attendanceDayId", order: { doneAt: "DESC" } });
