import {
  OutsideReceiver,
  OutsideReceiverLevel,
  nameOutsideReceiver,
  openReceiver,
  openReceiverOrganisation,
  receiverPlan,
  retireOutsideReceiver,
  updateOutsideReceiver,
} from "@causeway/care";
import { selectionOf } from "@causeway/database";
import { can } from "@causeway/identity";
import { describeError, jobActor } from "@causeway/kernel";
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
import {
  NameOutsideReceiverInput,
  OutsideReceiversArgs,
  RetireOutsideReceiverInput,
  UpdateOutsideReceiverInput,
} from "./receiver.inputs.ts";

const OutsideReceivers = connectionType(OutsideReceiver);
const receiverPayload = (mutation: string) => payloadType(mutation, "outsideReceiver", () => OutsideReceiver);
const NameOutsideReceiverPayload = receiverPayload("NameOutsideReceiver");
const UpdateOutsideReceiverPayload = receiverPayload("UpdateOutsideReceiver");
const RetireOutsideReceiverPayload = receiverPayload("RetireOutsideReceiver");
const answer = { field: "outsideReceiver", entity: OutsideReceiver, id: "receiverId" };

const ReceiverAccess = accessType(OutsideReceiver, {
  canUpdate: action("updateOutsideReceiver"),
  canRetire: action("retireOutsideReceiver"),
});

/**
 * Opens what stands for a receiver at once, by a transaction of that organisation's own. Where it is cut off, the
 * worker does it: the card is written already.
 */
export async function followReceiver(context: RequestContext, receiverId: string): Promise<void> {
  const { db, logger } = context;
  try {
    const plan = await db.run(actorOf(context), (tx) => receiverPlan(tx, { receiverId }));
    await db.run(jobActor(plan.organisationId, openReceiver.name), (tx) => openReceiverOrganisation(tx, plan));
  } catch (error) {
    logger.warn({ err: describeError(error) }, "a receiver off the platform is opened later");
  }
}

/** Receivers off the platform, as who named them sees them. */
@Resolver(() => OutsideReceiver)
export class OutsideReceiverResolver {
  @Query(() => OutsideReceivers, {
    description: "Receivers off the platform that the viewer's organisation named. Nobody else finds them.",
  })
  outsideReceivers(
    @Args(() => OutsideReceiversArgs) args: OutsideReceiversArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, OutsideReceiver, args, {
      where: { state: args.state ?? undefined },
      orders: { NEWEST: [["createdAt", "DESC"]] },
    });
  }

  @Query(() => OutsideReceiver, { nullable: true })
  outsideReceiver(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), OutsideReceiver, selectionOf(info), {
      id: idOf("outside_receiver", id),
    });
  }

  @FieldResolver(() => [OutsideReceiverLevel])
  levels(@Root() root: OutsideReceiver & { levels: OutsideReceiverLevel[] }): OutsideReceiverLevel[] {
    return root.levels;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: OutsideReceiver, @Ctx() context: RequestContext): string[] {
    return root.state === "ACTIVE" && can(actorOf(context), "referral.send")
      ? ["updateOutsideReceiver", "retireOutsideReceiver"]
      : [];
  }

  @FieldResolver(() => ReceiverAccess.type)
  access(@Root() root: OutsideReceiver, @Ctx() context: RequestContext): object {
    return ReceiverAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => NameOutsideReceiverPayload, {
    description: "Names a receiver that is not on the platform. Consents and referrals name it from then on.",
  })
  async nameOutsideReceiver(
    @Arg("input", () => NameOutsideReceiverInput) input: NameOutsideReceiverInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    let named: string | undefined;
    const payload = await mutate(context, info, {
      operation: "nameOutsideReceiver",
      key: input.idempotencyKey,
      input,
      work: async (tx) => {
        const ids = await nameOutsideReceiver(tx, input);
        named = ids.receiverId;
        return ids;
      },
      answer,
    });
    if (named) await followReceiver(context, named);
    return payload;
  }

  @Mutation(() => UpdateOutsideReceiverPayload)
  async updateOutsideReceiver(
    @Arg("input", () => UpdateOutsideReceiverInput) input: UpdateOutsideReceiverInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    let changed: string | undefined;
    const payload = await mutate(context, info, {
      operation: "updateOutsideReceiver",
      key: input.idempotencyKey,
      input,
      work: async (tx) => {
        const { id, idempotencyKey: _, ...changes } = input;
        const ids = await updateOutsideReceiver(tx, { ...changes, receiverId: idOf("outside_receiver", id) });
        changed = ids.receiverId;
        return ids;
      },
      answer,
    });
    if (changed) await followReceiver(context, changed);
    return payload;
  }

  @Mutation(() => RetireOutsideReceiverPayload, {
    description: "It is asked no more: its links end at once, and what it has not admitted goes back.",
  })
  async retireOutsideReceiver(
    @Arg("input", () => RetireOutsideReceiverInput) input: RetireOutsideReceiverInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "retireOutsideReceiver",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        retireOutsideReceiver(tx, {
          receiverId: idOf("outside_receiver", input.id),
          expectedVersion: input.expectedVersion,
        }),
      answer,
    });
  }
}
