import { DeadLetter, replayDeadLetter } from "@causeway/messaging";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from "type-graphql";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, ConnectionArgs, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { ReplayDeadLetterInput } from "./dead-letter.inputs.ts";

const DeadLetterConnection = connectionType(DeadLetter);
const ReplayDeadLetterPayload = payloadType("ReplayDeadLetter", "deadLetter", () => DeadLetter);
const EVER = { gte: "1970-01-01T00:00:00Z" };

@Resolver()
export class DeadLetterResolver {
  @Query(() => DeadLetterConnection, { description: "Jobs of the organisation that failed for good, newest first." })
  deadLetters(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const where = { deadAt: EVER, doneAt: null };
    return readConnection(context, info, DeadLetter, args, { where, orders: { NEWEST: [["deadAt", "DESC"]] } });
  }

  @Mutation(() => ReplayDeadLetterPayload, { description: "Has the worker do a dead job after all." })
  replayDeadLetter(
    @Arg("input", () => ReplayDeadLetterInput) input: ReplayDeadLetterInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "replayDeadLetter",
      input,
      work: (tx) => replayDeadLetter(tx, { deadLetterId: idOf("dispatch", input.deadLetterId, ["deadLetterId"]) }),
      answer: { field: "deadLetter", entity: DeadLetter, id: "deadLetterId" },
    });
  }
}
