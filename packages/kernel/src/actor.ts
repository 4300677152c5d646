/**
 * Who acts. Built once at a face (request, job, link) and handed to `db.run` and `db.read`,
 * which derive row security from it; nothing else decides on an organisation.
 */
export type ActorKind = "person" | "api_client" | "job" | "signed_link";

export interface Actor {
  readonly kind: ActorKind;
  /** Membership id, API client id, link id; null for a job. */
  readonly id: string | null;
  readonly organisationId: string;
  /** Only for people: the person behind the membership. */
  readonly personId?: string;
  /** Permissions held, by name (see the permission table of identity). */
  readonly grants: ReadonlySet<string>;
  /** Why this actor acts: the role of a person, the name of a job, the purpose of a link. */
  readonly reason: string;
}

/** An actor for background work on behalf of one organisation. Holds every permission there and none elsewhere. */
export function jobActor(organisationId: string, reason: string): Actor {
  return { kind: "job", id: null, organisationId, grants: new Set(["*"]), reason };
}

/** True when the actor holds the permission, or is a job of its organisation. */
export function holds(actor: Actor, permission: string): boolean {
  return actor.grants.has(permission) || actor.grants.has("*");
}
