import type { AuthenticatorTransaction, Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { DomainError, notFound } from "@causeway/kernel";
import type { OrganisationStatus, Role } from "../access/permission.rules.ts";
import { grantsOfRole } from "../access/permission.rules.ts";
import { newToken, tokenHash } from "../access/secrets.ts";
import { auditIdentity } from "./identity-audit.ts";

/** Longest a session lives, used or not. */
export const SESSION_LIFETIME_MS = 12 * 3_600_000;
/** 45 CFR 164.312(a)(2)(iii), automatic logoff: a session that nobody uses ends. */
export const SESSION_IDLE_MS = 60 * 60_000;
/** How exactly the last use is kept, so that reading does not write each time. */
const TOUCH_EVERY_MS = 60_000;

export interface OpenedSession {
  /** For the cookie alone; the database keeps its hash. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly personId: string;
  readonly membershipId: string;
  readonly organisationId: string;
}

export interface Place {
  readonly membership_id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly role: Role;
  readonly status: OrganisationStatus;
}

/** The places where a person may work: still a member, and the organisation is open. */
export function placesOf(tx: AuthenticatorTransaction, personId: string): Promise<Place[]> {
  return tx.query<Place>(
    `select m.id as membership_id, m.organisation_id, o.name as organisation_name, m.role, o.status
     from memberships m join organisations o on o.id = m.organisation_id
     where m.person_id = $1 and m.status = 'ACTIVE' and (o.status = 'LIVE' or o.status = 'ONBOARDING' and m.role = 'OWNER')
     order by o.status = 'LIVE' desc, m.joined_at, m.id`,
    [personId],
  );
}

/** A new session of a person in one of their places. The caller has made sure that it is this person. */
export async function openSession(
  tx: AuthenticatorTransaction,
  personId: string,
  place: Pick<Place, "membership_id" | "organisation_id">,
): Promise<OpenedSession> {
  const token = newToken();
  const expiresAt = new Date(tx.now.getTime() + SESSION_LIFETIME_MS);
  const { membership_id: membershipId, organisation_id: organisationId } = place;
  await tx.query(
    `insert into sessions (id, token_hash, person_id, organisation_id, membership_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [tx.newId(), tokenHash(token), personId, organisationId, membershipId, tx.now, expiresAt],
  );
  return { token, expiresAt, personId, membershipId, organisationId };
}

/** Sessions that stand at $2, used since $3. */
const STANDING = `from sessions s
       join memberships m on m.id = s.membership_id and m.organisation_id = s.organisation_id and m.person_id = s.person_id
       join organisations o on o.id = m.organisation_id
       where s.revoked_at is null and s.expires_at > $2 and s.last_seen_at > $3
         -- A session from before a member left and came back stays ended.
         and m.status = 'ACTIVE' and s.created_at >= m.joined_at and (o.status = 'LIVE' or o.status = 'ONBOARDING' and m.role = 'OWNER')`;

/**
 * Who acts by this token now, or null. Membership, role and status of the organisation are read
 * each time: what was taken away is felt by the next request.
 */
export async function actorFromSession(db: Database, token: string): Promise<Actor | null> {
  const now = db.clock.now();
  const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);
  const [row] = await db.lookUp<Omit<Place, "organisation_name"> & { id: string; person_id: string; touch: boolean }>({
    name: "session",
    sql: `select s.id, s.person_id, m.id as membership_id, m.organisation_id, m.role, o.status, s.last_seen_at < $4 as touch
       ${STANDING} and s.token_hash = $1`,
    values: [tokenHash(token), now, before(SESSION_IDLE_MS), before(TOUCH_EVERY_MS)],
  });
  if (!row) return null;
  if (row.touch) {
    await db.authenticate((tx) => tx.query("update sessions set last_seen_at = $2 where id = $1", [row.id, now]));
  }
  return personOf(row);
}

/**
 * The same for many tokens in one statement, without counting it as use: an open subscription alone keeps no session.
 * @returns the actors by the hex of their token's hash; who does not stand is missing
 */
export async function actorsFromSessions(db: Database, tokenHashes: readonly Buffer[]): Promise<Map<string, Actor>> {
  if (tokenHashes.length === 0) return new Map();
  const now = db.clock.now();
  const rows = await db.lookUp<Omit<Place, "organisation_name"> & { hash: string; person_id: string }>({
    name: "sessions",
    sql: `select encode(s.token_hash, 'hex') as hash, s.person_id, m.id as membership_id, m.organisation_id, m.role, o.status
       ${STANDING} and s.token_hash = any($1)`,
    values: [tokenHashes, now, new Date(now.getTime() - SESSION_IDLE_MS)],
  });
  return new Map(rows.map((row) => [row.hash, personOf(row)]));
}

function personOf(row: Omit<Place, "organisation_name"> & { person_id: string }): Actor {
  return {
    kind: "person",
    id: row.membership_id,
    personId: row.person_id,
    organisationId: row.organisation_id,
    grants: grantsOfRole(row.role, row.status),
    reason: row.role,
  };
}

/** Ends the session of this token. Signing out twice is no error. */
export async function signOut(db: Database, token: string): Promise<void> {
  await db.authenticate(async (tx) => {
    const [ended] = await tx.query<{ organisation_id: string; membership_id: string }>(
      "update sessions set revoked_at = $2 where token_hash = $1 and revoked_at is null returning organisation_id, membership_id",
      [tokenHash(token), tx.now],
    );
    if (ended) {
      await auditIdentity(tx, {
        organisationId: ended.organisation_id,
        membershipId: ended.membership_id,
        action: "session.end",
      });
    }
  });
}

/**
 * Moves a signed-in person to another of their organisations, under a new token.
 * @throws DomainError NOT_FOUND when it is no place of theirs, whether or not it exists
 */
export async function switchOrganisation(
  db: Database,
  input: { token: string; organisationId: string },
): Promise<OpenedSession> {
  return db.authenticate(async (tx) => {
    const [session] = await tx.query<{ person_id: string }>(
      "select person_id from sessions where token_hash = $1 and revoked_at is null and expires_at > $2 for update",
      [tokenHash(input.token), tx.now],
    );
    if (!session) throw new DomainError("UNAUTHENTICATED", "Sign in first.");
    const place = (await placesOf(tx, session.person_id)).find((p) => p.organisation_id === input.organisationId);
    if (!place) throw notFound("organisation", ["organisationId"]);
    await tx.query("update sessions set revoked_at = $2 where token_hash = $1", [tokenHash(input.token), tx.now]);
    await auditIdentity(tx, {
      organisationId: place.organisation_id,
      membershipId: place.membership_id,
      action: "session.switch",
    });
    return openSession(tx, session.person_id, place);
  });
}
