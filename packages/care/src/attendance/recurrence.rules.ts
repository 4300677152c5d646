import { invalid } from "@causeway/kernel";
import ICAL from "ical.js";
import { DateTime } from "luxon";

/** When the sessions of a template are: a rule of RFC 5545 in days, and one time of the day where the program is. */
export interface Recurrence {
  /** As in FREQ=WEEKLY;BYDAY=MO,WE,FR */
  readonly rrule: string;
  /** YYYY-MM-DD, from which the rule counts. */
  readonly startsOn: string;
  /** HH:MM */
  readonly startTime: string;
}

export interface Occurrence {
  /** YYYY-MM-DD where the program is. */
  readonly day: string;
  readonly startsAt: Date;
}

const WHOLE = /^\d{1,4}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const WEEKDAYS = /^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/;
const NTH_WEEKDAYS = /^([1-5]|-1)(MO|TU|WE|TH|FR|SA|SU)(,([1-5]|-1)(MO|TU|WE|TH|FR|SA|SU))*$/;
const MONTH_DAYS = /^(-1|[1-9]|[12]\d|3[01])(,(-1|[1-9]|[12]\d|3[01]))*$/;

/** Which parts a rule may have, by its frequency. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  DAILY: ["INTERVAL", "COUNT", "UNTIL"],
  WEEKLY: ["INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"],
  MONTHLY: ["INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY"],
};
const LONGEST_INTERVAL: Readonly<Record<string, number>> = { DAILY: 31, WEEKLY: 12, MONTHLY: 12 };
const MOST_OCCURRENCES = 1000;

/**
 * A rule in the form it is kept in. Of RFC 5545: days, weeks (on weekdays) and months (on dates or nth weekdays) with
 * INTERVAL, and COUNT or UNTIL (a day); a time of day is no part of it.
 * @throws DomainError INVALID (path rrule) saying which part is wrong
 */
export function checkRule(rule: string): string {
  const text = rule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "");
  const pairs = text.split(";").map((part) => part.split("="));
  const parts = new Map(pairs.map(([name = "", value = ""]) => [name, value]));
  if (text.length > 200 || pairs.some((pair) => pair.length !== 2) || parts.size !== pairs.length)
    throw wrong("A rule reads like FREQ=WEEKLY;BYDAY=MO,WE, each part once.");
  const frequency = parts.get("FREQ") ?? "";
  const allowed = PARTS[frequency];
  if (!allowed) throw wrong("FREQ is DAILY, WEEKLY or MONTHLY.");
  for (const name of parts.keys())
    if (name !== "FREQ" && !allowed.includes(name)) throw wrong(`A rule that is ${frequency} has no such part.`);

  const most = LONGEST_INTERVAL[frequency] ?? 1;
  checkPart(parts, "INTERVAL", (value) => between(value, 1, most), `INTERVAL is 1 to ${most}.`);
  checkPart(parts, "COUNT", (value) => between(value, 1, MOST_OCCURRENCES), `COUNT is 1 to ${MOST_OCCURRENCES}.`);
  checkPart(parts, "UNTIL", isBasicDay, "UNTIL is a day as in 20261231.");
  if (parts.has("COUNT") && parts.has("UNTIL")) throw wrong("A rule has COUNT or UNTIL, not both.");
  checkPart(parts, "WKST", (value) => value === "MO" || value === "SU", "WKST is MO or SU.");
  checkPart(
    parts,
    "BYMONTHDAY",
    (value) => MONTH_DAYS.test(value),
    "BYMONTHDAY has dates 1 to 31, or -1 for the last.",
  );
  if (frequency === "MONTHLY") {
    checkPart(parts, "BYDAY", (value) => NTH_WEEKDAYS.test(value), "BYDAY in a month reads like 1MO or -1FR.");
    if (parts.has("BYDAY") === parts.has("BYMONTHDAY"))
      throw wrong("A rule that is MONTHLY has either BYDAY or BYMONTHDAY.");
  } else {
    checkPart(parts, "BYDAY", (value) => WEEKDAYS.test(value), "BYDAY reads like MO,WE,FR.");
  }
  return text;
}

/** @throws DomainError INVALID (path startTime) */
export function checkTime(time: string): string {
  if (!TIME.test(time)) throw invalid("startTime", "A time of day reads like 09:30.");
  return time;
}

/**
 * The occurrences from one day (included) to another (not included). Counted in days and the time on the wall, then
 * turned into instants where the program is: a time that a change of clocks leaves out moves forward, of one that
 * comes twice the first counts.
 */
export function occurrences(
  recurrence: Recurrence,
  window: { readonly from: string; readonly to: string },
  zone: string,
): Occurrence[] {
  const days: string[] = [];
  const iterator = ICAL.Recur.fromString(recurrence.rrule).iterator(ICAL.Time.fromDateString(recurrence.startsOn));
  for (let next = iterator.next(); next; next = iterator.next()) {
    const day = next.toString().slice(0, 10);
    if (day >= window.to) break;
    if (day >= window.from && day >= recurrence.startsOn) days.push(day);
  }
  return days.map((day) => ({ day, startsAt: instantOf(day, recurrence.startTime, zone) }));
}

function instantOf(day: string, time: string, zone: string): Date {
  const [first] = DateTime.fromISO(`${day}T${time}`, { zone })
    .getPossibleOffsets()
    .toSorted((a, b) => a.toMillis() - b.toMillis());
  return (first as DateTime).toJSDate();
}

function checkPart(
  parts: ReadonlyMap<string, string>,
  name: string,
  isRight: (value: string) => boolean,
  words: string,
): void {
  const value = parts.get(name);
  if (value !== undefined && !isRight(value)) throw wrong(words);
}

function between(value: string, least: number, most: number): boolean {
  return WHOLE.test(value) && Number(value) >= least && Number(value) <= most;
}

function isBasicDay(value: string): boolean {
  return /^\d{8}$/.test(value) && DateTime.fromISO(value).isValid;
}

function wrong(words: string): Error {
  return invalid("rrule", words, "BAD_RULE");
}
