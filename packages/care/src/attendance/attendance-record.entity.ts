import { DateTime, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import type { AttendanceMode } from "./attendance.entity.ts";
import { Attendance, AttendanceModeEnum, AttendanceStateEnum } from "./attendance.entity.ts";
import type { AttendanceState } from "./session.machine.ts";

@Entity("attendance_records")
@ObjectType({ description: "What was recorded of an attendance, each time it was; never changed." })
@Readable({ prefix: "attendance_record", requires: "enrollment.read" })
export class AttendanceRecord {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "attendance_id", type: "uuid" })
  attendanceId: string;

  @Column({ name: "session_id", type: "uuid" })
  @Field(() => ID)
  @References("session")
  sessionId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @Column({ type: "text" })
  @Field(() => AttendanceStateEnum)
  state: AttendanceState;

  @Column({ type: "integer" })
  @Field(() => Int)
  minutes: number;

  @Column({ name: "counted_minutes", type: "integer" })
  @Field(() => Int)
  countedMinutes: number;

  @Column({ type: "text" })
  @Field(() => AttendanceModeEnum)
  mode: AttendanceMode;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(Attendance, "history", AttendanceRecord, { by: "attendanceId", order: { recordedAt: "DESC" } });
