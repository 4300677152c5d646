import type { Wishes } from "../directory/index.ts";
import { pointOfPostalCode } from "../directory/index.ts";

/** TEDS PRIMPAY, by the words programs use. */
const PAYER_OF: Readonly<Record<number, string>> = {
  1: "SELF_PAY",
  2: "PRIVATE",
  3: "MEDICARE",
  4: "MEDICAID",
  5: "GOVERNMENT_FUNDS",
  6: "NO_CHARGE",
};

/** Whole years lived on a day; who was born on a 29th of February has the birthday on the 1st of March. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** What is known of a client that a program cares for: age, payer and place; what is not known is left open. */
export function clientNeed(known: {
  readonly birthDate?: string | null;
  readonly postalCode?: string | null;
  readonly paymentSource: number | null;
  /** YYYY-MM-DD, where the client lives. */
  readonly today: string;
}): Pick<Wishes, "age" | "payers"> & { nearPostalCode?: string } {
  const payer = known.paymentSource === null ? undefined : PAYER_OF[known.paymentSource];
  return {
    ...(known.birthDate ? { age: ageOn(known.birthDate, known.today) } : {}),
    ...(payer ? { payers: [payer] } : {}),
    ...(known.postalCode && pointOfPostalCode(known.postalCode) ? { nearPostalCode: known.postalCode } : {}),
  };
}
