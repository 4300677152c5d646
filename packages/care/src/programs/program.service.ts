import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { refreshEntry } from "../directory/index.ts";
import { Program } from "./program.entity.ts";
import type { ProgramCommand } from "./program.machine.ts";
import { programMachine } from "./program.machine.ts";
import { checkFigures } from "./program.rules.ts";
import type { ProgramFigures } from "./program.rules.ts";
import { Site } from "./site.entity.ts";

export interface ProgramInput extends ProgramFigures {
  readonly siteId: string;
  readonly name: string;
  readonly edition: string;
  readonly levelCode: string;
  readonly capacity: number;
  readonly externalId?: string | null | undefined;
}

type ProgramChanges = ProgramFigures & { readonly name?: string | null | undefined };

interface Change {
  readonly programId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * A program in preparation: neither open nor listed.
 * @throws DomainError INVALID, NOT_FOUND for a site of nobody or of others, CONFLICT for an external id in use
 */
export async function createProgram(tx: Transaction, input: ProgramInput): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const site = await tx.get(Site, input.siteId, { path: ["siteId"] });
  await requireLevel(tx, input.edition, input.levelCode);
  checkFigures(input);
  const program = await tx.insert(Program, {
    siteId: site.id,
    name: checkedName(input.name),
    edition: input.edition,
    levelCode: input.levelCode,
    state: "DRAFT",
    published: false,
    capacity: input.capacity,
    placesHeld: 0,
    services: [...(input.services ?? [])],
    payers: [...(input.payers ?? [])],
    populations: [...(input.populations ?? [])],
    languages: [...(input.languages ?? ["en"])],
    hoursPerWeekMin: input.hoursPerWeekMin ?? null,
    hoursPerWeekMax: input.hoursPerWeekMax ?? null,
    daysPerWeekMin: input.daysPerWeekMin ?? null,
    daysPerWeekMax: input.daysPerWeekMax ?? null,
    externalId: input.externalId ?? null,
  });
  tx.audit({ action: "program.create", subjectType: "program", subjectId: program.id });
  return { programId: program.id };
}

/**
 * Changes what a program says of itself; fields left out or null stay.
 * @throws DomainError INVALID (reason BELOW_PLACES_HELD) for a capacity below the places held; STALE; NOT_FOUND
 */
export async function updateProgram(tx: Transaction, input: Change & ProgramChanges): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await load(tx, input);
  if (program.state === "CLOSED") throw closed();
  const { programId: _, expectedVersion: __, name, ...figures } = input;
  const given = Object.fromEntries(
    Object.entries(figures).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<Program>;
  checkFigures({
    ...figures,
    hoursPerWeekMin: Number(given.hoursPerWeekMin ?? program.hoursPerWeekMin ?? 0),
    hoursPerWeekMax: Number(given.hoursPerWeekMax ?? program.hoursPerWeekMax ?? 168),
    daysPerWeekMin: given.daysPerWeekMin ?? program.daysPerWeekMin ?? 0,
    daysPerWeekMax: given.daysPerWeekMax ?? program.daysPerWeekMax ?? 7,
  });
  if (typeof input.capacity === "number" && input.capacity < program.placesHeld) {
    throw invalid("capacity", "More places are held than that; the capacity stays.", "BELOW_PLACES_HELD");
  }
  await tx.update(Program, program, { ...given, ...(name ? { name: checkedName(name) } : {}) });
  tx.audit({ action: "program.update", subjectType: "program", subjectId: program.id, fields: Object.keys(given) });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/**
 * Opens, pauses or closes a program.
 * @throws DomainError ILLEGAL_TRANSITION; CONFLICT (reason PLACES_HELD) when clients still hold places in a program to be closed
 */
export async function setProgramState(
  tx: Transaction,
  input: Change & { command: ProgramCommand },
): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await load(tx, input);
  const state = programMachine.next(program.state, input.command, "staff");
  if (state === "CLOSED" && program.placesHeld > 0) {
    throw new DomainError("CONFLICT", "Clients still hold places here; a program is closed when it is empty.", {
      path: ["id"],
      reason: "PLACES_HELD",
    });
  }
  await tx.update(Program, program, { state, ...(state === "CLOSED" ? { published: false } : {}) });
  tx.audit({ action: `program.${input.command}`, subjectType: "program", subjectId: program.id });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/**
 * Lists the program in the directory; a draft is opened by it.
 * @throws DomainError CONFLICT (reason NOT_LIVE) while the organisation is not live; ILLEGAL_TRANSITION for a paused or closed program
 */
export async function publishProgram(tx: Transaction, input: Change): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await load(tx, input);
  const state = program.state === "ACTIVE" ? program.state : programMachine.next(program.state, "open", "staff");
  if (program.state === "PAUSED") {
    throw new DomainError("ILLEGAL_TRANSITION", "A paused program is opened before it is published.", {
      path: ["state"],
      reason: program.state,
    });
  }
  const [organisation] = await tx.query<{ status: string }>("select status from organisations where id = $1", [
    tx.actor.organisationId,
  ]);
  if (organisation?.status !== "LIVE") {
    throw new DomainError("CONFLICT", "The organisation is not live yet.", { path: ["id"], reason: "NOT_LIVE" });
  }
  await tx.update(Program, program, { state, published: true });
  tx.audit({ action: "program.publish", subjectType: "program", subjectId: program.id });
  tx.emit({ type: "program.published", subjectId: program.id, refIds: {} });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/** Takes the program out of the directory; its state stays. */
export async function unpublishProgram(tx: Transaction, input: Change): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await load(tx, input);
  if (program.state === "CLOSED") throw closed();
  await tx.update(Program, program, { published: false });
  tx.audit({ action: "program.unpublish", subjectType: "program", subjectId: program.id });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/** A person says that the openings shown are right now. */
export async function confirmOpenings(tx: Transaction, input: Change): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await load(tx, input);
  await tx.update(Program, program, { openingsConfirmedAt: tx.now });
  tx.audit({ action: "program.confirm-openings", subjectType: "program", subjectId: program.id });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/** IANA zone of the program's site, in which its days are counted. */
export async function timeZoneOf(tx: Transaction, programId: string): Promise<string> {
  const [row] = await tx.query<{ time_zone: string }>(
    "select s.time_zone from programs p join sites s on s.id = p.site_id where p.id = $1",
    [programId],
  );
  return row?.time_zone ?? "UTC";
}

function load(tx: Transaction, input: Change): Promise<Program> {
  return tx.get(Program, input.programId, { expectedVersion: input.expectedVersion, path: ["id"] });
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 200) throw invalid("name", "A name has 1 to 200 characters.");
  return trimmed;
}

async function requireLevel(tx: Transaction, edition: string, code: string): Promise<void> {
  const levels = await tx.query("select from levels_of_care where edition = $1 and code = $2", [edition, code]);
  if (levels.length === 0) throw invalid("levelCode", "This edition has no such level of care.");
}

function closed(): DomainError {
  return new DomainError("ILLEGAL_TRANSITION", "A closed program is not changed.", {
    path: ["state"],
    reason: "CLOSED",
  });
}
