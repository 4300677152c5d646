import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { tokenHash } from "../access/secrets.ts";
import { actorsFromApiKeys, keyHash } from "../api-clients/api-client.service.ts";
import { actorsFromSessions } from "./session.service.ts";

/** What somebody came with, as long as a connection of theirs is open: never the token or the key itself. */
export interface Credential {
  readonly kind: "session" | "api_key";
  readonly hash: Buffer;
}

export function sessionCredential(token: string): Credential {
  return { kind: "session", hash: tokenHash(token) };
}

export function apiKeyCredential(secret: string, key: string): Credential {
  return { kind: "api_key", hash: keyHash(secret, key) };
}

/** Names a credential in the answer of `whoStands`. */
export function credentialKey({ kind, hash }: Credential): string {
  return `${kind} ${hash.toString("hex")}`;
}

/**
 * Who acts by each credential at this moment, in two statements however many there are. One that ended, expired,
 * was not used for too long, or whose member or organisation may no longer act is missing.
 */
export async function whoStands(db: Database, credentials: readonly Credential[]): Promise<ReadonlyMap<string, Actor>> {
  const hashes = (kind: Credential["kind"]): Buffer[] =>
    credentials.filter((credential) => credential.kind === kind).map(({ hash }) => hash);
  const [people, programs] = await Promise.all([
    actorsFromSessions(db, hashes("session")),
    actorsFromApiKeys(db, hashes("api_key")),
  ]);
  return new Map([
    ...[...people].map(([hash, actor]) => [`session ${hash}`, actor] as const),
    ...[...programs].map(([hash, actor]) => [`api_key ${hash}`, actor] as const),
  ]);
}
