import { randomInt } from "node:crypto";
import { fromString, fromUUID, getType, toUUID } from "typeid-js";
import { v7 } from "uuid";
import type { Clock } from "./clock.ts";
import { systemClock } from "./clock.ts";
import { DomainError } from "./errors.ts";

let lastMilliseconds = -1;
let sequence = 0;

/**
 * UUIDv7 by the given clock: sortable by time of creation, and within one millisecond in the order
 * in which this process asked, so that two events of one transaction are never told the wrong way round.
 */
export function newId(clock: Clock = systemClock): string {
  const msecs = clock.now().getTime();
  // 32 bits of the id are the counter, begun anywhere in the lower half; 42 random bits remain.
  sequence = msecs === lastMilliseconds ? sequence + 1 : randomInt(2 ** 31);
  lastMilliseconds = msecs;
  return v7({ msecs, seq: sequence });
}

/**
 * The id as partners see it: `referral_01h455vb4pex5vsknk084sn02q` (TypeID over the UUID).
 * @param prefix the record's kind, lower snake case
 */
export function encodeId(prefix: string, uuid: string): string {
  return fromUUID(uuid, prefix).toString();
}

/**
 * The UUID of a TypeID of the given kind.
 * @throws DomainError INVALID when it is not an id of that kind; the value is never echoed.
 */
export function decodeId(prefix: string, id: string, path: readonly string[] = ["id"]): string {
  try {
    return toUUID(fromString(id, prefix));
  } catch {
    throw new DomainError("INVALID", `This is not the id of a ${prefix.replaceAll("_", " ")}.`, { path });
  }
}

/** The kind named by a TypeID, or null when it is not one. */
export function kindOfId(id: string): string | null {
  try {
    return getType(fromString(id)) || null;
  } catch {
    return null;
  }
}
