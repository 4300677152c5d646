import {
  Breach,
  BreachClient,
  BreachNotice,
  addBreachClients,
  assessBreach,
  breachMachine,
  closeBreach,
  openBreach,
  recordBreachNotice,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { can } from "@causeway/identity";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  AddBreachClientsInput,
  AssessBreachInput,
  BreachCommandInput,
  BreachesArgs,
  OpenBreachInput,
  RecordBreachNoticeInput,
} from "./breach.inputs.ts";

const Breaches = connectionType(Breach);
const payload = (mutation: string) => payloadType(mutation, "breach", () => Breach);
const OpenBreachPayload = payload("OpenBreach");
const AddBreachClientsPayload = payload("AddBreachClients");
const AssessBreachPayload = payload("AssessBreach");
const RecordBreachNoticePayload = payload("RecordBreachNotice");
const CloseBreachPayload = payload("CloseBreach");
const answer = { field: "breach", entity: Breach, id: "breachId" };

const BreachAccess = accessType(Breach, {
  canAddClients: action("addBreachClients"),
  canAssess: action("assessBreach"),
  canRecordNotice: action("recordBreachNotice"),
  canClose: action("closeBreach"),
});

type Given = { breachId: string; expectedVersion: number | null | undefined };

function command<I extends BreachCommandInput>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: I,
  service: (tx: Transaction, given: I & Given) => Promise<{ breachId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) =>
      service(tx, { ...input, breachId: idOf("breach", input.id), expectedVersion: input.expectedVersion }),
    answer,
  });
}

@Resolver(() => Breach)
export class BreachResolver {
  @Query(() => Breaches, { description: "Breaches and suspicions of them, the most urgent first." })
  breaches(
    @Args(() => BreachesArgs) args: BreachesArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Breach, args, {
      where: { state: args.states ?? undefined },
      orders: { DUE: [["dueOn", "ASC"]] },
    });
  }

  @FieldResolver(() => [BreachClient], { description: "Whose records it is about." })
  clients(@Root() root: Breach & { clients: BreachClient[] }): BreachClient[] {
    return root.clients;
  }

  @FieldResolver(() => [BreachNotice], { description: "Who was told." })
  notices(@Root() root: Breach & { notices: BreachNotice[] }): BreachNotice[] {
    return root.notices;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Breach, @Ctx() context: RequestContext): string[] {
    if (!can(actorOf(context), "disclosure.manage") || breachMachine.terminal.has(root.state)) return [];
    return root.state === "OPEN"
      ? ["addBreachClients", "assessBreach"]
      : ["addBreachClients", "recordBreachNotice", "closeBreach"];
  }

  @FieldResolver(() => BreachAccess.type)
  access(@Root() root: Breach, @Ctx() context: RequestContext): object {
    return BreachAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => OpenBreachPayload, {
    description: "A breach or the suspicion of one; due 60 days from its discovery.",
  })
  openBreach(
    @Arg("input", () => OpenBreachInput) input: OpenBreachInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "openBreach",
      key: input.idempotencyKey,
      input,
      work: async (tx) => openBreach(tx, { ...input, clientIds: clientIds(input.clientIds) }),
      answer,
    });
  }

  @Mutation(() => AddBreachClientsPayload)
  addBreachClients(
    @Arg("input", () => AddBreachClientsInput) input: AddBreachClientsInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "addBreachClients", input, (tx, given) =>
      addBreachClients(tx, { ...given, clientIds: clientIds(input.clientIds) }),
    );
  }

  @Mutation(() => AssessBreachPayload)
  assessBreach(
    @Arg("input", () => AssessBreachInput) input: AssessBreachInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "assessBreach", input, assessBreach);
  }

  @Mutation(() => RecordBreachNoticePayload, { description: "One of those it is owed to was told." })
  recordBreachNotice(
    @Arg("input", () => RecordBreachNoticeInput) input: RecordBreachNoticeInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "recordBreachNotice", input, (tx, given) =>
      recordBreachNotice(tx, {
        ...given,
        breachClientId: optionalIdOf("breach_client", input.breachClientId, ["breachClientId"]),
      }),
    );
  }

  @Mutation(() => CloseBreachPayload, { description: "Everybody it is owed to was told." })
  closeBreach(
    @Arg("input", () => BreachCommandInput) input: BreachCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "closeBreach", input, closeBreach);
  }
}

const clientIds = (ids: readonly string[]): string[] =>
  ids.map((id, i) => idOf("client", id, ["clientIds", String(i)]));
