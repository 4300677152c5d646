import { DomainError, invalid } from "@causeway/kernel";
import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { checkDay } from "../clients/index.ts";

export const LONGEST_TEXT = 4000;

/**
 * Words of a person, without blanks around them.
 * @throws DomainError INVALID when empty or longer than `most` characters
 */
export function words(value: string, path: string | readonly string[], most = LONGEST_TEXT): string {
  const trimmed = value.trim();
  if (trimmed.length < 1 || trimmed.length > most) throw invalid(path, `This has 1 to ${most} characters.`);
  return trimmed;
}

/** The same where nothing may be said: null then. */
export function optionalWords(
  value: string | null | undefined,
  path: string | readonly string[],
  most = LONGEST_TEXT,
): string | null {
  return value === null || value === undefined || value.trim() === "" ? null : words(value, path, most);
}

/** @throws DomainError INVALID unless it is a day that is not after today */
export function pastDay(day: string, today: string, path: string): string {
  if (checkDay(day, path) > today) throw invalid(path, "This lies in the future.", "FUTURE");
  return day;
}

/** @throws DomainError INVALID unless the value is of the list */
export function oneOf<T extends string>(list: readonly T[], value: T, path: string | readonly string[]): T {
  if (!list.includes(value)) throw invalid(path, "This is not a word of the list.");
  return value;
}

/** The membership behind an act; null for a machine. */
export function authorOf(actor: Actor): string | null {
  return actor.kind === "person" ? actor.id : null;
}

export function conflict(path: string | readonly string[], message: string, reason: string): DomainError {
  return new DomainError("CONFLICT", message, { path: [path].flat(), reason });
}

export function mayTreat(actor: Actor): boolean {
  return can(actor, "treatment.manage");
}
