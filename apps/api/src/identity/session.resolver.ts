import { selectionOf } from "@causeway/database";
import type { OpenedSession } from "@causeway/identity";
import { Membership, Organisation, PERMISSIONS, can, signIn, signOut, switchOrganisation } from "@causeway/identity";
import { DomainError, encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { UserError } from "../graphql/user-error.ts";
import { payloadType, userErrorOf } from "../graphql/user-error.ts";
import { SignInInput, SwitchOrganisationInput } from "./session.inputs.ts";

@ObjectType({ description: "Who is signed in, where, and what they may do there." })
export class Viewer {
  @Field(() => ID, { description: "Of the membership or the API client." })
  id: string;

  @Field(() => String, { description: "PERSON or API_CLIENT." })
  kind: string;

  @Field(() => Membership, { nullable: true, description: "Null for an API client." })
  membership: Record<string, unknown> | null;

  @Field(() => Organisation, { description: "Where the viewer works now." })
  organisation: Record<string, unknown>;

  @Field(() => [String])
  permissions: readonly string[];
}

const SignInPayload = payloadType("SignIn", "viewer", () => Viewer);
const SignOutPayload = payloadType("SignOut", null, null);
const SwitchOrganisationPayload = payloadType("SwitchOrganisation", "viewer", () => Viewer);

interface ViewerPayload {
  readonly viewer?: Partial<Viewer> | null;
  readonly userErrors: readonly UserError[];
}

@Resolver(() => Viewer)
export class SessionResolver {
  @Query(() => Viewer, { nullable: true, description: "Null when nobody is signed in." })
  viewer(@Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Partial<Viewer>> | null {
    return context.actor ? viewerOf(context, selectionOf(info)) : null;
  }

  @Mutation(() => SignInPayload)
  signIn(
    @Arg("input", () => SignInInput) input: SignInInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ViewerPayload> {
    return startSession(context, info, () => {
      const organisationId = optionalIdOf("organisation", input.organisationId, ["organisationId"]);
      const { email, password } = input;
      return signIn(context.db, context.config.secret, {
        email,
        password,
        ...(organisationId ? { organisationId } : {}),
      });
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
    return startSession(context, info, () =>
      switchOrganisation(context.db, {
        token,
        organisationId: idOf("organisation", input.organisationId, ["organisationId"]),
      }),
    );
  }

  @Mutation(() => SignOutPayload)
  async signOut(@Ctx() context: RequestContext): Promise<ViewerPayload> {
    if (context.session.token) await signOut(context.db, context.session.token);
    context.session.clear();
    context.actor = null;
    return { userErrors: [] };
  }
}

/** Opens a session, sets its cookie, and answers who is there now. */
async function startSession(
  context: RequestContext,
  info: GraphQLResolveInfo,
  open: () => Promise<OpenedSession>,
): Promise<ViewerPayload> {
  let session: OpenedSession;
  try {
    session = await open();
  } catch (error) {
    if (!(error instanceof DomainError) || !error.isOutcome) throw error;
    return { viewer: null, userErrors: [userErrorOf(error)] };
  }
  context.session.set(session.token, session.expiresAt);
  context.actor = await context.actorOfSession(session.token);
  const asked = selectionOf(info)["viewer"];
  return { viewer: asked && context.actor ? await viewerOf(context, asked) : null, userErrors: [] };
}

async function viewerOf(context: RequestContext, asked: ReturnType<typeof selectionOf>): Promise<Partial<Viewer>> {
  const actor = actorOf(context);
  const isPerson = actor.kind === "person";
  const read = (entity: typeof Membership | typeof Organisation, field: string, id: string) =>
    asked[field] ? context.db.readOne(actor, entity, asked[field], { id }) : null;
  const [membership, organisation] = await Promise.all([
    isPerson && actor.id ? read(Membership, "membership", actor.id) : null,
    read(Organisation, "organisation", actor.organisationId),
  ]);
  return {
    id: encodeId(isPerson ? "member" : "api_client", actor.id ?? actor.organisationId),
    kind: actor.kind.toUpperCase(),
    membership,
    ...(organisation ? { organisation } : {}),
    permissions: PERMISSIONS.filter((permission) => can(actor, permission)),
  };
}
