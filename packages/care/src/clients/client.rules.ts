import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import type { Client } from "./client.entity.ts";

/**
 * A name as search and the duplicate warning see it: family name first, without accents, case or
 * punctuation, so that "O'Brien, Zoë" and "obrien zoe" are one.
 */
export function searchNameOf(familyName: string, givenName: string): string {
  return [familyName, givenName].map(normalise).filter(Boolean).join(" ");
}

/** Words typed into a search, normalised in the same way. */
export function normalise(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/['’`´.-]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** @throws DomainError INVALID unless it is a calendar day, written YYYY-MM-DD */
export function checkDay(day: string, path: string | readonly string[]): string {
  const parsed = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day) {
    throw invalid(path, "This is not a day of the calendar.");
  }
  return day;
}

/** Names of the mutations this actor may give this client now. */
export function clientActions(actor: Actor, client: Pick<Client, "deceasedOn">): string[] {
  const actions: string[] = [];
  if (can(actor, "client.manage")) actions.push("updateClient", "setCoverage");
  if (can(actor, "consent.manage")) actions.push("recordConsent");
  if (client.deceasedOn !== null) return actions;
  if (can(actor, "client.manage")) actions.push("recordDeath");
  if (can(actor, "enrollment.manage")) actions.push("openEnrollment");
  if (can(actor, "referral.send")) actions.push("createReferral");
  return actions;
}
