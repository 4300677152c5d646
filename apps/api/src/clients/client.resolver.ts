import {
  Client,
  ClientMerge,
  Enrollment,
  clientActions,
  createClient,
  findClientsByName,
  DuplicateReasonEnum,
  checkForDuplicates,
  findClientsByExternalId,
  findPossibleDuplicates,
  recordDeath,
  updateClient,
} from "@causeway/care";
import type { LikelyDuplicate } from "@causeway/care";
import { selectionOf } from "@causeway/database";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
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
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  CheckForDuplicatesInput,
  ClientsArgs,
  CreateClientInput,
  RecordDeathInput,
  UpdateClientInput,
} from "./client.inputs.ts";

const Clients = connectionType(Client);
const CreateClientPayload = payloadType("CreateClient", "client", () => Client);
const UpdateClientPayload = payloadType("UpdateClient", "client", () => Client);
const RecordDeathPayload = payloadType("RecordDeath", "client", () => Client);
const answer = { field: "client", entity: Client, id: "clientId" };

@ObjectType({ description: "Somebody who may be the same person, and why." })
class PossibleDuplicate {
  @Field(() => Client)
  client: unknown;

  @Field(() => [DuplicateReasonEnum], { description: "The strongest first." })
  reasons: readonly string[];
}

const ClientAccess = accessType(Client, {
  canSeeDetails: "client.details.read",
  canSeeDisclosures: "disclosure.read",
  canUpdate: action("updateClient"),
  canSetCoverage: action("setCoverage"),
  canRecordSubstances: action("recordSubstances"),
  canRecordCircumstances: action("recordCircumstances"),
  canAddCareTeamMember: action("addCareTeamMember"),
  canMerge: action("mergeClients"),
  canRecordDeath: action("recordDeath"),
  canOpenEnrollment: action("openEnrollment"),
  canRecordConsent: action("recordConsent"),
  canRefer: action("createReferral"),
});

@Resolver(() => Client)
export class ClientResolver {
  @Query(() => Clients, { description: "Clients of the viewer's organisation; newest first unless searched by name." })
  async clients(
    @Args(() => ClientsArgs) args: ClientsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const actor = actorOf(context);
    const named = args.search ? await findClientsByName(context.db, actor, args.search) : undefined;
    const known = args.externalId ? await findClientsByExternalId(context.db, actor, args.externalId) : undefined;
    const both = named && known ? named.filter((id) => known.includes(id)) : (named ?? known);
    return readConnection(context, info, Client, args, {
      where: { voidedAt: null, mergedIntoId: null, id: both },
      orders: { NEWEST: [["createdAt", "DESC"]] },
    });
  }

  @Query(() => Client, { nullable: true, description: "By the id of today, or by one that it had before a merge." })
  client(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), Client, selectionOf(info), {
      id: idOf("client", id),
      voidedAt: null,
    });
  }

  @FieldResolver(() => [Client], { description: "Clients that were merged into this one, as they were entered." })
  mergedFrom(@Root() root: Client & { mergedFrom: Client[] }): Client[] {
    return root.mergedFrom;
  }

  @FieldResolver(() => [ClientMerge], { description: "How that came about, undone merges included; newest first." })
  merges(@Root() root: Client & { merges: ClientMerge[] }): ClientMerge[] {
    return root.merges;
  }

  @FieldResolver(() => [Enrollment])
  enrollments(@Root() root: Client & { enrollments: Enrollment[] }): Enrollment[] {
    return root.enrollments;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Client, @Ctx() context: RequestContext): string[] {
    return clientActions(actorOf(context), root);
  }

  @FieldResolver(() => ClientAccess.type)
  access(@Root() root: Client, @Ctx() context: RequestContext): object {
    return ClientAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @FieldResolver(() => [PossibleDuplicate], {
    description: "Others in this organisation who may be the same person, likeliest first: a warning, never a refusal.",
  })
  async possibleDuplicates(
    @Root() root: Client,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PossibleDuplicate[]> {
    const found = await findPossibleDuplicates(context.db, actorOf(context), idOf("client", root.id));
    return withClients(context, info, found);
  }

  @Query(() => [PossibleDuplicate], {
    description: "Who in this organisation may be somebody that is about to be entered, likeliest first.",
  })
  async checkForDuplicates(
    @Arg("input", () => CheckForDuplicatesInput) input: CheckForDuplicatesInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PossibleDuplicate[]> {
    return withClients(context, info, await checkForDuplicates(context.db, actorOf(context), input));
  }

  @Mutation(() => CreateClientPayload)
  createClient(
    @Arg("input", () => CreateClientInput) input: CreateClientInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "createClient",
      key: input.idempotencyKey,
      input,
      work: (tx) => createClient(tx, input),
      answer,
    });
  }

  @Mutation(() => UpdateClientPayload)
  updateClient(
    @Arg("input", () => UpdateClientInput) input: UpdateClientInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "updateClient",
      input,
      work: async (tx) => {
        const { id, ...rest } = input;
        return updateClient(tx, { ...rest, clientId: idOf("client", id) });
      },
      answer,
    });
  }

  @Mutation(() => RecordDeathPayload, { description: "Blocks every contact with the client from now on." })
  recordDeath(
    @Arg("input", () => RecordDeathInput) input: RecordDeathInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordDeath",
      input,
      work: async (tx) => recordDeath(tx, { clientId: idOf("client", input.id), deceasedOn: input.deceasedOn }),
      answer,
    });
  }
}

async function withClients(
  context: RequestContext,
  info: GraphQLResolveInfo,
  found: readonly LikelyDuplicate[],
): Promise<PossibleDuplicate[]> {
  const selection = selectionOf(info)["client"] ?? {};
  if (found.length === 0) return [];
  const { rows } = await context.db.readPage(actorOf(context), Client, selection, {
    where: { id: found.map((each) => each.clientId) },
    limit: found.length,
  });
  const clients = new Map(rows.map((row) => [row["id"], row]));
  return found.flatMap(({ clientId, reasons }) => {
    const client = clients.get(encodeId("client", clientId));
    return client ? [{ client, reasons }] : [];
  });
}
