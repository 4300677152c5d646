import { handOverWork } from "@causeway/care";
import { computed } from "@causeway/database";
import {
  Invitation,
  Membership,
  actionsOnMember,
  changeMemberRole,
  inviteMember,
  removeMember,
  revokeInvitation,
} from "@causeway/identity";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { ConnectionArgs, connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  ChangeMemberRoleInput,
  InviteMemberInput,
  MembersArgs,
  RemoveMemberInput,
  RevokeInvitationInput,
} from "./member.inputs.ts";

const Members = connectionType(Membership);
const Invitations = connectionType(Invitation);
const InviteMemberPayload = payloadType("InviteMember", "invitation", () => Invitation);
const RevokeInvitationPayload = payloadType("RevokeInvitation", "invitation", () => Invitation);
const ChangeMemberRolePayload = payloadType("ChangeMemberRole", "member", () => Membership);
const RemoveMemberPayload = payloadType("RemoveMember", "member", () => Membership);

const member = { field: "member", entity: Membership, id: "membershipId" };
const invitation = { field: "invitation", entity: Invitation, id: "invitationId" };

computed(Membership, "availableActions", ["role", "status"]);

const MembershipAccess = accessType(Membership, {
  canChangeRole: action("changeMemberRole"),
  canRemove: action("removeMember"),
});

@Resolver(() => Membership)
export class MemberResolver {
  @Query(() => Members, { description: "People of the viewer's organisation." })
  members(
    @Args(() => MembersArgs) args: MembersArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Membership, args, {
      where: { status: args.status ?? undefined, role: args.role ?? undefined },
      orders: { NAME: [["displayName", "ASC"]] },
    });
  }

  @Query(() => Invitations, { description: "Places on offer, accepted ones included; newest first." })
  invitations(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Invitation, args, { orders: { NEWEST: [["createdAt", "DESC"]] } });
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Membership, @Ctx() context: RequestContext): string[] {
    return actionsOnMember(actorOf(context), root);
  }

  @FieldResolver(() => MembershipAccess.type)
  access(@Root() root: Membership, @Ctx() context: RequestContext): object {
    return MembershipAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => InviteMemberPayload)
  inviteMember(
    @Arg("input", () => InviteMemberInput) input: InviteMemberInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { secret } = context.config;
    return mutate(context, info, {
      operation: "inviteMember",
      key: input.idempotencyKey,
      input,
      work: (tx) => inviteMember(tx, { ...input, secret }),
      answer: invitation,
    });
  }

  @Mutation(() => RevokeInvitationPayload)
  revokeInvitation(
    @Arg("input", () => RevokeInvitationInput) input: RevokeInvitationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "revokeInvitation",
      input,
      work: async (tx) => revokeInvitation(tx, { invitationId: idOf("invitation", input.id) }),
      answer: invitation,
    });
  }

  @Mutation(() => ChangeMemberRolePayload)
  changeMemberRole(
    @Arg("input", () => ChangeMemberRoleInput) input: ChangeMemberRoleInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { role, expectedVersion } = input;
    return mutate(context, info, {
      operation: "changeMemberRole",
      input,
      work: async (tx) => changeMemberRole(tx, { membershipId: idOf("member", input.id), role, expectedVersion }),
      answer: member,
    });
  }

  @Mutation(() => RemoveMemberPayload, {
    description:
      "Ends a membership: open work goes to a colleague first, invitations still open and API clients of the leaver end.",
  })
  removeMember(
    @Arg("input", () => RemoveMemberInput) input: RemoveMemberInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "removeMember",
      input,
      work: async (tx) => {
        const membershipId = idOf("member", input.id);
        const handOverTo = optionalIdOf("member", input.handOverTo, ["handOverTo"]);
        const { handOverApiClients, expectedVersion } = input;
        return removeMember(tx, { membershipId, handOverTo, handOverApiClients, expectedVersion }, handOverWork);
      },
      answer: member,
    });
  }
}
