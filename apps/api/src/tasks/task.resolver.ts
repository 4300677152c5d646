import type { QueueCount, TaskKind } from "@causeway/care";
import {
  TASK_KINDS,
  Task,
  TaskChange,
  TaskKindEnum,
  assignTask,
  claimTask,
  completeTask,
  countQueue,
  postponeTask,
  queueOf,
  taskActions,
  unassignTask,
} from "@causeway/care";
import type { Transaction, Where } from "@causeway/database";
import { DateTime } from "@causeway/database";
import { Roles } from "@causeway/identity";
import type { Role } from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  AssignTaskInput,
  CompleteTaskInput,
  PostponeTaskInput,
  TaskCommandInput,
  TasksArgs,
  WorkQueueArgs,
} from "./task.inputs.ts";

const Tasks = connectionType(Task);
const payload = (mutation: string) => payloadType(mutation, "task", () => Task);
const ClaimTaskPayload = payload("ClaimTask");
const AssignTaskPayload = payload("AssignTask");
const UnassignTaskPayload = payload("UnassignTask");
const PostponeTaskPayload = payload("PostponeTask");
const CompleteTaskPayload = payload("CompleteTask");

const TaskAccess = accessType(Task, {
  canClaim: action("claimTask"),
  canAssign: action("assignTask"),
  canUnassign: action("unassignTask"),
  canPostpone: action("postponeTask"),
  canComplete: action("completeTask"),
});

@ObjectType({ description: "How much of one kind waits." })
export class WorkQueueCount {
  @Field(() => TaskKindEnum)
  kind: TaskKind;

  @Field(() => String, { description: "The kind in words." })
  label: string;

  @Field(() => Int)
  open: number;

  @Field(() => Int)
  overdue: number;

  @Field(() => Int, { description: "Taken on by nobody." })
  unassigned: number;
}

@Resolver(() => Task)
export class TaskResolver {
  @Query(() => Tasks, { description: "What waits for somebody, most urgent first." })
  tasks(
    @Args(() => TasksArgs) args: TasksArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Task, args, {
      where: { state: args.state ?? "OPEN", assignedRole: args.role ?? undefined },
      orders: { DUE: [["dueAt", "ASC"]] },
    });
  }

  @Query(() => Tasks, { description: "What waits for the viewer's role, most urgent first." })
  workQueue(
    @Args(() => WorkQueueArgs) args: WorkQueueArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const actor = actorOf(context);
    const shares: Readonly<Record<string, Where>> = {
      MINE: { assignedTo: actor.kind === "person" && actor.id ? actor.id : [] },
      UNASSIGNED: { assignedTo: null },
    };
    return readConnection(context, info, Task, args, {
      where: {
        state: "OPEN",
        assignedRole: args.role ?? queueOf(actor) ?? undefined,
        kind: args.kinds ?? undefined,
        dueAt: args.dueBefore ? { lt: args.dueBefore } : undefined,
        ...shares[args.share ?? "ALL"],
      },
      orders: { DUE: [["dueAt", "ASC"]] },
    });
  }

  @Query(() => [WorkQueueCount], { description: "The same queue by kind, the most urgent kind first." })
  async workQueueCounts(
    @Arg("role", () => Roles, { nullable: true }) role: Role | null,
    @Arg("dueBefore", () => DateTime, { nullable: true }) dueBefore: Date | null,
    @Ctx() context: RequestContext,
  ): Promise<(QueueCount & { label: string })[]> {
    const actor = actorOf(context);
    const counts = await countQueue(context.db, actor, { role: role ?? queueOf(actor), dueBefore });
    return counts.map((count) => ({ ...count, label: TASK_KINDS[count.kind].label }));
  }

  @FieldResolver(() => ID, { description: "The record it is about; `node(id)` reads it." })
  subjectId(@Root() root: Task): string {
    return encodeId(root.subjectType, root.subjectId);
  }

  @FieldResolver(() => String, { description: "What is to be done, in words." })
  label(@Root() root: Task): string {
    return TASK_KINDS[root.kind].label;
  }

  @FieldResolver(() => Boolean)
  overdue(@Root() root: Task, @Ctx() context: RequestContext): boolean {
    return root.state === "OPEN" && new Date(root.dueAt) < context.clock.now();
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Path in the console where the record is shown: ids alone. Null where the record is gone.",
  })
  link(@Root() root: Task): string | null {
    if (root.subjectType === "referral") return `/referrals/${encodeId("referral", root.subjectId)}`;
    if (root.subjectType === "referral_recipient") return `/inbox/${encodeId("referral_recipient", root.subjectId)}`;
    if (root.clientId) return `/clients/${encodeId("client", root.clientId)}`;
    return root.programId ? `/programs/${encodeId("program", root.programId)}` : null;
  }

  @FieldResolver(() => [TaskChange], { description: "What happened to it, oldest first." })
  changes(@Root() root: Task & { changes: TaskChange[] }): TaskChange[] {
    return root.changes;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Task, @Ctx() context: RequestContext): string[] {
    return taskActions(actorOf(context), root);
  }

  @FieldResolver(() => TaskAccess.type)
  access(@Root() root: Task, @Ctx() context: RequestContext): object {
    return TaskAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => ClaimTaskPayload, { description: "The viewer takes the task on." })
  claimTask(
    @Arg("input", () => TaskCommandInput) input: TaskCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "claimTask", input, claimTask);
  }

  @Mutation(() => AssignTaskPayload)
  assignTask(
    @Arg("input", () => AssignTaskInput) input: AssignTaskInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "assignTask", input, (tx, given) =>
      assignTask(tx, { ...given, memberId: idOf("member", input.memberId, ["memberId"]) }),
    );
  }

  @Mutation(() => UnassignTaskPayload, { description: "Back to the queue of its role." })
  unassignTask(
    @Arg("input", () => TaskCommandInput) input: TaskCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "unassignTask", input, unassignTask);
  }

  @Mutation(() => PostponeTaskPayload, { description: "Due later, for a reason that stays with the task." })
  postponeTask(
    @Arg("input", () => PostponeTaskInput) input: PostponeTaskInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { dueAt, reason } = input;
    return command(context, info, "postponeTask", input, (tx, given) => postponeTask(tx, { ...given, dueAt, reason }));
  }

  @Mutation(() => CompleteTaskPayload)
  completeTask(
    @Arg("input", () => CompleteTaskInput) input: CompleteTaskInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { outcome } = input;
    return command(context, info, "completeTask", input, (tx, given) => completeTask(tx, { ...given, outcome }));
  }
}

type Given = { taskId: string; expectedVersion: number | null | undefined };

function command(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: TaskCommandInput,
  service: (tx: Transaction, given: Given) => Promise<{ taskId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) => service(tx, { taskId: idOf("task", input.id), expectedVersion: input.expectedVersion }),
    answer: { field: "task", entity: Task, id: "taskId" },
  });
}
