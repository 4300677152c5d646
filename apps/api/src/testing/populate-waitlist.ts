import { CapacityNotice, WaitlistEntry, updateProgram } from "@causeway/care";
import { activeEnrollment, openProgram, waitingEnrollment } from "@causeway/care/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";
import type { TestApi } from "./open-test-api.ts";

/** Somebody who waits for a block-grant program that is full, and the notice that it is. */
export async function populateWaitlist(
  { db }: TestApi,
  self: OrganisationUnderTest,
  siteId: string,
): Promise<Record<string, string>> {
  const owner = self.actor("OWNER");
  const { programId } = await openProgram(db, owner, { siteId, published: false, name: "Small group", capacity: 2 });
  await activeEnrollment(db, owner, { programId });
  await db.run(owner, (tx) => updateProgram(tx, { programId, blockGrant: true, capacity: 1 }));
  const wait = { waitingReason: "NO_PLACE", priorityReasons: ["INJECTS"], statedBy: "CLIENT" } as const;
  const { enrollmentId } = await waitingEnrollment(db, owner, { programId, wait });
  return db.run(owner, async (tx) => {
    const entry = await tx.findOne(WaitlistEntry, { enrollmentId });
    const notice = await tx.findOne(CapacityNotice, { programId });
    return {
      waitlist_entry: encodeId("waitlist_entry", entry?.id ?? ""),
      capacity_notice: encodeId("capacity_notice", notice?.id ?? ""),
    };
  });
}
