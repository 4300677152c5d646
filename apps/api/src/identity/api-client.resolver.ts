import { computed } from "@causeway/database";
import {
  ApiClient,
  ApiKey,
  SCOPES,
  can,
  createApiClient,
  revokeApiClient,
  revokeApiKey,
  rotateApiKey,
} from "@causeway/identity";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { ConnectionArgs, connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  CreateApiClientInput,
  RevokeApiClientInput,
  RevokeApiKeyInput,
  RotateApiKeyInput,
} from "./api-client.inputs.ts";

const ApiClients = connectionType(ApiClient);
// The key is answered here and nowhere else; the database keeps its hash.
const shown = { key: () => String };
const CreateApiClientPayload = payloadType("CreateApiClient", "apiClient", () => ApiClient, shown);
const RotateApiKeyPayload = payloadType("RotateApiKey", "apiClient", () => ApiClient, shown);
const RevokeApiKeyPayload = payloadType("RevokeApiKey", "apiClient", () => ApiClient);
const RevokeApiClientPayload = payloadType("RevokeApiClient", "apiClient", () => ApiClient);

const answer = { field: "apiClient", entity: ApiClient, id: "apiClientId" };

computed(ApiClient, "availableActions", ["revokedAt"]);

const ApiClientAccess = accessType(ApiClient, {
  canRotateKey: action("rotateApiKey"),
  canRevokeKey: action("revokeApiKey"),
  canRevoke: action("revokeApiClient"),
});

@Resolver(() => ApiClient)
export class ApiClientResolver {
  @Query(() => ApiClients)
  apiClients(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, ApiClient, args, { orders: { NEWEST: [["createdAt", "DESC"]] } });
  }

  @Query(() => [String], { description: "Permissions that an API client may be given." })
  apiScopes(): readonly string[] {
    return SCOPES;
  }

  @FieldResolver(() => [ApiKey], { description: "Newest first." })
  keys(@Root() root: ApiClient & { keys: readonly ApiKey[] }): readonly ApiKey[] {
    return root.keys;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: ApiClient, @Ctx() context: RequestContext): string[] {
    const mayManage = root.revokedAt === null && can(actorOf(context), "api_client.manage");
    return mayManage ? ["rotateApiKey", "revokeApiKey", "revokeApiClient"] : [];
  }

  @FieldResolver(() => ApiClientAccess.type)
  access(@Root() root: ApiClient, @Ctx() context: RequestContext): object {
    return ApiClientAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => CreateApiClientPayload, {
    description: "The key is answered once. Asked again it makes another client.",
  })
  createApiClient(
    @Arg("input", () => CreateApiClientInput) input: CreateApiClientInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    let key = "";
    const { secret } = context.config;
    return mutate(context, info, {
      operation: "createApiClient",
      input,
      work: async (tx) => ({ ...(await createApiClient(tx, { ...input, secret }, (made) => void (key = made))) }),
      answer,
      also: () => ({ key }),
    });
  }

  @Mutation(() => RotateApiKeyPayload, { description: "A second key; the present one goes on for a while." })
  rotateApiKey(
    @Arg("input", () => RotateApiKeyInput) input: RotateApiKeyInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    let key = "";
    const { secret } = context.config;
    return mutate(context, info, {
      operation: "rotateApiKey",
      input,
      work: async (tx) => {
        const apiClientId = idOf("api_client", input.apiClientId, ["apiClientId"]);
        return { ...(await rotateApiKey(tx, { ...input, apiClientId, secret }, (made) => void (key = made))) };
      },
      answer,
      also: () => ({ key }),
    });
  }

  @Mutation(() => RevokeApiKeyPayload)
  revokeApiKey(
    @Arg("input", () => RevokeApiKeyInput) input: RevokeApiKeyInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "revokeApiKey",
      input,
      work: async (tx) => ({
        ...(await revokeApiKey(tx, { apiKeyId: idOf("api_key", input.apiKeyId, ["apiKeyId"]) })),
      }),
      answer,
    });
  }

  @Mutation(() => RevokeApiClientPayload, { description: "Ends a client with all its keys." })
  revokeApiClient(
    @Arg("input", () => RevokeApiClientInput) input: RevokeApiClientInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { expectedVersion } = input;
    return mutate(context, info, {
      operation: "revokeApiClient",
      input,
      work: async (tx) => {
        const apiClientId = idOf("api_client", input.apiClientId, ["apiClientId"]);
        return revokeApiClient(tx, { apiClientId, expectedVersion });
      },
      answer,
    });
  }
}
