import {
  Client,
  Enrollment,
  clientActions,
  createClient,
  findClientsByName,
  findPossibleDuplicates,
  recordDeath,
  updateClient,
} from "@causeway/care";
import { selectionOf } from "@causeway/database";
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
import { ClientsArgs, CreateClientInput, RecordDeathInput, UpdateClientInput } from "./client.inputs.ts";

const Clients = connectionType(Client);
const CreateClientPayload = payloadType("CreateClient", "client", () => Client);
const UpdateClientPayload = payloadType("UpdateClient", "client", () => Client);
const RecordDeathPayload = payloadType("RecordDeath", "client", () => Client);
const answer = { field: "client", entity: Client, id: "clientId" };

/** As many as there can be before somebody merges them. */
const MOST_DUPLICATES = 20;

const ClientAccess = accessType(Client, {
  canSeeDetails: "client.details.read",
  canSeeDisclosures: "disclosure.read",
  canUpdate: action("updateClient"),
  canSetCoverage: action("setCoverage"),
  canRecordSubstances: action("recordSubstances"),
  canRecordCircumstances: action("recordCircumstances"),
  canAddCareTeamMember: action("addCareTeamMember"),
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
    const ids = args.search ? await findClientsByName(context.db, actorOf(context), args.search) : undefined;
    return readConnection(context, info, Client, args, {
      where: { voidedAt: null, id: ids, externalId: args.externalId ?? undefined },
      orders: { NEWEST: [["createdAt", "DESC"]] },
    });
  }

  @Query(() => Client, { nullable: true })
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

  @FieldResolver(() => [Client], {
    description: "Others of the same name and birth date in this organisation: a warning for whoever enters one.",
  })
  async possibleDuplicates(
    @Root() root: Client,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown>[]> {
    const actor = actorOf(context);
    const ids = await findPossibleDuplicates(context.db, actor, idOf("client", root.id));
    if (ids.length === 0) return [];
    const page = await context.db.readPage(actor, Client, selectionOf(info), {
      where: { id: ids },
      limit: MOST_DUPLICATES,
    });
    return page.rows;
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
