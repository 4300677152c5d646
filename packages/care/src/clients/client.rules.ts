import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import { pointOfPostalCode, timeZoneAt } from "../directory/index.ts";
import { checkDay, localDay } from "../programs/index.ts";
import type { Client, ClientDetails, ReachChannel } from "./client.entity.ts";

export { checkDay };

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

const EASTMOST_ZONE = "Pacific/Kiritimati";

/** @throws DomainError INVALID for a day that has begun nowhere on earth yet, or that is none */
export function checkPastDay(now: Date, day: string, path: string): string {
  if (checkDay(day, path) > localDay(now, EASTMOST_ZONE)) throw invalid(path, "This day has not come yet.");
  return day;
}

/** @throws DomainError INVALID unless it is absent or a whole number within the bounds */
export function checkCode(code: number | null | undefined, least: number, most: number, path: string): void {
  if (code === null || code === undefined) return;
  if (!Number.isInteger(code) || code < least || code > most)
    throw invalid(path, `This is a whole number from ${least} to ${most}.`);
}

/** A text without blanks around it; null where nothing is left. */
export function trimmed(text: string | null | undefined, path: string, most = 200): string | null {
  const words = text?.trim() ?? "";
  if (words.length > most) throw invalid(path, `This has at most ${most} characters.`);
  return words || null;
}

/** IANA zone that a client lives in: by their own word, else by their ZIP code; null where neither tells. */
export function zoneOfClient(given: string | null, postalCode: string | null): string | null {
  const point = given === null && postalCode !== null ? pointOfPostalCode(postalCode) : null;
  return given ?? (point && timeZoneAt(point));
}

/** Channels on which nobody but the client is met (rule `contact-safe-address`). */
export function safeChannels(
  details: Pick<
    ClientDetails,
    "email" | "emailSafe" | "phone" | "phoneSafe" | "phoneShared" | "postalCode" | "homeMailAllowed"
  >,
): ReachChannel[] {
  const phone = details.phone !== null && details.phoneSafe && !details.phoneShared;
  return [
    ...(details.email !== null && details.emailSafe ? (["EMAIL"] as const) : []),
    ...(phone ? (["SMS", "VOICE"] as const) : []),
    ...(details.postalCode !== null && details.homeMailAllowed ? (["MAIL"] as const) : []),
  ];
}

/** Names of the mutations this actor may give this client now. */
export function clientActions(actor: Actor, client: Pick<Client, "deceasedOn">): string[] {
  const actions: string[] = [];
  if (can(actor, "client.manage"))
    actions.push("updateClient", "recordSubstances", "recordCircumstances", "setCoverage", "addCareTeamMember");
  if (can(actor, "client.merge")) actions.push("mergeClients");
  if (can(actor, "consent.manage")) actions.push("recordConsent");
  if (client.deceasedOn !== null) return actions;
  if (can(actor, "client.manage")) actions.push("recordDeath");
  if (can(actor, "enrollment.manage")) actions.push("openEnrollment");
  if (can(actor, "referral.send")) actions.push("createReferral");
  return actions;
}
