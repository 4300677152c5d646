import type { Database, Transaction } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { DomainError } from "@causeway/kernel";
import { newToken, tokenHash } from "../access/secrets.ts";

const DAY_MS = 86_400_000;

/** What a link lets its holder do, and nothing else: how long, and under which path it lies. */
const PURPOSES = {
  // A link in an old mail still has to end the mails.
  "stop-messages": { lifetimeMs: 3 * 366 * DAY_MS, path: "u" },
  "confirm-openings": { lifetimeMs: 7 * DAY_MS, path: "o" },
  // One part of one referral, for a receiver that is not on the platform; a code sent apart comes on top.
  "outside-referral": { lifetimeMs: 30 * DAY_MS, path: "r" },
} as const;

export type SignedLinkPurpose = keyof typeof PURPOSES;

/** A link for one purpose and one record; its token is in the mail and nowhere else. */
export async function issueLink(
  tx: Transaction,
  input: { purpose: SignedLinkPurpose; subjectId: string },
): Promise<{ linkId: string; token: string }> {
  const linkId = tx.newId();
  const token = newToken();
  const expiresAt = new Date(tx.now.getTime() + PURPOSES[input.purpose].lifetimeMs);
  await tx.query(
    "insert into signed_links (id, organisation_id, token_hash, purpose, subject_id, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
    [linkId, tx.actor.organisationId, tokenHash(token), input.purpose, input.subjectId, tx.now, expiresAt],
  );
  return { linkId, token };
}

/** Ends a link at once. Ending it twice is no error. */
export async function revokeLink(tx: Transaction, input: { linkId: string }): Promise<void> {
  await tx.query("update signed_links set revoked_at = $2 where id = $1 and revoked_at is null", [
    input.linkId,
    tx.now,
  ]);
}

/** Where the holder of a link lands. */
export function linkAddress(publicUrl: string, purpose: SignedLinkPurpose, token: string): string {
  return `${publicUrl}/${PURPOSES[purpose].path}/${token}`;
}

/**
 * Who acts by a link, and on what. Unknown, expired, revoked and made for another purpose are alike.
 * @throws DomainError LINK_INVALID
 */
export async function openLink(
  db: Database,
  input: { token: string; purpose: SignedLinkPurpose },
): Promise<{ actor: Actor; subjectId: string; issuedAt: Date }> {
  const [link] = await db.authenticate((tx) =>
    tx.query<{ id: string; organisation_id: string; subject_id: string; created_at: Date }>(
      `select id, organisation_id, subject_id, created_at from signed_links
       where token_hash = $1 and purpose = $2 and expires_at > $3 and revoked_at is null`,
      [tokenHash(input.token), input.purpose, tx.now],
    ),
  );
  if (!link) throw new DomainError("LINK_INVALID", "This link is not valid any more.", { path: ["token"] });
  const actor: Actor = {
    kind: "signed_link",
    id: link.id,
    organisationId: link.organisation_id,
    grants: new Set(),
    reason: input.purpose,
  };
  return { actor, subjectId: link.subject_id, issuedAt: link.created_at };
}
