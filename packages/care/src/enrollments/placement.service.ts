import type { Transaction } from "@causeway/database";
import { IsNull } from "typeorm";
import { Placement } from "./placement.entity.ts";

export interface PlacementSpan {
  readonly enrollmentId: string;
  readonly programId: string;
  readonly edition: string;
  readonly levelCode: string;
  /** YYYY-MM-DD */
  readonly startsOn: string;
  /** First day it no longer holds. */
  readonly endsOn?: string | null;
}

export async function openPlacement(tx: Transaction, span: PlacementSpan): Promise<Placement> {
  return tx.insert(Placement, { ...span, endsOn: span.endsOn ?? null, recordedAt: tx.now });
}

/** What is believed now, earliest first. */
export function believedPlacements(tx: Transaction, enrollmentId: string): Promise<Placement[]> {
  return tx.find(
    Placement,
    { enrollmentId, supersededAt: IsNull() },
    { order: { startsOn: "ASC", endsOn: "ASC", id: "ASC" } },
  );
}

/** Marks a placement as no longer believed; the row itself stays. */
export async function supersedePlacement(tx: Transaction, placementId: string): Promise<void> {
  await tx.change("update placements set superseded_at = $2 where id = $1 and superseded_at is null", [
    placementId,
    tx.now,
  ]);
}

/**
 * Believes again what a discharge ended, as it stood then. What was only planned at that time is left out.
 * @param endedAt when the discharge was recorded
 * @param endedOn its day where the program is: what would have begun later was planned
 */
export async function reinstatePlacements(
  tx: Transaction,
  enrollmentId: string,
  endedAt: Date,
  endedOn: string,
): Promise<void> {
  for (const placement of await tx.find(Placement, { enrollmentId, recordedAt: endedAt, supersededAt: IsNull() }))
    await supersedePlacement(tx, placement.id);
  const stood = await tx.find(
    Placement,
    { enrollmentId, supersededAt: endedAt },
    { order: { startsOn: "ASC", id: "ASC" } },
  );
  const begun = stood.filter((placement) => placement.startsOn <= endedOn);
  for (const [i, { programId, edition, levelCode, startsOn, endsOn }] of begun.entries()) {
    const isLast = i === begun.length - 1;
    await openPlacement(tx, { enrollmentId, programId, edition, levelCode, startsOn, endsOn: isLast ? null : endsOn });
  }
}

/** Ends what is open on a day, and drops what would only begin after it. */
export async function endPlacements(tx: Transaction, enrollmentId: string, on: string): Promise<void> {
  for (const placement of await believedPlacements(tx, enrollmentId)) {
    if (placement.endsOn !== null && placement.endsOn <= on) continue;
    await supersedePlacement(tx, placement.id);
    if (placement.startsOn > on) continue;
    const { programId, edition, levelCode, startsOn } = placement;
    await openPlacement(tx, { enrollmentId, programId, edition, levelCode, startsOn, endsOn: on });
  }
}
