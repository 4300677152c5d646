import { CapacityNotice, capacityNoticeActions, recordCapacityNotice } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { ConnectionArgs, connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";

const CapacityNotices = connectionType(CapacityNotice);
const RecordCapacityNoticePayload = payloadType("RecordCapacityNotice", "capacityNotice", () => CapacityNotice);

const CapacityNoticeAccess = accessType(CapacityNotice, {
  canRecord: action("recordCapacityNotice"),
});

@ArgsType()
class CapacityNoticesArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Only those of which the state was not told yet." })
  open?: boolean | null;
}

@InputType()
class RecordCapacityNoticeInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => LocalDate, { description: "Where the program is." })
  sentOn: string;

  @Field(() => String, { description: "The office of the state that was told." })
  sentTo: string;

  @Field(() => String, { nullable: true, description: "By what it can be found again." })
  reference?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@Resolver(() => CapacityNotice)
export class CapacityNoticeResolver {
  @Query(() => CapacityNotices, { description: "Each time a block-grant program reached 90 % of its capacity." })
  capacityNotices(
    @Args(() => CapacityNoticesArgs) args: CapacityNoticesArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, CapacityNotice, args, {
      where: {
        programId: optionalIdOf("program", args.programId, ["programId"]),
        sentOn: args.open ? null : undefined,
      },
      orders: { NEWEST: [["reachedAt", "DESC"]] },
    });
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: CapacityNotice, @Ctx() context: RequestContext): string[] {
    return capacityNoticeActions(actorOf(context), root);
  }

  @FieldResolver(() => CapacityNoticeAccess.type)
  access(@Root() root: CapacityNotice, @Ctx() context: RequestContext): object {
    return CapacityNoticeAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => RecordCapacityNoticePayload, {
    description: "The state was told; this settles every earlier notice of the program too.",
  })
  recordCapacityNotice(
    @Arg("input", () => RecordCapacityNoticeInput) input: RecordCapacityNoticeInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, idempotencyKey, ...rest } = input;
    return mutate(context, info, {
      operation: "recordCapacityNotice",
      key: idempotencyKey,
      input,
      work: async (tx) => recordCapacityNotice(tx, { ...rest, noticeId: idOf("capacity_notice", id) }),
      answer: { field: "capacityNotice", entity: CapacityNotice, id: "noticeId" },
    });
  }
}
