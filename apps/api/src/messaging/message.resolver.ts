import { DateTime } from "@causeway/database";
import { can } from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import { mailboxOf, markNotificationRead, Message, Notification } from "@causeway/messaging";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { MarkNotificationReadInput, MessagesArgs, NotificationsArgs } from "./message.inputs.ts";

const NotificationConnection = connectionType(Notification);
const MessageConnection = connectionType(Message);
const NEWEST = { NEWEST: [["createdAt", "DESC"]] } as const;
const MarkNotificationReadPayload = payloadType("MarkNotificationRead", "notification", () => Notification);

@ObjectType({ description: "A mail in the local mailbox, which stands in for SMTP in demonstrations." })
export class MailboxMessage {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  to: string;

  @Field(() => String)
  from: string;

  @Field(() => String)
  subject: string;

  @Field(() => String, { description: "A sentence that says so where the text is withheld." })
  text: string;

  @Field(() => Boolean, {
    description: "The text holds a link for one person, who is not the viewer.",
  })
  textWithheld: boolean;

  @Field(() => String, { nullable: true })
  html: string | null;

  @Field(() => DateTime)
  sentAt: Date | string;
}

@Resolver()
export class MessageResolver {
  @Query(() => NotificationConnection, { description: "Notices to the viewer, newest first." })
  notifications(
    @Args(() => NotificationsArgs) args: NotificationsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const membershipId = actorOf(context).id ?? actorOf(context).organisationId;
    const where = { membershipId, ...(args.unread ? { readAt: null } : {}) };
    return readConnection(context, info, Notification, args, { where, orders: NEWEST });
  }

  @Mutation(() => MarkNotificationReadPayload)
  markNotificationRead(
    @Arg("input", () => MarkNotificationReadInput) input: MarkNotificationReadInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "markNotificationRead",
      input,
      work: (tx) =>
        markNotificationRead(tx, { notificationId: idOf("notification", input.notificationId, ["notificationId"]) }),
      answer: { field: "notification", entity: Notification, id: "notificationId" },
    });
  }

  @Query(() => MessageConnection, {
    description: "Mails of the organisation with their outcome, newest first; without their text.",
  })
  messages(
    @Args(() => MessagesArgs) args: MessagesArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Message, args, { where: { state: args.state ?? undefined }, orders: NEWEST });
  }

  @Query(() => [MailboxMessage], {
    description:
      "The local mailbox of the organisation, newest first; empty in production and where this is no demonstration.",
  })
  async mailbox(
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Ctx() context: RequestContext,
  ): Promise<MailboxMessage[]> {
    const actor = actorOf(context);
    const { demo, environment } = context.config;
    if (!demo || environment === "production" || !can(actor, "message.read")) return [];
    const rows = await context.db.readWith<MailboxMessage>(actor, mailboxOf(actor, first ?? 50));
    return rows.map((row) => ({ ...row, id: encodeId("message", row.id) }));
  }
}
