import { DateTime, Readable, References, Requires, hasMany } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Task } from "./task.entity.ts";

const TASK_CHANGES = ["ASSIGNED", "CLAIMED", "UNASSIGNED", "POSTPONED", "COMPLETED"] as const;
export type TaskChangeKind = (typeof TASK_CHANGES)[number];
const TaskChangeEnum = enumType("TaskChangeKind", TASK_CHANGES);

@Entity("task_changes")
@ObjectType({ description: "What happened to a task, and by whom." })
@Readable({ prefix: "task_change", requires: "task.read" })
export class TaskChange {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "task_id", type: "uuid" })
  taskId: string;

  @Column({ type: "text" })
  @Field(() => TaskChangeEnum)
  change: TaskChangeKind;

  @Column({ name: "assigned_to", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  assignedTo: string | null;

  @Column({ name: "due_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Until when it was postponed." })
  dueAt: Date | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Words of whoever did it; needs task.manage." })
  @Requires("task.manage")
  note: string | null;

  @Column({ name: "changed_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  changedBy: string | null;

  @Column({ name: "changed_at", type: "timestamptz" })
  @Field(() => DateTime)
  changedAt: Date;
}

hasMany(Task, "changes", TaskChange, { by: "taskId", order: { changedAt: "ASC" } });
