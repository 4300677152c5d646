import { invalid } from "@causeway/kernel";

/**
 * The de-identified enquiry: all that a recipient sees before a packet opens. Age as a band, the
 * payer as a class, needs as codes; no dates, no place, no words of the sender about the person
 * (45 CFR 164.514(b) in spirit: nothing here names or singles out).
 */
export const AGE_BANDS = ["UNDER_18", "FROM_18_TO_25", "FROM_26_TO_44", "FROM_45_TO_64", "FROM_65", "UNKNOWN"] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/**
 * @param birthDate YYYY-MM-DD
 * @param today YYYY-MM-DD
 */
export function ageBand(birthDate: string | null, today: string): AgeBand {
  if (birthDate === null) return "UNKNOWN";
  const years =
    Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (today.slice(5) < birthDate.slice(5) ? 1 : 0);
  if (years < 0 || Number.isNaN(years)) return "UNKNOWN";
  if (years < 18) return "UNDER_18";
  if (years < 26) return "FROM_18_TO_25";
  if (years < 45) return "FROM_26_TO_44";
  return years < 65 ? "FROM_45_TO_64" : "FROM_65";
}

const NEED = /^[A-Z][A-Z0-9_]{1,39}$/;

/** Needs are codes, so that no free words about a person travel before consent is used. */
export function checkNeeds(needs: readonly string[]): string[] {
  if (needs.length > 20) throw invalid("needs", "There are at most 20 needs.");
  const wrong = needs.findIndex((need) => !NEED.test(need));
  if (wrong >= 0) throw invalid(["needs", String(wrong)], "A need is a code in capitals.");
  return [...new Set(needs)];
}
