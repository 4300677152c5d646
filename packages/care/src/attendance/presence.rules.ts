import { invalid } from "@causeway/kernel";

const MINUTE = 60_000;

/** When somebody was there, in whole minutes since 1970; `minutes` long. */
export interface Presence {
  readonly from: number;
  readonly minutes: number;
}

interface Held {
  readonly startsAt: Date;
  readonly minutes: number;
}

interface Coming {
  readonly arrivedAt?: Date | null | undefined;
  readonly leftAt?: Date | null | undefined;
}

const minuteOf = (instant: Date): number => Math.floor(instant.getTime() / MINUTE);

/**
 * The part of a session between coming and going.
 * @throws DomainError INVALID where that is no part of the session
 */
export function partOf(session: Held, coming: Coming, path: readonly string[] = []): Presence {
  const starts = minuteOf(session.startsAt);
  const from = Math.max(starts, coming.arrivedAt ? minuteOf(coming.arrivedAt) : starts);
  const to = Math.min(starts + session.minutes, coming.leftAt ? minuteOf(coming.leftAt) : Infinity);
  if (to <= from) {
    const field = coming.leftAt ? "leftAt" : "arrivedAt";
    throw invalid([...path, field], "This is no part of the session.", "OUTSIDE_SESSION");
  }
  return { from, minutes: to - from };
}

/**
 * Where the minutes of an attendance lie: from the arrival on, or up to the leaving where only that is known.
 */
export function presenceOf(session: Held, attendance: Coming & { readonly minutes: number }): Presence {
  const part = partOf(session, attendance);
  const minutes = Math.min(attendance.minutes, part.minutes);
  const fromTheEnd = attendance.leftAt && !attendance.arrivedAt;
  return { from: fromTheEnd ? part.from + part.minutes - minutes : part.from, minutes };
}

/**
 * How many minutes of each of one client's presences count when every minute counts once: a minute spent in two
 * sessions belongs to the one that began first.
 * @returns minutes by id
 */
export function countOnce(presences: readonly (Presence & { readonly id: string })[]): Map<string, number> {
  const counted = new Map<string, number>();
  let reached = -Infinity;
  const ordered = presences.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  for (const { id, from, minutes } of ordered) {
    const to = from + minutes;
    counted.set(id, Math.max(0, to - Math.max(from, reached)));
    reached = Math.max(reached, to);
  }
  return counted;
}
