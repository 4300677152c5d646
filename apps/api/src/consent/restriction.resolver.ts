import { DisclosureRestriction, endRestriction, recordRestriction, restrictionMachine } from "@causeway/care";
import { can } from "@causeway/identity";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  DisclosureRestrictionsArgs,
  EndDisclosureRestrictionInput,
  RecordDisclosureRestrictionInput,
} from "./restriction.inputs.ts";

const Restrictions = connectionType(DisclosureRestriction);
const payload = (mutation: string) => payloadType(mutation, "disclosureRestriction", () => DisclosureRestriction);
const RecordPayload = payload("RecordDisclosureRestriction");
const EndPayload = payload("EndDisclosureRestriction");
const answer = { field: "disclosureRestriction", entity: DisclosureRestriction, id: "disclosureRestrictionId" };

const RestrictionAccess = accessType(DisclosureRestriction, {
  canEnd: action("endDisclosureRestriction"),
});

@Resolver(() => DisclosureRestriction)
export class DisclosureRestrictionResolver {
  @Query(() => Restrictions, { description: "What a client asked not to be disclosed, newest first." })
  disclosureRestrictions(
    @Args(() => DisclosureRestrictionsArgs) args: DisclosureRestrictionsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, DisclosureRestriction, args, {
      where: { clientId: idOf("client", args.clientId, ["clientId"]) },
      orders: { NEWEST: [["createdAt", "DESC"]] },
    });
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: DisclosureRestriction, @Ctx() context: RequestContext): string[] {
    const mayEnd = restrictionMachine.available(root.state, "discloser").includes("end");
    return mayEnd && can(actorOf(context), "consent.manage") ? ["endDisclosureRestriction"] : [];
  }

  @FieldResolver(() => RestrictionAccess.type)
  access(@Root() root: DisclosureRestriction, @Ctx() context: RequestContext): object {
    return RestrictionAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => RecordPayload)
  recordDisclosureRestriction(
    @Arg("input", () => RecordDisclosureRestrictionInput) input: RecordDisclosureRestrictionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordDisclosureRestriction",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        recordRestriction(tx, {
          ...input,
          clientId: idOf("client", input.clientId, ["clientId"]),
          towardsOrganisationId:
            input.towardsOrganisationId && idOf("organisation", input.towardsOrganisationId, ["towardsOrganisationId"]),
        }),
      answer,
    });
  }

  @Mutation(() => EndPayload)
  endDisclosureRestriction(
    @Arg("input", () => EndDisclosureRestrictionInput) input: EndDisclosureRestrictionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "endDisclosureRestriction",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        endRestriction(tx, {
          disclosureRestrictionId: idOf("disclosure_restriction", input.id),
          clientAgrees: input.clientAgrees,
          expectedVersion: input.expectedVersion,
        }),
      answer,
    });
  }
}
