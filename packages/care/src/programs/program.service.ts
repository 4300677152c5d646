import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { refreshEntry } from "../directory/index.ts";
import { localDay } from "./calendar.rules.ts";
import { watchCapacity } from "./capacity-notice.service.ts";
import { Program } from "./program.entity.ts";
import { programMachine } from "./program.machine.ts";
import type { ProgramFigures } from "./program.rules.ts";
import { CODED_LISTS, changedFields, checkFigures } from "./program.rules.ts";
import { scheduleConfirmation } from "./confirmation.service.ts";
import { ProgramCapacity, ProgramRevision } from "./revision.entity.ts";
import type { ProgramChanges } from "./revision.entity.ts";
import { Site } from "./site.entity.ts";
import { ProgramStateChange } from "./state-change.entity.ts";

export interface ProgramInput extends ProgramFigures {
  /** Set where the caller derives ids, so that it may run again. */
  readonly id?: string;
  readonly siteId: string;
  readonly name: string;
  readonly edition: string;
  readonly levelCode: string;
  readonly capacity: number;
  readonly externalId?: string | null | undefined;
}

/** Which program, and the version the caller has seen. */
export interface ProgramChange {
  readonly programId: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Fields that are empty where a program has not said. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  "hoursPerWeekMin",
  "hoursPerWeekMax",
  "daysPerWeekMin",
  "daysPerWeekMax",
  "agesMin",
  "agesMax",
  "typicalWeeksMin",
  "typicalWeeksMax",
  "coOccurring",
  "medicationPolicy",
  "telehealth",
  "admissionCriteria",
  "exclusions",
  "primarySubstanceFocus",
]);

/**
 * A program in preparation: neither open nor listed.
 * @throws DomainError INVALID, NOT_FOUND for a site of nobody or of others, CONFLICT for an external id in use
 */
export async function createProgram(tx: Transaction, input: ProgramInput): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const { id, siteId, name, edition, levelCode, externalId, ...figures } = input;
  const site = await tx.get(Site, siteId, { path: ["siteId"] });
  await requireLevel(tx, edition, levelCode);
  checkFigures(figures);
  await requireCodes(tx, figures);
  const program = await tx.insert(Program, {
    ...(id ? { id } : {}),
    languages: ["en"],
    services: [],
    treatmentModels: [],
    payers: [],
    populations: [],
    blockGrant: false,
    ...given(figures),
    capacity: input.capacity,
    siteId: site.id,
    name: checkedName(name),
    edition,
    levelCode,
    state: programMachine.initial,
    published: false,
    placesHeld: 0,
    externalId: externalId ?? null,
  });
  await recordCapacity(tx, program, site.timeZone);
  tx.audit({ action: "program.create", subjectType: "program", subjectId: program.id });
  return { programId: program.id };
}

/**
 * Changes what a program says of itself. What is left out stays; null empties a field that may be empty.
 * What was there before stays readable, field by field.
 * @throws DomainError INVALID (reason BELOW_PLACES_HELD) for a capacity below the places held; STALE; NOT_FOUND
 */
export async function updateProgram(
  tx: Transaction,
  input: ProgramChange & ProgramFigures & { readonly name?: string | null | undefined },
): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await changeableProgram(tx, input);
  const { programId: _, expectedVersion: __, name, ...figures } = input;
  const changes = { ...given(figures), ...(name ? { name: checkedName(name) } : {}) };
  checkFigures({
    ...changes,
    ...Object.fromEntries(
      ["hoursPerWeek", "daysPerWeek", "ages", "typicalWeeks"].flatMap((range) =>
        [`${range}Min`, `${range}Max`].map((field) => [
          field,
          numberOrNull({ ...program, ...changes }[field as "agesMin"]),
        ]),
      ),
    ),
  } as ProgramFigures);
  await requireCodes(tx, figures);
  if (typeof changes.capacity === "number" && changes.capacity < program.placesHeld) {
    throw invalid("capacity", "More places are held than that; the capacity stays.", "BELOW_PLACES_HELD");
  }
  const changed = changedFields<Program>(program, changes);
  const updated = await tx.update(Program, program, changes);
  if ("capacity" in changed) await recordCapacity(tx, updated, await timeZoneOf(tx, program.id));
  if ("capacity" in changed || "blockGrant" in changed) await watchFullness(tx, program, updated);
  if ("capacity" in changed) tx.emit({ type: "program.capacity-changed", subjectId: program.id, refIds: {} });
  await recordRevision(tx, program.id, changed);
  tx.audit({
    action: "program.update",
    subjectType: "program",
    subjectId: program.id,
    fields: Object.keys(changed),
  });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/** A smaller program, or one that a block grant pays from now on, may be nearly full by that alone. */
async function watchFullness(tx: Transaction, before: Program, after: Program): Promise<void> {
  // A place may have been taken since the program was read; its row is locked from here on.
  const [row] = await tx.query<{ held: number }>("select places_held as held from programs where id = $1", [after.id]);
  const placesHeld = row?.held ?? after.placesHeld;
  await watchCapacity(tx, after.id, { ...before, placesHeld }, { ...after, placesHeld });
  if (before.blockGrant !== after.blockGrant)
    tx.emit({ type: "program.block-grant-changed", subjectId: after.id, refIds: {} });
}

/**
 * Lists the program in the directory; a draft is opened by it. Who publishes says that the openings are right.
 * @throws DomainError CONFLICT (reason NOT_LIVE) while the organisation is not live; ILLEGAL_TRANSITION for a paused or closed program
 */
export async function publishProgram(tx: Transaction, input: ProgramChange): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await loadProgram(tx, input);
  const opens = program.state !== "ACTIVE";
  const state = opens ? programMachine.next(program.state, "open", "staff") : program.state;
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
  await tx.update(Program, program, { state, published: true, openingsConfirmedAt: tx.now });
  if (opens) await recordStateChange(tx, program.id, "open", null);
  await recordRevision(tx, program.id, changedFields<Program>(program, { published: true }));
  scheduleConfirmation(tx, program.id);
  tx.audit({ action: "program.publish", subjectType: "program", subjectId: program.id });
  tx.emit({ type: "program.published", subjectId: program.id, refIds: {} });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/** Takes the program out of the directory; its state stays. */
export async function unpublishProgram(tx: Transaction, input: ProgramChange): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await changeableProgram(tx, input);
  await tx.update(Program, program, { published: false });
  await recordRevision(tx, program.id, changedFields<Program>(program, { published: false }));
  tx.audit({ action: "program.unpublish", subjectType: "program", subjectId: program.id });
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

export function loadProgram(tx: Transaction, input: ProgramChange): Promise<Program> {
  return tx.get(Program, input.programId, { expectedVersion: input.expectedVersion, path: ["id"] });
}

/** The same, with no place in it taken or given back until this transaction ends. */
export async function loadStillProgram(tx: Transaction, input: ProgramChange): Promise<Program> {
  await tx.query("select from programs where id = $1 for update", [input.programId]);
  return loadProgram(tx, input);
}

/** @throws DomainError ILLEGAL_TRANSITION for a closed program; STALE; NOT_FOUND */
export async function changeableProgram(tx: Transaction, input: ProgramChange): Promise<Program> {
  const program = await loadProgram(tx, input);
  if (program.state !== "CLOSED") return program;
  throw new DomainError("ILLEGAL_TRANSITION", "A closed program is not changed.", {
    path: ["state"],
    reason: "CLOSED",
  });
}

/** Keeps who changed what, from what to what; nothing where nothing changed. */
export async function recordRevision(tx: Transaction, programId: string, changes: ProgramChanges): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await tx.insert(ProgramRevision, { programId, at: tx.now, changedBy: memberOf(tx), changes });
}

/** Keeps a change of state that takes effect now. */
export async function recordStateChange(
  tx: Transaction,
  programId: string,
  command: ProgramStateChange["command"],
  reason: string | null,
): Promise<void> {
  await tx.insert(ProgramStateChange, {
    programId,
    command,
    effectiveOn: localDay(tx.now, await timeZoneOf(tx, programId)),
    reason,
    decidedBy: memberOf(tx),
    recordedAt: tx.now,
    takenEffectAt: tx.now,
  });
}

/** The member who acts; null for an API client, a link and the system. */
export function memberOf(tx: Transaction): string | null {
  return tx.actor.kind === "person" ? tx.actor.id : null;
}

async function recordCapacity(
  tx: Transaction,
  program: Pick<Program, "id" | "capacity">,
  timeZone: string,
): Promise<void> {
  await tx.insert(ProgramCapacity, {
    programId: program.id,
    capacity: program.capacity,
    startsOn: localDay(tx.now, timeZone),
    recordedAt: tx.now,
  });
}

/** The figures that are said; null is said only of what may be empty. */
function given(figures: ProgramFigures): Partial<Program> {
  return Object.fromEntries(
    Object.entries(figures)
      .filter(([field, value]) => value !== undefined && (value !== null || MAY_BE_EMPTY.has(field)))
      .map(([field, value]) => [field, typeof value === "string" ? value.trim() || null : value]),
  ) as Partial<Program>;
}

const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 200) throw invalid("name", "A name has 1 to 200 characters.");
  return trimmed;
}

async function requireLevel(tx: Transaction, edition: string, code: string): Promise<void> {
  const levels = await tx.query("select from levels_of_care where edition = $1 and code = $2", [edition, code]);
  if (levels.length === 0) throw invalid("levelCode", "This edition has no such level of care.");
}

/** @throws DomainError INVALID (reason UNKNOWN_CODE) with the path of the first word that is no code of its list */
async function requireCodes(tx: Transaction, figures: ProgramFigures): Promise<void> {
  for (const [field, system] of Object.entries(CODED_LISTS)) {
    const codes = figures[field as keyof typeof CODED_LISTS];
    if (codes?.length) await requireCodesOf(tx, system, codes, (index) => [field, String(index)]);
  }
}

/** @throws DomainError INVALID (reason UNKNOWN_CODE) */
export async function requireCodesOf(
  tx: Transaction,
  system: string,
  codes: readonly string[],
  pathOf: (index: number) => string[],
): Promise<void> {
  const known = await tx.query<{ code: string }>("select code from codes where system = $1 and code = any($2)", [
    system,
    codes,
  ]);
  const wrong = codes.findIndex((code) => !known.some((row) => row.code === code));
  if (wrong >= 0) throw invalid(pathOf(wrong), `This is not a code of the list ${system}.`, "UNKNOWN_CODE");
}
