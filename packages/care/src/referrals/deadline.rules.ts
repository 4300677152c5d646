import type { BusinessCalendar } from "@causeway/identity";
import { addBusinessMinutes, businessMinutes, dayMinutes } from "@causeway/identity";

/** When an answer is due. STAT runs round the clock; the others run in the recipient's business hours. */
export const URGENCIES = ["STAT", "ASAP", "URGENT", "ROUTINE"] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Minutes a recipient has to answer; a day is a business day of its own. */
export function answerMinutes(urgency: Urgency, calendar: BusinessCalendar): number {
  switch (urgency) {
    case "STAT":
      return 120;
    case "ASAP":
      return 480;
    case "URGENT":
      return dayMinutes(calendar);
    case "ROUTINE":
      return 3 * dayMinutes(calendar);
  }
}

/** Days after admission by which a first session is attended, or the client goes back to the sender. */
export const NOT_STARTED_DAYS = 14;

export interface Deadlines {
  /** At half of the time. */
  readonly remindAt: Date;
  /** At the whole of it. */
  readonly dueAt: Date;
  /** At twice of it. */
  readonly expiresAt: Date;
}

/**
 * The deadlines of a referral whose clock starts (or goes on) at `from`.
 * @param calendar of the recipient
 * @param spent minutes of the answer time used up before, in the urgency's own hours
 */
export function deadlines(urgency: Urgency, from: Date, calendar: BusinessCalendar, spent = 0): Deadlines {
  const budget = answerMinutes(urgency, calendar);
  const at = (share: number): Date => {
    const minutes = Math.max(0, budget * share - spent);
    return urgency === "STAT"
      ? new Date(from.getTime() + minutes * 60_000)
      : addBusinessMinutes(from, minutes, calendar);
  };
  return { remindAt: at(0.5), dueAt: at(1), expiresAt: at(2) };
}

/** Minutes of the answer time that pass between two instants, in the urgency's own hours. */
export function minutesUsed(urgency: Urgency, from: Date, to: Date, calendar: BusinessCalendar): number {
  return urgency === "STAT" ? Math.max(0, to.getTime() - from.getTime()) / 60_000 : businessMinutes(from, to, calendar);
}
