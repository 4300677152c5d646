import {
  createWebhookEndpoint,
  replayWebhookDelivery,
  rotateWebhookSecret,
  testWebhookEndpoint,
  updateWebhookEndpoint,
  WebhookAttempt,
  WebhookDelivery,
  WebhookEndpoint,
} from "@causeway/messaging";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, ConnectionArgs, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  CreateWebhookEndpointInput,
  UpdateWebhookEndpointInput,
  WebhookDeliveriesArgs,
  WebhookDeliveryInput,
  WebhookEndpointInput,
} from "./webhook.inputs.ts";

const WebhookEndpointConnection = connectionType(WebhookEndpoint);
const WebhookDeliveryConnection = connectionType(WebhookDelivery);
const endpoint = () => WebhookEndpoint;
const delivery = () => WebhookDelivery;
const shownOnce = { secret: () => String };
const CreateWebhookEndpointPayload = payloadType("CreateWebhookEndpoint", "webhookEndpoint", endpoint, shownOnce);
const RotateWebhookSecretPayload = payloadType("RotateWebhookSecret", "webhookEndpoint", endpoint, shownOnce);
const UpdateWebhookEndpointPayload = payloadType("UpdateWebhookEndpoint", "webhookEndpoint", endpoint);
const TestWebhookEndpointPayload = payloadType("TestWebhookEndpoint", "webhookDelivery", delivery);
const ReplayWebhookDeliveryPayload = payloadType("ReplayWebhookDelivery", "webhookDelivery", delivery);

const answerEndpoint = { field: "webhookEndpoint", entity: WebhookEndpoint, id: "webhookEndpointId" };
const answerDelivery = { field: "webhookDelivery", entity: WebhookDelivery, id: "webhookDeliveryId" };
const endpointId = (input: { webhookEndpointId: string }): string =>
  idOf("webhook_endpoint", input.webhookEndpointId, ["webhookEndpointId"]);

@Resolver(() => WebhookDelivery)
export class WebhookResolver {
  @Query(() => WebhookEndpointConnection)
  webhookEndpoints(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, WebhookEndpoint, args, { orders: { NEWEST: [["createdAt", "DESC"]] } });
  }

  @Query(() => WebhookDeliveryConnection, { description: "The delivery log, newest first." })
  webhookDeliveries(
    @Args(() => WebhookDeliveriesArgs) args: WebhookDeliveriesArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const where = {
      endpointId: optionalIdOf("webhook_endpoint", args.endpointId, ["endpointId"]),
      state: args.state ?? undefined,
    };
    return readConnection(context, info, WebhookDelivery, args, { where, orders: { NEWEST: [["createdAt", "DESC"]] } });
  }

  @FieldResolver(() => [WebhookAttempt], { description: "Every attempt, oldest first." })
  log(@Root() root: WebhookDelivery): WebhookAttempt[] {
    return root.log ?? [];
  }

  @Mutation(() => CreateWebhookEndpointPayload, {
    description: "Adds an endpoint. `secret` is shown here and never again.",
  })
  createWebhookEndpoint(
    @Arg("input", () => CreateWebhookEndpointInput) input: CreateWebhookEndpointInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return showingSecret((keep) =>
      mutate(context, info, {
        operation: "createWebhookEndpoint",
        input,
        work: async (tx) => keep(await createWebhookEndpoint(tx, input, context.config)),
        answer: answerEndpoint,
      }),
    );
  }

  @Mutation(() => RotateWebhookSecretPayload, {
    description: "A new secret, shown once; the old one signs beside it for a day.",
  })
  rotateWebhookSecret(
    @Arg("input", () => WebhookEndpointInput) input: WebhookEndpointInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return showingSecret((keep) =>
      mutate(context, info, {
        operation: "rotateWebhookSecret",
        input,
        work: async (tx) =>
          keep(await rotateWebhookSecret(tx, { webhookEndpointId: endpointId(input) }, context.config)),
        answer: answerEndpoint,
      }),
    );
  }

  @Mutation(() => UpdateWebhookEndpointPayload)
  updateWebhookEndpoint(
    @Arg("input", () => UpdateWebhookEndpointInput) input: UpdateWebhookEndpointInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "updateWebhookEndpoint",
      input,
      work: (tx) => updateWebhookEndpoint(tx, { ...input, webhookEndpointId: endpointId(input) }, context.config),
      answer: answerEndpoint,
    });
  }

  @Mutation(() => TestWebhookEndpointPayload, { description: "Posts an event `webhook.test` to the endpoint." })
  testWebhookEndpoint(
    @Arg("input", () => WebhookEndpointInput) input: WebhookEndpointInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "testWebhookEndpoint",
      input,
      work: (tx) => testWebhookEndpoint(tx, { webhookEndpointId: endpointId(input) }),
      answer: answerDelivery,
    });
  }

  @Mutation(() => ReplayWebhookDeliveryPayload)
  replayWebhookDelivery(
    @Arg("input", () => WebhookDeliveryInput) input: WebhookDeliveryInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "replayWebhookDelivery",
      input,
      work: (tx) =>
        replayWebhookDelivery(tx, {
          webhookDeliveryId: idOf("webhook_delivery", input.webhookDeliveryId, ["webhookDeliveryId"]),
        }),
      answer: answerDelivery,
    });
  }
}

const EndpointAccess = accessType(WebhookEndpoint, {
  canUpdate: "webhook.manage",
  canTest: "webhook.manage",
  canRotateSecret: "webhook.manage",
});

@Resolver(() => WebhookEndpoint)
export class WebhookEndpointResolver {
  @FieldResolver(() => EndpointAccess.type)
  access(@Ctx() context: RequestContext): object {
    return EndpointAccess.of(actorOf(context));
  }
}

/** A secret goes into the answer past everything that is stored of a mutation. */
async function showingSecret(
  ask: (
    keep: (made: { webhookEndpointId: string; secret: string }) => { webhookEndpointId: string },
  ) => Promise<Payload>,
): Promise<Payload> {
  let secret: string | null = null;
  const payload = await ask((made) => {
    secret = made.secret;
    return { webhookEndpointId: made.webhookEndpointId };
  });
  return payload.userErrors.length > 0 ? payload : { ...payload, secret };
}
