import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { refreshEntry } from "../directory/index.ts";
import { Program } from "./program.entity.ts";
import type { ProgramCommand } from "./program.machine.ts";
import { programMachine } from "./program.machine.ts";
import type { ProgramChange } from "./program.service.ts";
import { loadProgram, recordStateChange } from "./program.service.ts";

/**
 * Opens, pauses or closes a program now.
 * @throws DomainError ILLEGAL_TRANSITION; CONFLICT (reason PLACES_HELD) when clients still hold places in a program to be closed
 */
export async function setProgramState(
  tx: Transaction,
  input: ProgramChange & { command: ProgramCommand; reason?: string | null | undefined },
): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await loadProgram(tx, input);
  const state = programMachine.next(program.state, input.command, "staff");
  if (state === "CLOSED" && program.placesHeld > 0) {
    throw new DomainError("CONFLICT", "Clients still hold places here; a program is closed when it is empty.", {
      path: ["id"],
      reason: "PLACES_HELD",
    });
  }
  await tx.update(Program, program, { state, ...(state === "CLOSED" ? { published: false } : {}) });
  await recordStateChange(tx, program.id, input.command, input.reason ?? null);
  tx.audit({ action: `program.${input.command}`, subjectType: "program", subjectId: program.id });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}
