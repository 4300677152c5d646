/** Openings that nobody confirmed for a week may be wrong. */
export const STALE_AFTER_DAYS = 7;
const STALE_AFTER_MS = STALE_AFTER_DAYS * 86_400_000;

export function openingsStale(confirmedAt: Date | string | null, now: Date): boolean {
  return confirmedAt === null || new Date(confirmedAt) <= staleBefore(now);
}

/** What was confirmed at this instant or before is stale. */
export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - STALE_AFTER_MS);
}
