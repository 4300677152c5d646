import type { Transaction } from "@causeway/database";
import { Alumnus, CheckIn } from "./alumnus.entity.ts";
import { alumnusMachine, checkInMachine } from "./check-in.machine.ts";

/** Job after a discharge that was taken back: nobody is asked how they are after a stay that goes on. */
export async function stopFollowing(tx: Transaction, enrollmentId: string): Promise<void> {
  const alumnus = await tx.findOne(Alumnus, { enrollmentId, state: "FOLLOWED" });
  if (alumnus) await end(tx, alumnus);
}

/** No further question to this client: after an opt-out from everything, a death, or do-not-contact. */
export async function endFollowing(tx: Transaction, clientId: string): Promise<void> {
  for (const alumnus of await tx.find(Alumnus, { clientId, state: "FOLLOWED" })) await end(tx, alumnus);
}

async function end(tx: Transaction, alumnus: Alumnus): Promise<void> {
  await tx.update(Alumnus, alumnus, { state: alumnusMachine.next(alumnus.state, "end", "system") });
  for (const checkIn of await tx.find(CheckIn, { alumnusId: alumnus.id, state: "DUE" })) {
    await tx.update(CheckIn, checkIn, {
      state: checkInMachine.next(checkIn.state, "cancel", "system"),
      completedAt: tx.now,
    });
  }
}
