import { invalid } from "@causeway/kernel";

/** Why a recipient declines. An offer of a waiting list is not a decline. */
export const DECLINE_REASONS = [
  "NO_CAPACITY",
  "LEVEL_TOO_LOW",
  "LEVEL_TOO_HIGH",
  "MEDICAL_ACUITY",
  "PSYCH_ACUITY",
  "WITHDRAWAL_RISK",
  "AGE_OR_POPULATION",
  "BEHAVIOURAL_HISTORY",
  "OUT_OF_NETWORK",
  "NO_AUTHORISATION",
  "INCOMPLETE_INFO",
  "UNREACHABLE",
  "CLIENT_DECLINED",
  "DISTANCE",
  "DUPLICATE",
  "CONFLICT",
  "OTHER",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/**
 * The note of a decline, trimmed; null when there is none.
 * @throws DomainError INVALID when the reason is OTHER and nothing explains it
 */
export function declineNote(reason: DeclineReason, note: string | null | undefined): string | null {
  const words = note?.trim() ?? "";
  if (reason === "OTHER" && words.length === 0)
    throw invalid("note", "A reason that is not of the list is put in words.", "NOTE_NEEDED");
  return checkedText("note", words, 2000) || null;
}

/** @throws DomainError INVALID when the text is longer than allowed */
export function checkedText(path: string, text: string, most: number): string {
  if (text.length > most) throw invalid(path, `This has at most ${most} characters.`);
  return text;
}
