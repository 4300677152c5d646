import { selectionOf } from "@causeway/database";
import type { Selection } from "@causeway/database";
import type { OpenedSession } from "@causeway/identity";
import { Membership, Organisation, PERMISSIONS, can, placesOf, signOut } from "@causeway/identity";
import { DomainError, encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import type { UserError } from "../graphql/user-error.ts";
import { userErrorOf } from "../graphql/user-error.ts";

export interface ViewerPayload {
  readonly [field: string]: unknown;
  readonly userErrors: readonly UserError[];
}

/** What an act without an actor came to: its foreseeable failures as data. */
export async function outcome(work: () => Promise<Record<string, unknown> | void>): Promise<ViewerPayload> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof DomainError) || !error.isOutcome) throw error;
    return { userErrors: [userErrorOf(error)] };
  }
}

/** Opens a session in place of the one that the request came with, sets its cookie, and answers who is there now. */
export function startSession(
  context: RequestContext,
  info: GraphQLResolveInfo,
  open: () => Promise<OpenedSession>,
): Promise<ViewerPayload> {
  return outcome(async () => {
    const before = context.session.token;
    const session = await open();
    // Its token is nobody's any more: the browser holds the new one.
    if (before) await signOut(context.db, before);
    context.session.set(session.token, session.expiresAt);
    context.actor = await context.actorOfSession(session.token);
    const asked = selectionOf(info)["viewer"];
    return { viewer: asked && context.actor ? await viewerOf(context, asked) : null };
  });
}

export async function viewerOf(context: RequestContext, asked: Selection): Promise<Record<string, unknown>> {
  const actor = actorOf(context);
  const isPerson = actor.kind === "person";
  const read = (entity: typeof Membership | typeof Organisation, field: string, id: string) =>
    asked[field] ? context.db.readOne(actor, entity, asked[field], { id }) : null;
  const { personId } = actor;
  const [membership, organisation, places] = await Promise.all([
    isPerson && actor.id ? read(Membership, "membership", actor.id) : null,
    read(Organisation, "organisation", actor.organisationId),
    personId && asked["organisations"] ? context.db.authenticate((tx) => placesOf(tx, personId)) : [],
  ]);
  return {
    id: encodeId(isPerson ? "member" : "api_client", actor.id ?? actor.organisationId),
    kind: actor.kind.toUpperCase(),
    membership,
    organisation,
    organisations: places.map((place) => ({
      id: encodeId("organisation", place.organisation_id),
      name: place.organisation_name,
      role: place.role,
    })),
    permissions: PERMISSIONS.filter((permission) => can(actor, permission)),
  };
}
