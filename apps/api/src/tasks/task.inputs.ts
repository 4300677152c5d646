import { TaskKindEnum, TaskStateEnum } from "@causeway/care";
import type { TaskKind, TaskState } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { Roles } from "@causeway/identity";
import type { Role } from "@causeway/identity";
import { ArgsType, Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

export const QueueShares = { ALL: "ALL", MINE: "MINE", UNASSIGNED: "UNASSIGNED" } as const;
export type QueueShare = keyof typeof QueueShares;
registerEnumType(QueueShares, {
  name: "QueueShare",
  description: "All of a queue, what one has taken on, or what nobody has.",
});

@ArgsType()
export class TasksArgs extends ConnectionArgs {
  @Field(() => TaskStateEnum, { nullable: true, description: "OPEN unless given." })
  state?: TaskState | null;

  @Field(() => Roles, { nullable: true, description: "Tasks for this role alone." })
  role?: Role | null;
}

@ArgsType()
export class WorkQueueArgs extends ConnectionArgs {
  @Field(() => Roles, {
    nullable: true,
    description: "The viewer's own unless given; an owner and an API client see every one.",
  })
  role?: Role | null;

  @Field(() => [TaskKindEnum], { nullable: true })
  kinds?: TaskKind[] | null;

  @Field(() => DateTime, { nullable: true })
  dueBefore?: Date | null;

  @Field(() => QueueShares, { nullable: true, description: "ALL unless given." })
  share?: QueueShare | null;
}

@InputType()
export class TaskCommandInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class CompleteTaskInput extends TaskCommandInput {
  @Field(() => String, { nullable: true, description: "What came of it." })
  outcome?: string | null;
}

@InputType()
export class AssignTaskInput extends TaskCommandInput {
  @Field(() => ID, { description: "Of the task's role, an admin or an owner." })
  memberId: string;
}

@InputType()
export class PostponeTaskInput extends TaskCommandInput {
  @Field(() => DateTime, { description: "Later than it was, at most 90 days ahead." })
  dueAt: Date;

  @Field(() => String)
  reason: string;
}
