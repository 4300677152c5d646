import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { z } from "zod";
import { DeadLetter } from "./dead-letter.entity.ts";

/** The subject is the dispatch. The application may not write the queue; the worker may. */
export const replayDispatch = { name: "queue.replay-dispatch", schema: z.object({}) };

/**
 * Has a dead job of this organisation done after all; its effects are guarded, so that what it had done is not repeated.
 * @throws DomainError ILLEGAL_TRANSITION when it is not dead, or no longer
 */
export async function replayDeadLetter(
  tx: Transaction,
  input: { deadLetterId: string },
): Promise<{ deadLetterId: string }> {
  authorise(tx.actor, "queue.manage");
  const letter = await tx.get(DeadLetter, input.deadLetterId);
  if (letter.deadAt === null || letter.doneAt !== null) {
    throw new DomainError("ILLEGAL_TRANSITION", "This job is not dead, or no longer.", { path: ["deadLetterId"] });
  }
  tx.audit({ action: "queue.replay", subjectType: "dispatch", subjectId: letter.id });
  tx.schedule({
    job: replayDispatch.name,
    subjectId: letter.id,
    dueAt: tx.now,
    key: `replay ${letter.id} ${letter.deadAt.toISOString()}`,
  });
  return { deadLetterId: letter.id };
}
