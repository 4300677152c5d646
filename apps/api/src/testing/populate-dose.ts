import { recomputeWeeks } from "@causeway/care";
import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";

/** The weeks of a stay, as the worker would have computed them. */
export async function populateDose(db: Database, owner: Actor, stay: { readonly enrollmentId: string }): Promise<void> {
  await db.run(owner, (tx) => recomputeWeeks(tx, [stay.enrollmentId]));
}
