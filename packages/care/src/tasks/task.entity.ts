import { DateTime, Node, Readable, References, Requires, answeredBy, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { Shown, TaskKind } from "./task-kinds.ts";
import { SUBJECTS, TASK_KIND_NAMES } from "./task-kinds.ts";
import type { TaskState } from "./task.machine.ts";
import { TASK_STATES } from "./task.machine.ts";

export const TaskKindEnum = enumType("TaskKind", TASK_KIND_NAMES);
export const TaskStateEnum = enumType("TaskState", TASK_STATES);

@Entity("tasks")
@ObjectType({ implements: Node, description: "Something a person of a role has to look at." })
@Readable({ prefix: "task", requires: "task.read" })
export class Task {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => TaskKindEnum)
  kind: TaskKind;

  @Column({ name: "subject_type", type: "text" })
  @Field(() => String, { description: "Kind of the record it is about." })
  subjectType: string;

  @Column({ name: "subject_id", type: "uuid" })
  subjectId: string;

  @Column({ name: "assigned_role", type: "text" })
  @Field(() => String)
  assignedRole: string;

  @Column({ name: "assigned_to", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  assignedTo: string | null;

  @Column({ name: "due_at", type: "timestamptz" })
  @Field(() => DateTime)
  dueAt: Date;

  @Column({ type: "text" })
  @Field(() => TaskStateEnum)
  state: TaskState;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "What came of it; needs task.manage." })
  @Requires("task.manage")
  outcome: string | null;

  /** Where the record it is about is shown. */
  clientId: string | null;
  programId: string | null;

  @Column({ name: "dedupe_key", type: "text" })
  dedupeKey: string;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "done_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  doneAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

// The id of the subject leaves with the prefix of its kind, which only the row knows.
computed(Task, "subjectId", ["subjectType", "subjectId"]);
computed(Task, "link", ["subjectType", "subjectId", "clientId", "programId"]);
computed(Task, "label", ["kind"]);
computed(Task, "overdue", ["state", "dueAt"]);
computed(Task, "availableActions", ["state", "assignedTo", "assignedRole"]);
for (const place of ["client", "program"] as const)
  answeredBy(Task, `${place}Id`, (row) => {
    const cases = Object.entries(SUBJECTS).flatMap(([subject, shown]) =>
      place in shown ? [`when '${subject}' then ${(shown as Shown)[place]?.(`${row}.subject_id`)}`] : [],
    );
    return cases.length === 0 ? "null::uuid" : `case ${row}.subject_type ${cases.join(" ")} end`;
  });
