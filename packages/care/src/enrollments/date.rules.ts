import { invalid } from "@causeway/kernel";

/** Days of an enrollment in the order in which they come about; YYYY-MM-DD where the program is, null where unknown. */
export interface EnrollmentDays {
  readonly requestedOn: string;
  readonly firstContactOn: string | null;
  readonly firstOfferedOn: string | null;
  readonly admittedOn: string | null;
  readonly firstSessionOn: string | null;
  readonly dischargedOn: string | null;
}

const ORDER: readonly (readonly [keyof EnrollmentDays, string, string])[] = [
  ["requestedOn", "requestedAt", "the request"],
  ["firstContactOn", "firstContactOn", "the first contact"],
  ["firstOfferedOn", "firstOfferedOn", "the first offer"],
  ["admittedOn", "admittedOn", "the admission"],
  ["firstSessionOn", "firstSessionOn", "the first session"],
  ["dischargedOn", "dischargedOn", "the discharge"],
];

/**
 * Refuses days that could not have come about in this order, or have not come yet.
 * @param changed fields of the input that are being changed: the refusal names one of them
 * @throws DomainError INVALID (reason ORDER or FUTURE)
 */
export function checkDayOrder(days: EnrollmentDays, today: string, changed: readonly string[]): void {
  const known = ORDER.flatMap(([key, field, words]) => {
    const day = days[key];
    return day === null ? [] : [{ day, field, words }];
  });
  for (const { day, field } of known)
    if (changed.includes(field) && day > today) throw invalid(field, "This day has not come yet.", "FUTURE");
  for (const [i, later] of known.entries()) {
    const earlier = known[i - 1];
    if (!earlier || earlier.day <= later.day) continue;
    const field = changed.includes(later.field) ? later.field : earlier.field;
    throw invalid(field, `${capital(later.words)} does not lie before ${earlier.words}.`, "ORDER");
  }
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
