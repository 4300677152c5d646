import { Task, completeTask, taskActions } from "@causeway/care";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { CompleteTaskInput, TasksArgs } from "./task.inputs.ts";

const Tasks = connectionType(Task);
const CompleteTaskPayload = payloadType("CompleteTask", "task", () => Task);

const TaskAccess = accessType(Task, {
  canComplete: action("completeTask"),
});

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

  @FieldResolver(() => ID, { description: "The record it is about; `node(id)` reads it." })
  subjectId(@Root() root: Task): string {
    return encodeId(root.subjectType, root.subjectId);
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Task, @Ctx() context: RequestContext): string[] {
    return taskActions(actorOf(context), root);
  }

  @FieldResolver(() => TaskAccess.type)
  access(@Root() root: Task, @Ctx() context: RequestContext): object {
    return TaskAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => CompleteTaskPayload)
  completeTask(
    @Arg("input", () => CompleteTaskInput) input: CompleteTaskInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "completeTask",
      input,
      work: async (tx) => completeTask(tx, { taskId: idOf("task", input.id), expectedVersion: input.expectedVersion }),
      answer: { field: "task", entity: Task, id: "taskId" },
    });
  }
}
