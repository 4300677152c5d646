import type { Transaction } from "@causeway/database";
import { DomainError, notFound } from "@causeway/kernel";
import { refreshOpenings } from "../directory/index.ts";
import type { Fullness } from "./capacity-notice.rules.ts";
import { watchCapacity } from "./capacity-notice.service.ts";

/**
 * Takes a place: one conditional update, so that two at once for the last place cannot both have it.
 * @throws DomainError NO_PLACE (reason FULL or NOT_OPEN); NOT_FOUND
 */
export async function holdPlace(
  tx: Transaction,
  programId: string,
  path: readonly string[] = ["programId"],
): Promise<void> {
  const [after] = await tx.query<Fullness>(
    `update programs set places_held = places_held + 1 where id = $1 and state = 'ACTIVE' and places_held < capacity
     returning places_held as "placesHeld", capacity, block_grant as "blockGrant"`,
    [programId],
  );
  if (after) {
    await refreshOpenings(tx, programId);
    return watchCapacity(tx, programId, { ...after, placesHeld: after.placesHeld - 1 }, after);
  }
  const [program] = await tx.query<{ state: string }>("select state from programs where id = $1", [programId]);
  if (!program) throw notFound("program", path);
  throw program.state === "ACTIVE"
    ? new DomainError("NO_PLACE", "The program has no free place.", { path, reason: "FULL" })
    : new DomainError("NO_PLACE", "The program is not open to new clients.", { path, reason: "NOT_OPEN" });
}

/** Gives a held place back. */
export async function releasePlace(tx: Transaction, programId: string): Promise<void> {
  const released = await tx.change(
    "update programs set places_held = places_held - 1 where id = $1 and places_held > 0",
    [programId],
  );
  if (released !== 1) throw new DomainError("INTERNAL", "A place was given back that nobody held.");
  await refreshOpenings(tx, programId);
}

/**
 * Takes the places that are new and gives back those no longer needed. Rows are locked in the order
 * of their ids, so that two clients changing places do not wait for each other.
 */
export async function rearrangePlaces(
  tx: Transaction,
  before: readonly string[],
  after: readonly string[],
  path: readonly string[] = ["programId"],
): Promise<void> {
  const changed = [...new Set([...before, ...after])].filter((id) => before.includes(id) !== after.includes(id));
  for (const id of changed.toSorted()) {
    if (after.includes(id)) await holdPlace(tx, id, path);
    else await releasePlace(tx, id);
  }
}
