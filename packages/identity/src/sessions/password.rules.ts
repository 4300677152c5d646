import { hash, verify } from "@node-rs/argon2";
import { invalid } from "@causeway/kernel";

/** Argon2id at the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const SHORTEST_PASSWORD = 12;
/** Longer ones only cost work: a passphrase fits. */
export const LONGEST_PASSWORD = 256;

/** @throws DomainError INVALID; the password is never part of the words */
export function checkPassword(password: string, path = "password"): void {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
    throw invalid(path, `A password has ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters.`);
  }
  if (new Set(password).size < 4) throw invalid(path, "This password is too easy to guess.");
}

/** NFC, so that the same keys give the same password on every machine. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), PARAMETERS);
}

let stand: Promise<string> | undefined;

/**
 * Whether the password is the one hashed. Without a hash the same work is done against a stand-in,
 * so that the time taken does not tell whether the account exists.
 */
export async function passwordMatches(hashed: string | null, password: string): Promise<boolean> {
  stand ??= hashPassword("nobody has this password");
  const matches = await verify(hashed ?? (await stand), password.normalize("NFC").slice(0, LONGEST_PASSWORD * 4));
  return matches && hashed !== null;
}
