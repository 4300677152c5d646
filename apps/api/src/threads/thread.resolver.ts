import type { ReadMessage, Side, Thread } from "@causeway/care";
import {
  REDISCLOSURE_NOTICE,
  ReceivedReferral,
  ReferralMessage,
  ReferralRecipient,
  ThreadSideEnum,
  postReferralMessage,
  readMessages,
  threadOf,
} from "@causeway/care";
import type { Page } from "@causeway/database";
import { computed } from "@causeway/database";
import { DomainError, encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Field, FieldResolver, Info, Int, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import type { Connection } from "../graphql/connection.ts";
import { ConnectionArgs, connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { PostReferralMessageInput } from "./thread.inputs.ts";

const Messages = connectionType(ReferralMessage);
const PostReferralMessagePayload = payloadType("PostReferralMessage", "message", () => ReferralMessage);
const NOTHING: Page = { rows: [], keys: [], hasMore: false };

@ObjectType("ReferralThread", { description: "What the two organisations of one part say and hand to each other." })
export class ReferralThread {
  recipientId: string;

  @Field(() => ThreadSideEnum, { description: "The viewer's own side." })
  side: Side;

  @Field(() => Int, { description: "Messages of the other side that nobody here has read, of those readable now." })
  unread: number;

  @Field(() => Boolean, { description: "Whether the viewer may write and hand over documents now." })
  canWrite: boolean;
}

computed(ReferralRecipient, "thread", ["id"]);
computed(ReceivedReferral, "thread", ["id"]);

function thread(context: RequestContext, id: string): Promise<Thread | null> {
  const recipientId = idOf("referral_recipient", id);
  return context.db.run(actorOf(context), (tx) => threadOf(tx, recipientId));
}

const THREAD = {
  nullable: true,
  description: "Messages and documents of the two organisations; null to who may not read packets.",
};

@Resolver(() => ReferralRecipient)
export class SentThreadResolver {
  @FieldResolver(() => ReferralThread, THREAD)
  thread(@Root() root: { id: string }, @Ctx() context: RequestContext): Promise<Thread | null> {
    return thread(context, root.id);
  }
}

@Resolver(() => ReceivedReferral)
export class ReceivedThreadResolver {
  @FieldResolver(() => ReferralThread, THREAD)
  thread(@Root() root: { id: string }, @Ctx() context: RequestContext): Promise<Thread | null> {
    return thread(context, root.id);
  }
}

/**
 * What a read that is a disclosure answers, or nothing where consent does not reach: the refusal is kept.
 * @param nothing what is shown then
 */
export async function readAsDisclosed<T>(
  context: RequestContext,
  action: string,
  recipientId: string,
  nothing: T,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DomainError) || !error.isOutcome) throw error;
    if (error.code === "CONSENT_INVALID") {
      await context.db.recordDenial(actorOf(context), {
        action,
        subjectType: "referral_recipient",
        subjectId: recipientId,
        ...(error.reason === undefined ? {} : { reason: error.reason }),
      });
    } else if (error.code !== "CONFLICT" && error.code !== "NOT_FOUND") throw error;
    return nothing;
  }
}

@Resolver(() => ReferralThread)
export class ThreadResolver {
  /** Reading the sender's words is a disclosure to the recipient, accounted for once a page. */
  @FieldResolver(() => Messages, {
    description: "In the order they were written. The sender's are there for the recipient only while the packet is.",
  })
  messages(
    @Root() { recipientId }: ReferralThread,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const actor = actorOf(context);
    return readConnection(context, info, ReferralMessage, args, {
      orders: { WRITTEN: [["createdAt", "ASC"]] },
      read: {
        page: (query) =>
          readAsDisclosed(context, "thread.read", recipientId, NOTHING, async () => {
            const read = await context.db.run(actor, (tx) => readMessages(tx, { recipientId, ...query }));
            return { rows: read.messages.map(shown), keys: read.keys, hasMore: read.hasMore };
          }),
        count: () => context.db.readCount(actor, ReferralMessage, { referralRecipientId: recipientId }),
      },
    });
  }

  @Mutation(() => PostReferralMessagePayload, {
    description: "Writes to the other organisation of a referral. It is told that a message waits, and nothing of it.",
  })
  postReferralMessage(
    @Arg("input", () => PostReferralMessageInput) input: PostReferralMessageInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "postReferralMessage",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        postReferralMessage(tx, {
          recipientId: idOf("referral_recipient", input.referralRecipientId, ["referralRecipientId"]),
          text: input.text,
        }),
      answer: { field: "message", entity: ReferralMessage, id: "messageId" },
    });
  }
}

function shown(message: ReadMessage): Record<string, unknown> {
  return { ...message, id: encodeId("referral_message", message.id) };
}

@Resolver(() => ReferralMessage)
export class ReferralMessageResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "The statement that goes with the sender's words to the recipient (42 CFR 2.32).",
  })
  notice(
    @Root() root: Pick<ReferralMessage, "side" | "senderOrganisationId">,
    @Ctx() context: RequestContext,
  ): string | null {
    return root.side === "SENDER" && root.senderOrganisationId !== actorOf(context).organisationId
      ? REDISCLOSURE_NOTICE
      : null;
  }
}
