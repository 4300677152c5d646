import { setTimeout as delay } from "node:timers/promises";
import {
  Membership,
  acceptInvitation,
  changePassword,
  openInvitation,
  requestPasswordReset,
  resetPassword,
} from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, Info, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { payloadType } from "../graphql/user-error.ts";
import {
  AcceptInvitationInput,
  ChangePasswordInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
} from "./account.inputs.ts";
import { Viewer } from "./session.resolver.ts";
import type { ViewerPayload } from "./viewer.ts";
import { outcome, startSession } from "./viewer.ts";

/** Longer than the work for a known address takes, so that the time does not tell whether there is one. */
const RESET_ANSWER_MS = 250;

@ObjectType({ description: "What stands behind the link of an invitation." })
class OpenInvitation {
  @Field(() => String)
  organisationName: string;

  @Field(() => String)
  displayName: string;

  @Field(() => Boolean, { description: "Whether this person signs in with a password of theirs, or sets one now." })
  hasPassword: boolean;
}

const RequestPasswordResetPayload = payloadType("RequestPasswordReset", null, null);
const ResetPasswordPayload = payloadType("ResetPassword", null, null);
const ChangePasswordPayload = payloadType("ChangePassword", null, null);
const OpenInvitationPayload = payloadType("OpenInvitation", "invitation", () => OpenInvitation);
const AcceptInvitationPayload = payloadType("AcceptInvitation", "viewer", () => Viewer);

@Resolver()
export class AccountResolver {
  @Mutation(() => RequestPasswordResetPayload, { description: "Answers alike whether or not the address is known." })
  async requestPasswordReset(
    @Arg("input", () => RequestPasswordResetInput) input: RequestPasswordResetInput,
    @Ctx() context: RequestContext,
  ): Promise<ViewerPayload> {
    await Promise.all([requestPasswordReset(context.db, context.config.secret, input), delay(RESET_ANSWER_MS)]);
    return { userErrors: [] };
  }

  @Mutation(() => ResetPasswordPayload, { description: "Sets the password and ends every session of the person." })
  resetPassword(
    @Arg("input", () => ResetPasswordInput) input: ResetPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<ViewerPayload> {
    return outcome(async () => {
      await resetPassword(context.db, context.config.secret, input);
      context.session.clear();
    });
  }

  @Mutation(() => ChangePasswordPayload, { description: "Ends every session of the person, this one included." })
  changePassword(
    @Arg("input", () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<ViewerPayload> {
    return outcome(async () => {
      const actor = actorOf(context);
      if (actor.kind !== "person" || !actor.id) throw new DomainError("FORBIDDEN", "Only people have passwords.");
      const own = await context.db.run(actor, (tx) => tx.get(Membership, actor.id ?? ""));
      await changePassword(context.db, context.config.secret, { ...input, email: own.email });
      context.session.clear();
    });
  }

  @Query(() => OpenInvitationPayload, { description: "For the page that the link of an invitation opens." })
  openInvitation(@Arg("token", () => String) token: string, @Ctx() context: RequestContext): Promise<ViewerPayload> {
    return outcome(async () => ({ invitation: await openInvitation(context.db, { token }) }));
  }

  @Mutation(() => AcceptInvitationPayload, { description: "Takes the place on offer and signs in there." })
  acceptInvitation(
    @Arg("input", () => AcceptInvitationInput) input: AcceptInvitationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ViewerPayload> {
    const { token, password } = input;
    const displayName = input.displayName ?? undefined;
    return startSession(context, info, () =>
      acceptInvitation(context.db, context.config.secret, { token, password, displayName }),
    );
  }
}
