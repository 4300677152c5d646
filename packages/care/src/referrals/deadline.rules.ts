import { DateTime } from "luxon";

/**
 * When an answer is due. STAT runs round the clock; the others run in the business hours of
 * the recipient (Monday to Friday, 08:00 to 18:00 in its own time zone).
 */
export const URGENCIES = ["STAT", "ASAP", "URGENT", "ROUTINE"] as const;
export type Urgency = (typeof URGENCIES)[number];

const OPENS = 8;
const CLOSES = 18;
const BUSINESS_DAY_MINUTES = (CLOSES - OPENS) * 60;

/** Minutes a recipient has to answer; a day is a business day. */
export const ANSWER_MINUTES: Readonly<Record<Urgency, number>> = {
  STAT: 120,
  ASAP: 480,
  URGENT: BUSINESS_DAY_MINUTES,
  ROUTINE: 3 * BUSINESS_DAY_MINUTES,
};

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
 * @param zone IANA time zone of the recipient
 * @param spent minutes of the answer time used up before, in the urgency's own hours
 */
export function deadlines(urgency: Urgency, from: Date, zone: string, spent = 0): Deadlines {
  const budget = ANSWER_MINUTES[urgency];
  const at = (share: number): Date => add(urgency, from, Math.max(0, budget * share - spent), zone);
  return { remindAt: at(0.5), dueAt: at(1), expiresAt: at(2) };
}

/** Minutes of the answer time that were used up when the clock stopped, given when it would have expired. */
export function minutesSpent(urgency: Urgency, stoppedAt: Date, expiresAt: Date, zone: string): number {
  const left =
    urgency === "STAT"
      ? (expiresAt.getTime() - stoppedAt.getTime()) / 60_000
      : businessMinutes(stoppedAt, expiresAt, zone);
  return Math.max(0, ANSWER_MINUTES[urgency] * 2 - Math.max(0, left));
}

function add(urgency: Urgency, from: Date, minutes: number, zone: string): Date {
  return urgency === "STAT" ? new Date(from.getTime() + minutes * 60_000) : addBusinessMinutes(from, minutes, zone);
}

/** The instant when so many business minutes have passed since `from`. */
export function addBusinessMinutes(from: Date, minutes: number, zone: string): Date {
  let at = DateTime.fromJSDate(from, { zone });
  let left = minutes * 60_000;
  for (;;) {
    const opens = at.set({ hour: OPENS, minute: 0, second: 0, millisecond: 0 });
    const closes = at.set({ hour: CLOSES, minute: 0, second: 0, millisecond: 0 });
    if (at.weekday <= 5 && at < closes) {
      const start = at < opens ? opens : at;
      const room = closes.toMillis() - start.toMillis();
      if (left <= room) return new Date(start.toMillis() + left);
      left -= room;
    }
    at = at.plus({ days: 1 }).startOf("day");
  }
}

/** Business minutes between two instants, 0 when they are out of order. */
export function businessMinutes(from: Date, to: Date, zone: string): number {
  const end = DateTime.fromJSDate(to, { zone });
  let at = DateTime.fromJSDate(from, { zone });
  let total = 0;
  while (at < end) {
    if (at.weekday <= 5) {
      const opens = at.set({ hour: OPENS, minute: 0, second: 0, millisecond: 0 });
      const closes = at.set({ hour: CLOSES, minute: 0, second: 0, millisecond: 0 });
      const start = Math.max(at.toMillis(), opens.toMillis());
      const stop = Math.min(end.toMillis(), closes.toMillis());
      if (stop > start) total += stop - start;
    }
    at = at.plus({ days: 1 }).startOf("day");
  }
  return total / 60_000;
}
