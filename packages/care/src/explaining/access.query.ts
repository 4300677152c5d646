import type { Database } from "@causeway/database";
import { ROLES_OF_PEOPLE, authorise, can, grantsOfRole, type Role } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { AccessLine } from "./access.rules.ts";
import { NOTHING_MORE, linesOfExchange } from "./access.rules.ts";
import { exchangesOf } from "./exchange.query.ts";
import type { Part, Subject } from "./subject.query.ts";
import { subjectOf } from "./subject.query.ts";

/** A record by the kind and the UUID of its id. */
export interface Asked {
  readonly kind: string;
  readonly id: string;
}

/**
 * Why the actor sees a record, a line a reason.
 * @throws DomainError INVALID for a kind that is not explained; NOT_FOUND when the actor does not see it
 */
export async function whyCanISee(db: Database, actor: Actor, { kind, id }: Asked): Promise<AccessLine[]> {
  const subject = await subjectOf(db, actor, kind, id);
  const held = subject.parts.filter((part) => can(actor, part.permission));
  const lines = await linesOf(db, actor, subject, held);
  await kept(db, actor, subject);
  return lines;
}

async function linesOf(db: Database, actor: Actor, subject: Subject, held: readonly Part[]): Promise<AccessLine[]> {
  const isPerson = actor.kind === "person";
  const own: AccessLine = {
    ...NOTHING_MORE,
    viewer: isPerson ? "ROLE" : "API_CLIENT",
    organisationId: actor.organisationId,
    role: isPerson ? (actor.reason ?? null) : null,
    apiClientId: isPerson ? null : (actor.id ?? null),
    parts: held.map((part) => part.name),
    rule: "minimum-necessary",
    words: `It is a record of your organisation, and ${isPerson ? "your role" : "this key"} holds ${permissionsOf(held)}.`,
  };
  if (subject.side === "OWN") return [own];
  const names = new Set(held.map((part) => part.name));
  return (await exchangesOf(db, actor, subject.recipientIds))
    .flatMap((exchange) => linesOfExchange(exchange, "RECIPIENT"))
    .filter((line) => names.has(line.parts.includes("enquiry") ? "record" : "exchange"))
    .map((line) => ({ ...line, role: own.role, apiClientId: own.apiClientId }));
}

/**
 * Who sees a record, right now: members of one's own organisation by role, keys, and of what one sent the
 * organisations that were asked, with consent and dates. Of what one received, one's own people alone.
 * @throws DomainError FORBIDDEN; INVALID; NOT_FOUND as for {@link whyCanISee}
 */
export async function whoCanSee(db: Database, actor: Actor, { kind, id }: Asked): Promise<AccessLine[]> {
  authorise(actor, "disclosure.read");
  const subject = await subjectOf(db, actor, kind, id);
  const exchanges = await exchangesOf(db, actor, subject.recipientIds);
  const parts = subject.side === "OWN" ? subject.parts : receivedParts(subject.parts, exchanges);
  const lines = [
    ...(await membersWho(db, actor, parts)),
    ...(await keysWhich(db, actor, parts)),
    ...(subject.side === "OWN" ? exchanges.flatMap((exchange) => linesOfExchange(exchange, "SENDER")) : []),
  ];
  await kept(db, actor, subject);
  return lines;
}

/** Of what was received, the exchange is there for one's own people only while it is open. */
function receivedParts(parts: readonly Part[], exchanges: readonly { byConsent: boolean; byEmergency: boolean }[]) {
  const open = exchanges.some((exchange) => exchange.byConsent || exchange.byEmergency);
  return parts.filter((part) => part.name !== "exchange" || open);
}

async function membersWho(db: Database, actor: Actor, parts: readonly Part[]): Promise<AccessLine[]> {
  const counts = await db.readWith<{ role: Role; members: number }>(actor, {
    sql: "select role, count(*)::int as members from memberships where status = 'ACTIVE' group by role",
    values: [],
  });
  return ROLES_OF_PEOPLE.flatMap((role) => {
    const members = counts.find((count) => count.role === role)?.members;
    const grants = grantsOfRole(role, "LIVE");
    const held = parts.filter((part) => grants.has(part.permission));
    if (!members || held.length === 0) return [];
    return [
      {
        ...NOTHING_MORE,
        viewer: "ROLE" as const,
        organisationId: actor.organisationId,
        role,
        members,
        parts: held.map((part) => part.name),
        rule: "minimum-necessary",
        words: `The role holds ${permissionsOf(held)}.`,
      },
    ];
  });
}

async function keysWhich(db: Database, actor: Actor, parts: readonly Part[]): Promise<AccessLine[]> {
  const clients = await db.readWith<{ id: string; name: string; scopes: string[]; created_at: Date; until: Date }>(
    actor,
    {
      sql: `select c.id, c.name, c.scopes, c.created_at, max(k.expires_at) as until
        from api_clients c join api_keys k on k.api_client_id = c.id
        where c.revoked_at is null and k.revoked_at is null and k.expires_at > app_now()
        group by c.id order by c.created_at, c.id`,
      values: [],
    },
  );
  return clients.flatMap((client) => {
    const held = parts.filter((part) => client.scopes.includes(part.permission));
    if (held.length === 0) return [];
    return [
      {
        ...NOTHING_MORE,
        viewer: "API_CLIENT" as const,
        organisationId: actor.organisationId,
        apiClientId: client.id,
        parts: held.map((part) => part.name),
        rule: "minimum-necessary",
        words: `The key of "${client.name}" has the scope of ${permissionsOf(held)}.`,
        since: client.created_at,
        until: client.until,
      },
    ];
  });
}

const permissionsOf = (parts: readonly Part[]): string => parts.map((part) => part.permission).join(", ");

/** That somebody asked tells of the client, too. */
async function kept(db: Database, actor: Actor, subject: Subject): Promise<void> {
  if (subject.clientId !== null) await db.keepReads(actor, ["access"], [subject.clientId]);
}
