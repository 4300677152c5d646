import { invalid } from "@causeway/kernel";
import type { RecipientState } from "../referrals/index.ts";
import { isLive } from "../referrals/index.ts";

/** The two organisations of a part. */
export const SIDES = ["SENDER", "RECIPIENT"] as const;
export type Side = (typeof SIDES)[number];

export const LONGEST_MESSAGE = 4000;

/**
 * Words and documents pass while the part is live, and after the first attended session until the sender took note of
 * the outcome; then the loop is closed.
 */
export function isOpenForWords(part: {
  readonly state: RecipientState;
  readonly acknowledgedAt: Date | null;
}): boolean {
  return isLive(part.state) || (part.state === "ATTENDED" && part.acknowledgedAt === null);
}

/**
 * The words of a message, without what surrounds them.
 * @throws DomainError INVALID
 */
export function checkedMessage(text: string): string {
  const words = text.trim();
  if (words.length === 0) throw invalid("text", "A message has words.");
  if (words.length > LONGEST_MESSAGE) throw invalid("text", `A message has at most ${LONGEST_MESSAGE} characters.`);
  // PostgreSQL keeps no NUL, and a lone surrogate is no text.
  if (words.includes("\0") || /\p{Cs}/u.test(words)) throw invalid("text", "This is not text.");
  return words;
}
