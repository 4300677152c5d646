import { invalid } from "@causeway/kernel";
import { DateTime } from "luxon";

/** When an organisation answers: its own zone, the hours of each weekday, and the days it is closed. */
export interface BusinessCalendar {
  /** IANA zone. */
  readonly zone: string;
  readonly hours: readonly BusinessHours[];
  /** YYYY-MM-DD */
  readonly closedDays: readonly string[];
}

export interface BusinessHours {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** HH:MM on the wall, to 24:00. */
  readonly opens: string;
  readonly closes: string;
}

const WALL_TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

function minuteOf(wall: string): number {
  return Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3));
}

/**
 * Hours as they may be kept: one stretch a weekday, sorted.
 * @throws DomainError INVALID with the path of what is wrong
 */
export function checkHours(hours: readonly BusinessHours[]): BusinessHours[] {
  if (hours.length === 0) throw invalid("hours", "An organisation answers on one weekday at least.");
  hours.forEach(({ weekday, opens, closes }, i) => {
    const at = (field: string): string[] => ["hours", String(i), field];
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7)
      throw invalid(at("weekday"), "A weekday is a number from 1, Monday, to 7, Sunday.");
    if (hours.findIndex((other) => other.weekday === weekday) !== i)
      throw invalid(at("weekday"), "This weekday is named twice.", "REPEATED");
    if (!WALL_TIME.test(opens)) throw invalid(at("opens"), "A time is told as in 08:30.");
    if (!WALL_TIME.test(closes)) throw invalid(at("closes"), "A time is told as in 18:00.");
    if (minuteOf(closes) <= minuteOf(opens)) throw invalid(at("closes"), "It closes after it opens.");
  });
  return hours
    .map(({ weekday, opens, closes }) => ({ weekday, opens, closes }))
    .toSorted((a, b) => a.weekday - b.weekday);
}

/** Minutes of one business day: the longest of the week. */
export function dayMinutes(calendar: BusinessCalendar): number {
  return Math.max(...calendar.hours.map(({ opens, closes }) => minuteOf(closes) - minuteOf(opens)));
}

/** The stretch in which it is open on the day of `at`, or null. */
function openOn(at: DateTime, calendar: BusinessCalendar): { opens: number; closes: number } | null {
  const hours = calendar.hours.find(({ weekday }) => weekday === at.weekday);
  if (!hours || calendar.closedDays.includes(at.toISODate() ?? "")) return null;
  const instant = (wall: string): number => {
    const minute = minuteOf(wall);
    const day = minute === 1440 ? at.plus({ days: 1 }) : at;
    return day.set({ hour: Math.floor(minute / 60) % 24, minute: minute % 60, second: 0, millisecond: 0 }).toMillis();
  };
  return { opens: instant(hours.opens), closes: instant(hours.closes) };
}

/** The instant when so many business minutes have passed since `from`. */
export function addBusinessMinutes(from: Date, minutes: number, calendar: BusinessCalendar): Date {
  let at = DateTime.fromJSDate(from, { zone: calendar.zone });
  let left = minutes * 60_000;
  for (;;) {
    const open = openOn(at, calendar);
    if (open && at.toMillis() < open.closes) {
      const start = Math.max(at.toMillis(), open.opens);
      if (left <= open.closes - start) return new Date(start + left);
      left -= open.closes - start;
    }
    at = at.plus({ days: 1 }).startOf("day");
  }
}

/** Business minutes between two instants, 0 when they are out of order. */
export function businessMinutes(from: Date, to: Date, calendar: BusinessCalendar): number {
  const end = to.getTime();
  let at = DateTime.fromJSDate(from, { zone: calendar.zone });
  let total = 0;
  while (at.toMillis() < end) {
    const open = openOn(at, calendar);
    if (open) total += Math.max(0, Math.min(end, open.closes) - Math.max(at.toMillis(), open.opens));
    at = at.plus({ days: 1 }).startOf("day");
  }
  return total / 60_000;
}

/** The end of the business day that comes so many business days after `from`; the day of `from` itself does not count. */
export function businessDaysAfter(from: Date, days: number, calendar: BusinessCalendar): Date {
  let at = DateTime.fromJSDate(from, { zone: calendar.zone });
  for (let left = days; ;) {
    at = at.plus({ days: 1 }).startOf("day");
    const open = openOn(at, calendar);
    if (open && --left === 0) return new Date(open.closes);
  }
}
