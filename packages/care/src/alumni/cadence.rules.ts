import { invalid } from "@causeway/kernel";
import { addDays } from "../programs/index.ts";

/** Days after discharge on which an alumnus is asked how they are, unless an organisation sets others. */
export const DEFAULT_CADENCE: readonly number[] = [7, 30, 60, 90, 180, 365];
/** A check-in counts within so many days of its own. */
export const WINDOW_DAYS = 7;
/** Across all channels, within one window. */
export const MOST_ATTEMPTS = 3;

/** @throws DomainError INVALID unless 1 to 24 different days, 1 to 1,830, ascending */
export function checkCadence(days: readonly number[]): readonly number[] {
  const rising = days.every(
    (day, i) => Number.isInteger(day) && day >= 1 && day <= 1830 && (i === 0 || day > (days[i - 1] ?? 0)),
  );
  if (days.length < 1 || days.length > 24 || !rising)
    throw invalid("cadenceDays", "A cadence is 1 to 24 days after discharge, each later than the one before.");
  return days;
}

/** Check-ins that still lie ahead, or whose window is open, on `today`: nobody is asked about weeks long past. */
export function checkInsAhead(
  dischargedOn: string,
  cadence: readonly number[],
  today: string,
): { dayOffset: number; dueOn: string }[] {
  return cadence
    .map((dayOffset) => ({ dayOffset, dueOn: addDays(dischargedOn, dayOffset) }))
    .filter(({ dueOn }) => addDays(dueOn, WINDOW_DAYS) >= today);
}
