import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import type { LevelBounds } from "./level-of-care.entity.ts";
import type { CoOccurring, MedicationPolicy, Program, Telehealth } from "./program.entity.ts";
import { programMachine } from "./program.machine.ts";

type Optional<T> = T | null | undefined;

/** What a program says of itself. */
export interface ProgramFigures {
  readonly capacity?: Optional<number>;
  readonly services?: Optional<readonly string[]>;
  readonly treatmentModels?: Optional<readonly string[]>;
  readonly payers?: Optional<readonly string[]>;
  readonly populations?: Optional<readonly string[]>;
  readonly languages?: Optional<readonly string[]>;
  readonly hoursPerWeekMin?: Optional<number>;
  readonly hoursPerWeekMax?: Optional<number>;
  readonly daysPerWeekMin?: Optional<number>;
  readonly daysPerWeekMax?: Optional<number>;
  readonly agesMin?: Optional<number>;
  readonly agesMax?: Optional<number>;
  readonly typicalWeeksMin?: Optional<number>;
  readonly typicalWeeksMax?: Optional<number>;
  readonly coOccurring?: Optional<CoOccurring>;
  readonly medicationPolicy?: Optional<MedicationPolicy>;
  readonly telehealth?: Optional<Telehealth>;
  readonly admissionCriteria?: Optional<string>;
  readonly exclusions?: Optional<string>;
  readonly blockGrant?: Optional<boolean>;
  /** TEDS SUB, 2 to 19. */
  readonly primarySubstanceFocus?: Optional<number>;
}

/** The lists of a program whose words are codes, and the list of codes each draws on. */
export const CODED_LISTS = {
  services: "PROGRAM_SERVICE",
  treatmentModels: "TREATMENT_MODEL",
  payers: "PAYER",
  populations: "POPULATION",
} as const;

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Pairs of bounds: what they are called, and between which numbers they lie. */
const RANGES = [
  ["hoursPerWeek", 0, 168],
  ["daysPerWeek", 0, 7],
  ["ages", 0, 120],
  ["typicalWeeks", 1, 260],
] as const;

/**
 * Checks what can be told without the lists of codes; languages are BCP 47 tags.
 * @throws DomainError INVALID with the path of the field
 */
export function checkFigures(figures: ProgramFigures): void {
  const { capacity, languages, primarySubstanceFocus: substance } = figures;
  if (typeof capacity === "number" && (!Number.isInteger(capacity) || capacity < 0 || capacity > 100_000)) {
    throw invalid("capacity", "A capacity is a whole number from 0 to 100000.");
  }
  for (const field of [...(Object.keys(CODED_LISTS) as (keyof typeof CODED_LISTS)[]), "languages"] as const) {
    if ((figures[field]?.length ?? 0) > 200) throw invalid(field, "This list is too long.");
  }
  const wrong = languages?.findIndex((tag) => !LANGUAGE.test(tag)) ?? -1;
  if (wrong >= 0) throw invalid(["languages", String(wrong)], "This is not a language tag, such as en or es.");
  for (const [name, least, most] of RANGES) checkRange(name, figures[`${name}Min`], figures[`${name}Max`], least, most);
  if (typeof substance === "number" && !(Number.isInteger(substance) && substance >= 2 && substance <= 19)) {
    throw invalid("primarySubstanceFocus", "A substance is a TEDS code from 2 to 19.");
  }
  for (const field of ["admissionCriteria", "exclusions"] as const) {
    if ((figures[field]?.length ?? 0) > 4000) throw invalid(field, "At most 4000 characters.");
  }
}

function checkRange(name: string, min: Optional<number>, max: Optional<number>, least: number, most: number): void {
  for (const [end, value] of [
    ["Min", min],
    ["Max", max],
  ] as const) {
    if (typeof value === "number" && !(value >= least && value <= most))
      throw invalid(`${name}${end}`, `This lies between ${least} and ${most}.`);
  }
  if (typeof min === "number" && typeof max === "number" && min > max)
    throw invalid(`${name}Max`, "The most is below the least.");
}

export const PROGRAM_WARNINGS = ["INTENSITY_OF_NEXT_LEVEL", "BELOW_LEVEL"] as const;
export type ProgramWarningCode = (typeof PROGRAM_WARNINGS)[number];

/** Hours that do not fit the level: said, never refused; programs differ from the book, and the book from edition to edition. */
export function programWarnings(
  program: Pick<Program, "hoursPerWeekMin" | "hoursPerWeekMax">,
  level: LevelBounds,
): { code: ProgramWarningCode; path: string[]; message: string }[] {
  const { minHours, nextLevelHours } = level;
  const [least, most] = [program.hoursPerWeekMin, program.hoursPerWeekMax].map((hours) =>
    hours === null ? null : Number(hours),
  );
  const highest = most ?? least ?? null;
  const warnings: { code: ProgramWarningCode; path: string[]; message: string }[] = [];
  if (nextLevelHours !== null && highest !== null && highest >= nextLevelHours) {
    warnings.push({
      code: "INTENSITY_OF_NEXT_LEVEL",
      path: [typeof most === "number" ? "hoursPerWeekMax" : "hoursPerWeekMin"],
      message: `${nextLevelHours} hours a week and more are the intensity of the next level of care.`,
    });
  }
  if (minHours !== null && typeof least === "number" && least < minHours) {
    warnings.push({
      code: "BELOW_LEVEL",
      path: ["hoursPerWeekMin"],
      message: `This level of care asks for at least ${minHours} hours a week.`,
    });
  }
  return warnings;
}

/** Fields whose value changes, before and after. */
export function changedFields<T extends object>(
  before: T,
  after: Partial<T>,
): Record<string, { from: unknown; to: unknown }> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([field, to]) => [field, { from: before[field as keyof T] ?? null, to: to ?? null }] as const)
      .filter(([, { from, to }]) => !sameValue(from, to)),
  );
}

function sameValue(from: unknown, to: unknown): boolean {
  // A numeric column reads as text: 9.00 is 9.
  if (typeof to === "number" && typeof from === "string") return Number(from) === to;
  return JSON.stringify(from) === JSON.stringify(to);
}

/** Names of the mutations this actor may give this program now. */
export function programActions(actor: Actor, program: Pick<Program, "state" | "published">): string[] {
  if (!can(actor, "program.manage") || program.state === "CLOSED") return [];
  const moves = programMachine.available(program.state, "staff").map((command) => `${command}Program`);
  const listing = program.published ? ["unpublishProgram"] : program.state === "PAUSED" ? [] : ["publishProgram"];
  return ["updateProgram", ...moves, ...listing, "confirmOpenings"];
}
