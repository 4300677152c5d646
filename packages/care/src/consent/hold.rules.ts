import { DateTime } from "luxon";

/** Days in which an oral wish to revoke is to be there in writing, or taken back. */
export const HOLD_BUSINESS_DAYS = 5;

/** The same hour of the clock, so many days from Monday to Friday later. */
export function businessDaysAfter(from: Date, days: number, zone: string): Date {
  let at = DateTime.fromJSDate(from, { zone });
  for (let left = days; left > 0;) {
    at = at.plus({ days: 1 });
    if (at.weekday <= 5) left -= 1;
  }
  return at.toJSDate();
}
