import { selectionOf } from "@causeway/database";
import type { Role } from "@causeway/identity";
import { Membership, Organisation, Roles, signIn, signOut, switchOrganisation } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import { payloadType } from "../graphql/user-error.ts";
import { SignInInput, SwitchOrganisationInput } from "./session.inputs.ts";
import type { ViewerPayload } from "./viewer.ts";
import { startSession, viewerOf } from "./viewer.ts";

@ObjectType({ description: "One of the organisations that a person may work in." })
export class Workplace {
  @Field(() => ID, { description: "Of the organisation." })
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => Roles)
  role: Role;
}

@ObjectType({ description: "Who is signed in, where, and what they may do there." })
export class Viewer {
  @Field(() => ID, { description: "Of the membership or the API client." })
  id: string;

  @Field(() => String, { description: "PERSON or API_CLIENT." })
  kind: string;

  @Field(() => Membership, { nullable: true, description: "Null for an API client." })
  membership: unknown;

  @Field(() => Organisation, { description: "Where the viewer works now." })
  organisation: unknown;

  @Field(() => [Workplace], { description: "Where a person may switch to, this one included." })
  organisations: readonly Workplace[];

  @Field(() => [String])
  permissions: readonly string[];
}

const SignInPayload = payloadType("SignIn", "viewer", () => Viewer);
const SignOutPayload = payloadType("SignOut", null, null);
const SwitchOrganisationPayload = payloadType("SwitchOrganisation", "viewer", () => Viewer);

@Resolver()
export class SessionResolver {
  @Query(() => Viewer, { nullable: true, description: "Null when nobody is signed in." })
  viewer(@Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Record<string, unknown>> | null {
    return context.actor ? viewerOf(context, selectionOf(info)) : null;
  }

  @Mutation(() => SignInPayload)
  signIn(
    @Arg("input", () => SignInInput) input: SignInInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ViewerPayload> {
    return startSession(context, info, async () => {
      const organisationId = optionalIdOf("organisation", input.organisationId, ["organisationId"]);
      const { email, password } = input;
      const where = organisationId === undefined ? {} : { organisationId };
      return signIn(context.db, context.config.secret, { email, password, ...where });
    });
  }

  @Mutation(() => SwitchOrganisationPayload)
  switchOrganisation(
    @Arg("input", () => SwitchOrganisationInput) input: SwitchOrganisationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ViewerPayload> {
    const { token } = context.session;
    if (!token || actorOf(context).kind !== "person") throw new DomainError("UNAUTHENTICATED", "Sign in first.");
    return startSession(context, info, async () => {
      const organisationId = idOf("organisation", input.organisationId, ["organisationId"]);
      return switchOrganisation(context.db, { token, organisationId });
    });
  }

  @Mutation(() => SignOutPayload)
  async signOut(@Ctx() context: RequestContext): Promise<ViewerPayload> {
    if (context.session.token) await signOut(context.db, context.session.token);
    context.session.clear();
    context.actor = null;
    return { userErrors: [] };
  }
}
