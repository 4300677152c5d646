import { timingSafeEqual } from "node:crypto";
import { keyedHash } from "@causeway/identity";

const MINUTE = 60_000;
export const CODE_MINUTES = 10;
/** Codes that a link may ask for in an hour. */
export const CODES_AN_HOUR = 3;
/** Wrong codes until the link rests for an hour, and until it is closed for good. */
export const TRIES_UNTIL_LOCK = 5;
export const FAILURES_UNTIL_CLOSED = 15;
export const LOCK_MS = 60 * MINUTE;
/** How long a browser stays in without being used, and at most. */
export const SESSION_IDLE_MS = 30 * MINUTE;
export const SESSION_MS = 8 * 60 * MINUTE;

/**
 * Six digits, made from an id of chance and the deployment's secret: the database, the queue and the events hold the id
 * alone, so that nobody who reads one of them can tell the code.
 */
export function codeOf(secret: string, codeId: string): string {
  const digest = keyedHash(secret, "outside code", codeId);
  // 48 bits over a million: the bias is one in a hundred million.
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** Compares in the same time wherever they part. */
export function isCode(secret: string, codeId: string, typed: string): boolean {
  const digits = typed.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return false;
  return timingSafeEqual(Buffer.from(digits), Buffer.from(codeOf(secret, codeId)));
}
