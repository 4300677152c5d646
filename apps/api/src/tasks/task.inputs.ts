import { TaskStateEnum } from "@causeway/care";
import type { TaskState } from "@causeway/care";
import { Roles } from "@causeway/identity";
import type { Role } from "@causeway/identity";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class TasksArgs extends ConnectionArgs {
  @Field(() => TaskStateEnum, { nullable: true, description: "OPEN unless given." })
  state?: TaskState | null;

  @Field(() => Roles, { nullable: true, description: "Tasks for this role alone." })
  role?: Role | null;
}

@InputType()
export class CompleteTaskInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}
