import type { WaitlistEvent } from "@causeway/care";
import {
  WaitlistEntry,
  WaitlistEvent as WaitlistEventType,
  WaitlistEventKindEnum,
  Enrollment,
  recordInterimServices,
  setWaitlistPriority,
  waitlistActions,
  waitlistPositions,
} from "@causeway/care";
import { DateTime } from "@causeway/database";
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
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { RecordInterimServicesInput, SetWaitlistPriorityInput, WaitlistArgs } from "./waitlist.inputs.ts";

const WaitlistEntries = connectionType(WaitlistEntry);
const SetWaitlistPriorityPayload = payloadType("SetWaitlistPriority", "waitlistEntry", () => WaitlistEntry);
const RecordInterimServicesPayload = payloadType("RecordInterimServices", "waitlistEntry", () => WaitlistEntry);
const answer = { field: "waitlistEntry", entity: WaitlistEntry, id: "entryId" };

const WaitlistEntryAccess = accessType(WaitlistEntry, {
  canSetPriority: action("setWaitlistPriority"),
  canRecordInterimServices: action("recordInterimServices"),
});

@ObjectType({ description: "Where a wait stood from a moment on." })
export class WaitlistPosition {
  @Field(() => DateTime)
  at: Date;

  @Field(() => Int, { nullable: true, description: "1 is next; null while an offer is open, and after the wait." })
  position: number | null;

  @Field(() => WaitlistEventKindEnum, { nullable: true, description: "What moved it; null where others did." })
  cause: WaitlistEvent["kind"] | null;
}

@Resolver(() => WaitlistEntry)
export class WaitlistResolver {
  @Query(() => WaitlistEntries, {
    description: "Who waits, next first: by the priorities of a federal block grant, then by the request.",
  })
  waitlist(
    @Args(() => WaitlistArgs) args: WaitlistArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, WaitlistEntry, args, {
      where: {
        programId: optionalIdOf("program", args.programId, ["programId"]),
        leftAt: args.includeOver ? undefined : null,
      },
      orders: {
        NEXT: [
          ["priority", "ASC"],
          ["requestedAt", "ASC"],
          ["number", "ASC"],
        ],
      },
    });
  }

  @Query(() => [WaitlistPosition], { description: "Where one wait stood over time, and what moved it." })
  async waitlistPositions(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
  ): Promise<readonly WaitlistPosition[]> {
    const changes = await waitlistPositions(context.db, actorOf(context), idOf("waitlist_entry", id));
    return changes.map((change) => ({ ...change, cause: change.cause === "OTHERS" ? null : change.cause }));
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "1 is next; null while an offer is open, and after the wait.",
  })
  position(@Root() root: WaitlistEntry & { position: number | null }): number | null {
    return root.position;
  }

  @FieldResolver(() => [WaitlistEventType])
  events(@Root() root: WaitlistEntry & { events: WaitlistEvent[] }): WaitlistEvent[] {
    return root.events;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: WaitlistEntry, @Ctx() context: RequestContext): string[] {
    return waitlistActions(actorOf(context), root);
  }

  @FieldResolver(() => WaitlistEntryAccess.type)
  access(@Root() root: WaitlistEntry, @Ctx() context: RequestContext): object {
    return WaitlistEntryAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => SetWaitlistPriorityPayload)
  setWaitlistPriority(
    @Arg("input", () => SetWaitlistPriorityInput) input: SetWaitlistPriorityInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, idempotencyKey, ...rest } = input;
    return mutate(context, info, {
      operation: "setWaitlistPriority",
      key: idempotencyKey,
      input,
      work: async (tx) => setWaitlistPriority(tx, { ...rest, entryId: idOf("waitlist_entry", id) }),
      answer,
    });
  }

  @Mutation(() => RecordInterimServicesPayload)
  recordInterimServices(
    @Arg("input", () => RecordInterimServicesInput) input: RecordInterimServicesInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, idempotencyKey, ...rest } = input;
    return mutate(context, info, {
      operation: "recordInterimServices",
      key: idempotencyKey,
      input,
      work: async (tx) => recordInterimServices(tx, { ...rest, entryId: idOf("waitlist_entry", id) }),
      answer,
    });
  }
}

@Resolver(() => Enrollment)
export class WaitsOfEnrollmentResolver {
  @FieldResolver(() => [WaitlistEntry], { description: "Each wait of this enrollment." })
  waitlistEntries(@Root() root: Enrollment & { waitlistEntries: WaitlistEntry[] }): WaitlistEntry[] {
    return root.waitlistEntries;
  }
}
