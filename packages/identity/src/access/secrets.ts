import { createHash, createHmac, randomBytes } from "node:crypto";

/** A secret of 256 bits, as text for a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token. It has all its bits from chance, so a plain hash cannot be searched. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/**
 * A hash that nobody can search without the deployment's secret: for addresses, and for keys of programs.
 * @param purpose keeps hashes of one text for two purposes apart
 */
export function keyedHash(secret: string, purpose: string, text: string): Buffer {
  return createHmac("sha256", secret).update(`${purpose}\0${text}`).digest();
}

/**
 * The token of a link in a mail, made from the record it opens: the record keeps its hash, the job that
 * writes the mail makes it again, and no event, job or queue ever carries it.
 */
export function linkToken(secret: string, purpose: LinkPurpose, id: string): string {
  return keyedHash(secret, `link ${purpose}`, id).toString("base64url");
}

export type LinkPurpose = "invitation" | "password-reset";

/** Behind `#`, so that the token is in no server's log and in no Referer. */
export function linkOf(publicUrl: string, purpose: LinkPurpose, token: string): string {
  return `${publicUrl}/${purpose}#${token}`;
}
