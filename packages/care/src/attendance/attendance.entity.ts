import { DateTime, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Enrollment } from "../enrollments/index.ts";
import { enumType } from "../enum-type.ts";
import { ProgramSession } from "./program-session.entity.ts";
import type { AttendanceState } from "./session.machine.ts";
import { ATTENDANCE_STATES, RECORDED_OUTCOMES } from "./session.machine.ts";

export const ATTENDANCE_MODES = ["IN_PERSON", "TELEHEALTH"] as const;
export type AttendanceMode = (typeof ATTENDANCE_MODES)[number];
export const AttendanceStateEnum = enumType("AttendanceState", ATTENDANCE_STATES);
export const AttendanceModeEnum = enumType("AttendanceMode", ATTENDANCE_MODES);
export const RecordedOutcomeEnum = enumType("AttendanceOutcome", RECORDED_OUTCOMES, "What a person may record.");

@Entity("attendances")
@ObjectType({ description: "One enrollment's part in one session." })
@Readable({ prefix: "attendance", requires: "enrollment.read" })
export class Attendance {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "session_id", type: "uuid" })
  @Field(() => ID)
  @References("session")
  sessionId: string;

  @ManyToOne(() => ProgramSession)
  @JoinColumn({ name: "session_id" })
  @Field(() => ProgramSession)
  session: ProgramSession;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @ManyToOne(() => Enrollment)
  @JoinColumn({ name: "enrollment_id" })
  @Field(() => Enrollment)
  enrollment: Enrollment;

  @Column({ type: "text" })
  @Field(() => AttendanceStateEnum)
  state: AttendanceState;

  @Column({ type: "integer" })
  @Field(() => Int, { description: "Minutes of care received; never more than the session lasted." })
  minutes: number;

  @Column({ name: "counted_minutes", type: "integer" })
  @Field(() => Int, {
    description: "Of them, the minutes that count: sessions of one client that overlap are counted once.",
  })
  countedMinutes: number;

  @Column({ name: "arrived_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Given where somebody came late." })
  arrivedAt: Date | null;

  @Column({ name: "left_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Given where somebody left early." })
  leftAt: Date | null;

  @Column({ name: "make_up_for_id", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true, description: "The missed attendance that this one makes up for." })
  @References("attendance")
  makeUpForId: string | null;

  @Column({ type: "text" })
  @Field(() => AttendanceModeEnum)
  mode: AttendanceMode;

  /** Put on the list by a person, not by membership of a template. */
  @Column({ name: "by_hand", type: "boolean" })
  byHand: boolean;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(ProgramSession, "attendances", Attendance, { by: "sessionId", order: { recordedAt: "ASC" } });
hasMany(Enrollment, "attendances", Attendance, { by: "enrollmentId", order: { recordedAt: "DESC" }, limit: 100 });
