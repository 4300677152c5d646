import type { MergePreview } from "@causeway/care";
import {
  Client,
  ClientMerge,
  MERGE_REFUSALS,
  enumType,
  mergeClients,
  previewMerge,
  undoClientMerge,
} from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { can } from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
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
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { MergeClientsInput, UndoClientMergeInput } from "./merge.inputs.ts";

const MergeRefusalEnum = enumType("MergeRefusalReason", Object.keys(MERGE_REFUSALS));

@ObjectType({ description: "Why two clients would not be made one." })
class MergeRefusalLine {
  @Field(() => MergeRefusalEnum)
  reason: string;

  @Field(() => String)
  message: string;
}

@ObjectType({ description: "Days that an episode of each covers. Both stay as they were recorded." })
class EpisodeOverlapLine {
  @Field(() => ID)
  episodeId: string;

  @Field(() => ID)
  otherEpisodeId: string;

  @Field(() => LocalDate)
  from: string;

  @Field(() => LocalDate, { nullable: true, description: "Null while both are open." })
  until: string | null;
}

@ObjectType()
class MergeMove {
  @Field(() => String, { description: "A kind of record, as in `enrollments`." })
  record: string;

  @Field(() => Int)
  count: number;
}

@ObjectType({ description: "What a merge would do." })
class ClientMergePreview {
  @Field(() => [MergeRefusalLine], { description: "None where it would be done." })
  refusals: MergeRefusalLine[];

  @Field(() => [EpisodeOverlapLine])
  overlaps: EpisodeOverlapLine[];

  @Field(() => [MergeMove])
  moves: MergeMove[];
}

const merge = { field: "clientMerge", entity: ClientMerge, id: "clientMergeId" };
const client = { field: "client", entity: Client, id: "clientId" };
const merged = { field: "mergedClient", entity: Client, id: "mergedClientId" };
const MergeClientsPayload = payloadType("MergeClients", "clientMerge", () => ClientMerge, { client: () => Client });
const UndoClientMergePayload = payloadType("UndoClientMerge", "clientMerge", () => ClientMerge, {
  client: () => Client,
  mergedClient: () => Client,
});
const ClientMergeAccess = accessType(ClientMerge, { canUndo: action("undoClientMerge") });

@Resolver(() => ClientMerge)
export class ClientMergeResolver {
  @Query(() => ClientMergePreview, { description: "What merging two clients would do, and why it would be refused." })
  async clientMergePreview(
    @Arg("survivorId", () => ID) survivorId: string,
    @Arg("mergedId", () => ID) mergedId: string,
    @Ctx() context: RequestContext,
  ): Promise<ClientMergePreview> {
    const preview: MergePreview = await previewMerge(context.db, actorOf(context), {
      survivorId: idOf("client", survivorId, ["survivorId"]),
      mergedId: idOf("client", mergedId, ["mergedId"]),
    });
    return {
      refusals: preview.refusals.map((reason) => ({ reason, message: MERGE_REFUSALS[reason] })),
      overlaps: preview.overlaps.map((overlap) => ({
        ...overlap,
        episodeId: encodeId("episode", overlap.episodeId),
        otherEpisodeId: encodeId("episode", overlap.otherEpisodeId),
      })),
      moves: [...preview.moves],
    };
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: ClientMerge, @Ctx() context: RequestContext): string[] {
    return root.undoneAt === null && can(actorOf(context), "client.merge") ? ["undoClientMerge"] : [];
  }

  @FieldResolver(() => ClientMergeAccess.type)
  access(@Root() root: ClientMerge, @Ctx() context: RequestContext): object {
    return ClientMergeAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => MergeClientsPayload, { description: "Makes two records of one person one; it can be undone." })
  mergeClients(
    @Arg("input", () => MergeClientsInput) input: MergeClientsInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "mergeClients",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        mergeClients(tx, {
          survivorId: idOf("client", input.survivorId, ["survivorId"]),
          mergedId: idOf("client", input.mergedId, ["mergedId"]),
          overrideReason: input.overrideReason,
        }),
      answer: [merge, client],
    });
  }

  @Mutation(() => UndoClientMergePayload, {
    description: "Puts back what had moved; what was added to the survivor since stays with it.",
  })
  undoClientMerge(
    @Arg("input", () => UndoClientMergeInput) input: UndoClientMergeInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "undoClientMerge",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        undoClientMerge(tx, {
          clientMergeId: idOf("client_merge", input.id),
          expectedVersion: input.expectedVersion,
        }),
      answer: [merge, client, merged],
    });
  }
}
