import { DomainError, invalid } from "@causeway/kernel";

/** A level of care in a program. */
export interface Stop {
  readonly programId: string;
  readonly edition: string;
  readonly levelCode: string;
}

/** A change of level that holds: nothing later corrects it. */
export interface Link {
  readonly id: string;
  readonly from: Stop;
  readonly to: Stop;
  /** YYYY-MM-DD */
  readonly effectiveOn: string;
}

interface Recorded extends Link {
  readonly supersedesId: string | null;
  readonly recordedAt: Date;
}

export interface Span extends Stop {
  readonly startsOn: string;
  /** First day it no longer holds. */
  readonly endsOn: string | null;
}

/**
 * The changes that hold, in order: by day, and on one day as they were first entered. A correction stands where the
 * change it corrects stood. One whose placement is no longer believed was dropped by a discharge and holds no more.
 */
export function liveLinks<R extends Recorded>(recorded: readonly R[], believed: readonly Span[]): R[] {
  const corrected = new Set(recorded.map((one) => one.supersedesId));
  const byId = new Map(recorded.map((one) => [one.id, one]));
  const rootOf = (one: R): R => {
    const before = one.supersedesId === null ? undefined : byId.get(one.supersedesId);
    return before ? rootOf(before) : one;
  };
  const key = (one: R): string => {
    const root = rootOf(one);
    return `${one.effectiveOn} ${root.recordedAt.toISOString()} ${root.id}`;
  };
  return recorded
    .filter((one) => !corrected.has(one.id))
    .filter((one) => believed.some((span) => span.startsOn === one.effectiveOn && sameStop(span, one.to)))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The placements that a stay's beginning and its changes amount to. */
export function chainOf(
  start: Stop & { readonly startsOn: string },
  links: readonly Pick<Link, "to" | "effectiveOn">[],
): Span[] {
  const stops = [{ ...start }, ...links.map((link) => ({ ...link.to, startsOn: link.effectiveOn }))];
  return stops.map(({ programId, edition, levelCode, startsOn }, i) => ({
    programId,
    edition,
    levelCode,
    startsOn,
    endsOn: stops[i + 1]?.startsOn ?? null,
  }));
}

/**
 * Checks that a corrected change still comes before the next, and that the next still leads somewhere.
 * @throws DomainError INVALID (reason AFTER_NEXT); CONFLICT (reason NEXT_SAME)
 */
export function checkNext(corrected: Pick<Link, "to" | "effectiveOn">, next: Link): void {
  if (corrected.effectiveOn > next.effectiveOn)
    throw invalid("effectiveOn", "The next change of level was before that day; correct that one first.", "AFTER_NEXT");
  if (sameStop(corrected.to, next.to)) {
    throw new DomainError("CONFLICT", "The next change would then lead nowhere; correct that one first.", {
      path: ["toProgramId"],
      reason: "NEXT_SAME",
    });
  }
}

export function sameStop(a: Stop, b: Stop): boolean {
  return a.programId === b.programId && a.edition === b.edition && a.levelCode === b.levelCode;
}
