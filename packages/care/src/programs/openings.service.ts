import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { refreshEntry } from "../directory/index.ts";
import { Program } from "./program.entity.ts";

/** A person says that the openings shown are right now. */
export async function confirmOpenings(
  tx: Transaction,
  input: { programId: string; expectedVersion?: number | null | undefined },
): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await tx.get(Program, input.programId, { expectedVersion: input.expectedVersion, path: ["id"] });
  await tx.update(Program, program, { openingsConfirmedAt: tx.now });
  tx.audit({ action: "program.confirm-openings", subjectType: "program", subjectId: program.id });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}
