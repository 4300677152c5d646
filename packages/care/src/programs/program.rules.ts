import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import type { Program } from "./program.entity.ts";
import { programMachine } from "./program.machine.ts";

export interface ProgramFigures {
  readonly capacity?: number | null | undefined;
  readonly services?: readonly string[] | null | undefined;
  readonly payers?: readonly string[] | null | undefined;
  readonly populations?: readonly string[] | null | undefined;
  readonly languages?: readonly string[] | null | undefined;
  readonly hoursPerWeekMin?: number | null | undefined;
  readonly hoursPerWeekMax?: number | null | undefined;
  readonly daysPerWeekMin?: number | null | undefined;
  readonly daysPerWeekMax?: number | null | undefined;
}

const CODE = /^[A-Z0-9][A-Z0-9_.-]{0,39}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const HOURS_IN_WEEK = 168;

/**
 * Checks what a program says of itself. Services, payers and populations are codes in capitals,
 * languages are BCP 47 tags.
 * @throws DomainError INVALID with the path of the field
 */
export function checkFigures(figures: ProgramFigures): void {
  const {
    capacity,
    hoursPerWeekMin: min,
    hoursPerWeekMax: max,
    daysPerWeekMin: minDays,
    daysPerWeekMax: maxDays,
  } = figures;
  if (typeof capacity === "number" && (!Number.isInteger(capacity) || capacity < 0 || capacity > 100_000)) {
    throw invalid("capacity", "A capacity is a whole number from 0 to 100000.");
  }
  for (const field of ["services", "payers", "populations"] as const) checkList(field, figures[field], CODE);
  checkList("languages", figures.languages, LANGUAGE);
  checkRange("hoursPerWeek", min, max, HOURS_IN_WEEK);
  checkRange("daysPerWeek", minDays, maxDays, 7);
}

function checkList(field: string, codes: readonly string[] | null | undefined, form: RegExp): void {
  if (!codes) return;
  if (codes.length > 200) throw invalid(field, "This list is too long.");
  const wrong = codes.findIndex((code) => !form.test(code));
  if (wrong >= 0) throw invalid([field, String(wrong)], "This is not a code of this list.");
}

function checkRange(field: string, min: number | null | undefined, max: number | null | undefined, most: number): void {
  for (const [end, value] of [
    ["Min", min],
    ["Max", max],
  ] as const) {
    if (typeof value === "number" && !(value >= 0 && value <= most))
      throw invalid(`${field}${end}`, `This lies between 0 and ${most}.`);
  }
  if (typeof min === "number" && typeof max === "number" && min > max)
    throw invalid(`${field}Max`, "The most is below the least.");
}

/** Names of the mutations this actor may give this program now. */
export function programActions(actor: Actor, program: Pick<Program, "state" | "published">): string[] {
  if (!can(actor, "program.manage") || program.state === "CLOSED") return [];
  const moves = programMachine.available(program.state, "staff").map((command) => `${command}Program`);
  const listing = program.published ? ["unpublishProgram"] : program.state === "PAUSED" ? [] : ["publishProgram"];
  return ["updateProgram", ...moves, ...listing, "confirmOpenings"];
}
