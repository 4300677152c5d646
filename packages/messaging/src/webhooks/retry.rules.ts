const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Waits between the attempts of one delivery, as Standard Webhooks advises: ten attempts over three days. */
const WAITS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/**
 * When a delivery is tried again, or null when it is given up.
 * @param attempts made so far, 1 or more
 * @param spread 0 to 1: up to a tenth is added, so that a receiver that comes back is not met by all at once
 */
export function nextAttempt(attempts: number, now: Date, spread: number): Date | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * (1 + spread / 10));
}

const WARN_AFTER = DAY;
const DISABLE_AFTER = 5 * DAY;

/** What becomes of an endpoint that takes nothing: its owner is warned well before it is switched off. */
export function verdictOn(endpoint: {
  failingSince: Date;
  warnedAt: Date | null;
  now: Date;
  gone: boolean;
}): "KEEP" | "WARN" | "DISABLE" {
  const failing = endpoint.now.getTime() - endpoint.failingSince.getTime();
  // 410 Gone is the receiver's own word that it wants no more.
  if (endpoint.gone) return "DISABLE";
  if (endpoint.warnedAt !== null && failing >= DISABLE_AFTER) return "DISABLE";
  return endpoint.warnedAt === null && failing >= WARN_AFTER ? "WARN" : "KEEP";
}
