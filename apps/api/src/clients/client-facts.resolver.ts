import {
  CareTeamMember,
  Client,
  ClientCircumstances,
  ClientDetails,
  ClientExternalId,
  ClientSubstance,
  Coverage,
  ReachChannelEnum,
  addCareTeamMember,
  addExternalId,
  recordCircumstances,
  recordSubstances,
  removeExternalId,
  safeChannels,
  setCoverage,
  updateCareTeamMember,
  updateCoverage,
  zoneOfClient,
} from "@causeway/care";
import type { ReachChannel } from "@causeway/care";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { AddCareTeamMemberInput, UpdateCareTeamMemberInput } from "./care-team.inputs.ts";
import { RecordCircumstancesInput, RecordSubstancesInput } from "./circumstances.inputs.ts";
import { AddClientExternalIdInput, RemoveClientExternalIdInput } from "./client.inputs.ts";
import { SetCoverageInput, UpdateCoverageInput } from "./coverage.inputs.ts";

const RecordSubstancesPayload = payloadType("RecordSubstances", "client", () => Client);
const RecordCircumstancesPayload = payloadType("RecordCircumstances", "client", () => Client);
const SetCoveragePayload = payloadType("SetCoverage", "client", () => Client, { coverage: () => Coverage });
const UpdateCoveragePayload = payloadType("UpdateCoverage", "coverage", () => Coverage);
const AddClientExternalIdPayload = payloadType("AddClientExternalId", "client", () => Client);
const RemoveClientExternalIdPayload = payloadType("RemoveClientExternalId", "client", () => Client);
const AddCareTeamMemberPayload = payloadType("AddCareTeamMember", "careTeamMember", () => CareTeamMember);
const UpdateCareTeamMemberPayload = payloadType("UpdateCareTeamMember", "careTeamMember", () => CareTeamMember);
const answers = {
  client: { field: "client", entity: Client, id: "clientId" },
  coverage: { field: "coverage", entity: Coverage, id: "coverageId" },
  careTeamMember: { field: "careTeamMember", entity: CareTeamMember, id: "careTeamMemberId" },
};

@Resolver(() => ClientDetails)
export class ClientDetailsResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "IANA zone: what the person gave, else that of the ZIP code; null where neither tells.",
  })
  localTimeZone(@Root() root: ClientDetails): string | null {
    return zoneOfClient(root.zoneGiven, root.postalCode);
  }

  @FieldResolver(() => [ReachChannelEnum], { description: "Channels on which nobody but the client is met." })
  safeChannels(@Root() root: ClientDetails): ReachChannel[] {
    return safeChannels(root);
  }
}

/** What is known of a client beyond who they are. */
@Resolver(() => Client)
export class ClientFactsResolver {
  @FieldResolver(() => ClientCircumstances, { nullable: true, description: "What holds now; null where nobody asked." })
  circumstances(@Root() root: Client & { circumstances: ClientCircumstances[] }): ClientCircumstances | null {
    return root.circumstances[0] ?? null;
  }

  @FieldResolver(() => [ClientCircumstances], { description: "Newest day first." })
  circumstancesHistory(@Root() root: Client & { circumstancesHistory: ClientCircumstances[] }): ClientCircumstances[] {
    return root.circumstancesHistory;
  }

  @FieldResolver(() => [ClientSubstance], { description: "The set that holds now, the gravest first." })
  substances(@Root() root: Client & { substances: ClientSubstance[] }): ClientSubstance[] {
    return root.substances;
  }

  @FieldResolver(() => [ClientSubstance], { description: "Every set ever told, newest day first." })
  substanceHistory(@Root() root: Client & { substanceHistory: ClientSubstance[] }): ClientSubstance[] {
    return root.substanceHistory;
  }

  @FieldResolver(() => [Coverage])
  coverages(@Root() root: Client & { coverages: Coverage[] }): Coverage[] {
    return root.coverages;
  }

  @FieldResolver(() => [ClientExternalId], { description: "What other systems call the client." })
  externalIds(@Root() root: Client & { externalIds: ClientExternalId[] }): ClientExternalId[] {
    return root.externalIds;
  }

  @FieldResolver(() => [CareTeamMember], { description: "People outside who care for the client." })
  careTeam(@Root() root: Client & { careTeam: CareTeamMember[] }): CareTeamMember[] {
    return root.careTeam;
  }

  @Mutation(() => RecordSubstancesPayload, { description: "What the client uses, as told on a day." })
  recordSubstances(
    @Arg("input", () => RecordSubstancesInput) input: RecordSubstancesInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordSubstances",
      key: input.idempotencyKey,
      input,
      work: async (tx) => recordSubstances(tx, { ...input, clientId: idOf("client", input.id) }),
      answer: answers.client,
    });
  }

  @Mutation(() => RecordCircumstancesPayload, { description: "How the client lives, as seen on a day." })
  recordCircumstances(
    @Arg("input", () => RecordCircumstancesInput) input: RecordCircumstancesInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordCircumstances",
      key: input.idempotencyKey,
      input,
      work: async (tx) => recordCircumstances(tx, { ...input, clientId: idOf("client", input.id) }),
      answer: answers.client,
    });
  }

  @Mutation(() => SetCoveragePayload, { description: "A new payer from a day on; the one before ends there." })
  setCoverage(
    @Arg("input", () => SetCoverageInput) input: SetCoverageInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "setCoverage",
      key: input.idempotencyKey,
      input,
      work: async (tx) => setCoverage(tx, { ...input, clientId: idOf("client", input.id) }),
      answer: [answers.client, answers.coverage],
    });
  }

  @Mutation(() => UpdateCoveragePayload, { description: "What is learned of a payer later." })
  updateCoverage(
    @Arg("input", () => UpdateCoverageInput) input: UpdateCoverageInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "updateCoverage",
      input,
      work: async (tx) => {
        const { id, ...rest } = input;
        return updateCoverage(tx, { ...rest, coverageId: idOf("coverage", id) });
      },
      answer: answers.coverage,
    });
  }

  @Mutation(() => AddClientExternalIdPayload)
  addClientExternalId(
    @Arg("input", () => AddClientExternalIdInput) input: AddClientExternalIdInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "addClientExternalId",
      input,
      work: async (tx) => addExternalId(tx, { ...input, clientId: idOf("client", input.clientId, ["clientId"]) }),
      answer: answers.client,
    });
  }

  @Mutation(() => RemoveClientExternalIdPayload, { description: "Takes back an id that was wrong." })
  removeClientExternalId(
    @Arg("input", () => RemoveClientExternalIdInput) input: RemoveClientExternalIdInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "removeClientExternalId",
      input,
      work: async (tx) => removeExternalId(tx, { externalId: idOf("client_external_id", input.id) }),
      answer: answers.client,
    });
  }

  @Mutation(() => AddCareTeamMemberPayload, { description: "The record alone allows no contact; a consent does." })
  addCareTeamMember(
    @Arg("input", () => AddCareTeamMemberInput) input: AddCareTeamMemberInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "addCareTeamMember",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        addCareTeamMember(tx, {
          ...input,
          clientId: idOf("client", input.clientId, ["clientId"]),
          consentId: optionalIdOf("consent", input.consentId, ["consentId"]),
        }),
      answer: answers.careTeamMember,
    });
  }

  @Mutation(() => UpdateCareTeamMemberPayload)
  updateCareTeamMember(
    @Arg("input", () => UpdateCareTeamMemberInput) input: UpdateCareTeamMemberInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "updateCareTeamMember",
      input,
      work: async (tx) => {
        const { id, consentId, ...changes } = input;
        return updateCareTeamMember(tx, {
          ...changes,
          careTeamMemberId: idOf("care_team_member", id),
          ...(consentId === null ? { consentId } : { consentId: optionalIdOf("consent", consentId, ["consentId"]) }),
        });
      },
      answer: answers.careTeamMember,
    });
  }
}
