import { namedReceiver } from "@causeway/care/factory";
import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { encodeId } from "@causeway/kernel";

/** A receiver off the platform, which nobody else finds. */
export async function populateOutside(db: Database, owner: Actor): Promise<Readonly<Record<string, string>>> {
  const { receiverId, programId } = await namedReceiver(db, owner);
  return {
    outside_receiver: encodeId("outside_receiver", receiverId),
    outside_program: encodeId("program", programId),
  };
}
