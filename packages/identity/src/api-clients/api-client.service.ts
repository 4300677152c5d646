import type { Database, Transaction } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { DomainError, invalid } from "@causeway/kernel";
import type { Permission } from "../access/permission.rules.ts";
import { SCOPES, authorise, can } from "../access/permission.rules.ts";
import { keyedHash, newToken } from "../access/secrets.ts";
import { ApiClient, ApiKey } from "./api-client.entity.ts";

/** So that scanners of leaked secrets know one of ours. */
export const KEY_PREFIX = "causeway_";
const DAY_MS = 86_400_000;
export const LONGEST_KEY_DAYS = 366;
/** How long the key that is replaced goes on working. */
export const ROTATION_OVERLAP_HOURS = 24;
const TOUCH_EVERY_MS = 60_000;

export interface MadeKey {
  readonly apiClientId: string;
  readonly apiKeyId: string;
}

/** Receives the key itself, the one time that it exists. */
export type ShowKey = (key: string) => void;

/**
 * A program that acts for this organisation, with its first key.
 * @param input.scopes permissions that the creator holds; none that makes keys, members or agreements
 * @param input.expiresInDays 1 to 366
 */
export async function createApiClient(
  tx: Transaction,
  input: { name: string; scopes: readonly string[]; expiresInDays: number; secret: string },
  show: ShowKey,
): Promise<MadeKey> {
  authorise(tx.actor, "api_client.manage");
  const name = input.name.trim();
  if (name.length < 1 || name.length > 100) throw invalid("name", "A name has 1 to 100 characters.");
  const createdBy = tx.actor.id;
  if (tx.actor.kind !== "person" || !createdBy) throw new DomainError("FORBIDDEN", "Only people make API clients.");
  const scopes = [...new Set(input.scopes)];
  if (scopes.length === 0) throw invalid("scopes", "Choose at least one scope.");
  for (const scope of scopes) {
    if (!isScope(scope)) throw invalid("scopes", "There is no such scope.", "UNKNOWN_SCOPE");
    if (!can(tx.actor, scope)) throw invalid("scopes", "Nobody gives what they do not hold.", "SCOPE_NOT_HELD");
  }
  const client = await tx.insert(ApiClient, { name, scopes, createdBy });
  tx.audit({ action: "api-client.create", subjectType: "api_client", subjectId: client.id, fields: scopes });
  return addKey(tx, client.id, input, show);
}

/**
 * A second key for a client; the one in use goes on for `overlapHours`, so that no request is lost.
 * Older ones end now: two are valid at most.
 */
export async function rotateApiKey(
  tx: Transaction,
  input: { apiClientId: string; expiresInDays: number; overlapHours?: number | null | undefined; secret: string },
  show: ShowKey,
): Promise<MadeKey> {
  authorise(tx.actor, "api_client.manage");
  const overlap = input.overlapHours ?? ROTATION_OVERLAP_HOURS;
  if (overlap < 0 || overlap > 7 * 24) throw invalid("overlapHours", "Two keys overlap by 0 to 168 hours.");
  const client = await tx.get(ApiClient, input.apiClientId, { path: ["apiClientId"] });
  if (client.revokedAt) throw new DomainError("ILLEGAL_TRANSITION", "This client was revoked.", { reason: "REVOKED" });
  // Locked by its version: two rotations at once would leave three keys.
  await tx.update(ApiClient, client, {});
  const valid = (await tx.find(ApiKey, { apiClientId: client.id }, { order: { createdAt: "DESC" } })).filter(
    (key) => !key.revokedAt && key.expiresAt > tx.now,
  );
  const until = new Date(tx.now.getTime() + overlap * 3_600_000);
  for (const [i, key] of valid.entries()) {
    if (i > 0) await tx.query("update api_keys set revoked_at = $2 where id = $1", [key.id, tx.now]);
    else await tx.query("update api_keys set expires_at = least(expires_at, $2) where id = $1", [key.id, until]);
  }
  tx.audit({ action: "api-key.rotate", subjectType: "api_client", subjectId: client.id });
  return addKey(tx, client.id, input, show);
}

/** Ends a key at once. Ending it twice is no error. */
export async function revokeApiKey(tx: Transaction, input: { apiKeyId: string }): Promise<MadeKey> {
  authorise(tx.actor, "api_client.manage");
  const key = await tx.get(ApiKey, input.apiKeyId, { path: ["apiKeyId"] });
  if (!key.revokedAt) {
    await tx.query("update api_keys set revoked_at = $2 where id = $1", [key.id, tx.now]);
    tx.audit({ action: "api-key.revoke", subjectType: "api_key", subjectId: key.id });
  }
  return { apiClientId: key.apiClientId, apiKeyId: key.id };
}

/** Ends a client with all its keys. */
export async function revokeApiClient(
  tx: Transaction,
  input: { apiClientId: string; expectedVersion?: number | null | undefined },
): Promise<{ apiClientId: string }> {
  authorise(tx.actor, "api_client.manage");
  const client = await tx.get(ApiClient, input.apiClientId, {
    expectedVersion: input.expectedVersion,
    path: ["apiClientId"],
  });
  if (!client.revokedAt) {
    await tx.update(ApiClient, client, { revokedAt: tx.now });
    await tx.query("update api_keys set revoked_at = $2 where api_client_id = $1 and revoked_at is null", [
      client.id,
      tx.now,
    ]);
    tx.audit({ action: "api-client.revoke", subjectType: "api_client", subjectId: client.id });
  }
  return { apiClientId: client.id };
}

/** Keys that stand at $2. */
const STANDING = `from api_keys k
       join api_clients c on c.id = k.api_client_id and c.organisation_id = k.organisation_id
       join organisations o on o.id = c.organisation_id
       where k.revoked_at is null and k.expires_at > $2 and c.revoked_at is null and o.status = 'LIVE'`;

/** Who acts by this key, or null when it is unknown, revoked or expired, or its organisation is not live. */
export async function actorFromApiKey(db: Database, secret: string, key: string): Promise<Actor | null> {
  const now = db.clock.now();
  const [row] = await db.lookUp<{
    id: string;
    client_id: string;
    organisation_id: string;
    scopes: string[];
    touch: boolean;
  }>({
    name: "api-key",
    sql: `select k.id, c.id as client_id, c.organisation_id, c.scopes, coalesce(k.last_used_at < $3, true) as touch
       ${STANDING} and k.key_hash = $1`,
    values: [keyHash(secret, key), now, new Date(now.getTime() - TOUCH_EVERY_MS)],
  });
  if (!row) return null;
  if (row.touch) {
    await db.authenticate((tx) => tx.query("update api_keys set last_used_at = $2 where id = $1", [row.id, now]));
  }
  return programOf(row);
}

/**
 * The same for many keys in one statement, without counting it as use.
 * @returns the actors by the hex of their key's hash; who does not stand is missing
 */
export async function actorsFromApiKeys(db: Database, keyHashes: readonly Buffer[]): Promise<Map<string, Actor>> {
  if (keyHashes.length === 0) return new Map();
  const rows = await db.lookUp<{ hash: string; client_id: string; organisation_id: string; scopes: string[] }>({
    name: "api-keys",
    sql: `select encode(k.key_hash, 'hex') as hash, c.id as client_id, c.organisation_id, c.scopes
       ${STANDING} and k.key_hash = any($1)`,
    values: [keyHashes, db.clock.now()],
  });
  return new Map(rows.map((row) => [row.hash, programOf(row)]));
}

function programOf(row: { client_id: string; organisation_id: string; scopes: readonly string[] }): Actor {
  return {
    kind: "api_client",
    id: row.client_id,
    organisationId: row.organisation_id,
    grants: new Set(row.scopes.filter(isScope)),
    reason: "API client",
  };
}

async function addKey(
  tx: Transaction,
  apiClientId: string,
  input: { expiresInDays: number; secret: string },
  show: ShowKey,
): Promise<MadeKey> {
  const days = input.expiresInDays;
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_KEY_DAYS) {
    throw invalid("expiresInDays", `A key lasts 1 to ${LONGEST_KEY_DAYS} days.`);
  }
  const key = `${KEY_PREFIX}${newToken()}`;
  const { id: apiKeyId } = await tx.insert(ApiKey, {
    apiClientId,
    keyHash: keyHash(input.secret, key),
    lastFour: key.slice(-4),
    expiresAt: new Date(tx.now.getTime() + days * DAY_MS),
  });
  tx.audit({ action: "api-key.create", subjectType: "api_key", subjectId: apiKeyId });
  show(key);
  return { apiClientId, apiKeyId };
}

/** What is kept of a key. */
export function keyHash(secret: string, key: string): Buffer {
  return keyedHash(secret, "api-key", key);
}

function isScope(value: string): value is Permission {
  return (SCOPES as readonly string[]).includes(value);
}
