import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { refreshEntry } from "../directory/index.ts";
import { checkDay, localDay, startOfDay } from "./calendar.rules.ts";
import { scheduleConfirmation } from "./confirmation.service.ts";
import { Program } from "./program.entity.ts";
import { takeStateChange } from "./program.jobs.ts";
import type { ProgramCommand } from "./program.machine.ts";
import { programMachine } from "./program.machine.ts";
import type { ProgramChange } from "./program.service.ts";
import { loadProgram, loadStillProgram, memberOf, timeZoneOf } from "./program.service.ts";
import { ProgramStateChange } from "./state-change.entity.ts";

interface StateCommand extends ProgramChange {
  readonly command: ProgramCommand;
  readonly reason?: string | null | undefined;
}

/**
 * Opens, pauses or closes a program now.
 * @throws DomainError ILLEGAL_TRANSITION; CONFLICT (reason PLACES_HELD) when clients still hold places in a program to be closed
 */
export async function setProgramState(tx: Transaction, input: StateCommand): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await loadStillProgram(tx, input);
  await move(tx, program, input.command);
  await tx.insert(ProgramStateChange, {
    ...decided(tx, input),
    effectiveOn: localDay(tx.now, await timeZoneOf(tx, program.id)),
    takenEffectAt: tx.now,
  });
  return { programId: program.id };
}

/**
 * The same for a later day: it takes effect as that day begins where the program is.
 * @param input.effectiveOn YYYY-MM-DD
 * @throws DomainError INVALID (reason NOT_AHEAD); CONFLICT (reason PLANNED) while another is planned; ILLEGAL_TRANSITION
 */
export async function planProgramState(
  tx: Transaction,
  input: StateCommand & { effectiveOn: string },
): Promise<{ programId: string; stateChangeId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await loadProgram(tx, input);
  programMachine.next(program.state, input.command, "staff");
  const zone = await timeZoneOf(tx, program.id);
  const effectiveOn = checkDay(input.effectiveOn, "effectiveOn");
  if (effectiveOn <= localDay(tx.now, zone)) throw invalid("effectiveOn", "A plan is for a later day.", "NOT_AHEAD");
  if (await plannedChange(tx, program.id)) {
    throw new DomainError("CONFLICT", "Another change is planned; take that one back first.", {
      path: ["effectiveOn"],
      reason: "PLANNED",
    });
  }
  await tx.update(Program, program, {});
  const change = await tx.insert(ProgramStateChange, { ...decided(tx, input), effectiveOn });
  tx.schedule({
    job: takeStateChange.name,
    subjectId: change.id,
    dueAt: startOfDay(effectiveOn, zone),
    key: `state:${change.id}`,
  });
  tx.audit({ action: `program.plan-${input.command}`, subjectType: "program", subjectId: program.id });
  return { programId: program.id, stateChangeId: change.id };
}

/**
 * Takes the planned change back.
 * @throws DomainError NOT_FOUND where none is planned; STALE
 */
export async function cancelStateChange(tx: Transaction, input: ProgramChange): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await loadProgram(tx, input);
  const change = await plannedChange(tx, program.id);
  if (!change) throw notFound("planned change");
  await tx.update(ProgramStateChange, change, { cancelledAt: tx.now });
  await tx.update(Program, program, {});
  tx.audit({ action: "program.cancel-plan", subjectType: "program", subjectId: program.id });
  return { programId: program.id };
}

/** The planned change whose day has come; null when it was taken back, done or is not due. */
export async function dueStateChange(tx: Transaction, stateChangeId: string): Promise<ProgramStateChange | null> {
  const change = await tx.findOne(ProgramStateChange, { id: stateChangeId });
  if (!change || change.takenEffectAt !== null || change.cancelledAt !== null) return null;
  return localDay(tx.now, await timeZoneOf(tx, change.programId)) < change.effectiveOn ? null : change;
}

/** Does what was planned; a plan that the program's state has overtaken ends without effect. */
export async function takeStateChangeIntoEffect(tx: Transaction, change: ProgramStateChange): Promise<void> {
  const program = await loadStillProgram(tx, change);
  const overtaken = !programMachine.available(program.state, "staff").includes(change.command);
  if (!overtaken) await move(tx, program, change.command);
  await tx.update(ProgramStateChange, change, overtaken ? { cancelledAt: tx.now } : { takenEffectAt: tx.now });
}

async function move(tx: Transaction, program: Program, command: ProgramCommand): Promise<void> {
  const state = programMachine.next(program.state, command, "staff");
  if (state === "CLOSED" && program.placesHeld > 0) {
    throw new DomainError("CONFLICT", "Clients still hold places here; a program is closed when it is empty.", {
      path: ["id"],
      reason: "PLACES_HELD",
    });
  }
  await tx.update(Program, program, { state, ...(state === "CLOSED" ? { published: false } : {}) });
  if (command === "open" && program.published)
    scheduleConfirmation(tx, program.id, program.openingsConfirmedAt ?? tx.now);
  if (command === "open") tx.emit({ type: "program.opened", subjectId: program.id, refIds: {} });
  tx.audit({ action: `program.${command}`, subjectType: "program", subjectId: program.id });
  await refreshEntry(tx, program.id);
}

async function plannedChange(tx: Transaction, programId: string): Promise<ProgramStateChange | null> {
  const changes = await tx.find(ProgramStateChange, { programId });
  return changes.find((change) => change.takenEffectAt === null && change.cancelledAt === null) ?? null;
}

function decided(tx: Transaction, input: StateCommand): Partial<ProgramStateChange> {
  const reason = input.reason?.trim() || null;
  if (reason !== null && reason.length > 500) throw invalid("reason", "A reason has at most 500 characters.");
  return { programId: input.programId, command: input.command, reason, decidedBy: memberOf(tx), recordedAt: tx.now };
}
