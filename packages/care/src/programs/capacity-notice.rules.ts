import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { CapacityNotice } from "./capacity-notice.entity.ts";

export interface Fullness {
  readonly placesHeld: number;
  readonly capacity: number;
  /** Paid by a federal block grant. */
  readonly blockGrant: boolean;
}

/** 45 CFR 96.126(a): a block-grant program at 90 % of its capacity or above. */
export function isNearlyFull({ placesHeld, capacity, blockGrant }: Fullness): boolean {
  return blockGrant && capacity > 0 && placesHeld * 10 >= capacity * 9;
}

/** Once a crossing: only who was below and is not any more. */
export function reachesNearlyFull(before: Fullness, after: Fullness): boolean {
  return isNearlyFull(after) && !isNearlyFull(before);
}

/** Names of the mutations this actor may give this notice now. */
export function capacityNoticeActions(actor: Actor, notice: Pick<CapacityNotice, "sentOn">): string[] {
  return can(actor, "program.manage") && notice.sentOn === null ? ["recordCapacityNotice"] : [];
}
