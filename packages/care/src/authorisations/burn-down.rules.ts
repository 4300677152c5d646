import type { LevelName } from "../programs/index.ts";
import { addDays, daysBetween, sameLevel } from "../programs/index.ts";
import type { AuthorisationUnit } from "./billing-code.entity.ts";

/** Share of the units granted at which a person is asked to ask for more. */
const UNITS_WARNING_SHARE = 0.8;
/** Days that the present pace is taken from. */
const PACE_DAYS = 14;

/** Care of one day, where the program is. */
export interface AttendedDay {
  /** YYYY-MM-DD */
  readonly on: string;
  /** Minutes that count; sessions that overlap are in it once. */
  readonly minutes: number;
  /** Sessions attended. */
  readonly visits: number;
}

/** What was granted. */
export interface Cover extends LevelNamed {
  readonly id: string;
  readonly unit: AuthorisationUnit;
  readonly dailyMinutesMin: number;
  readonly approvedUnits: number;
  readonly startsOn: string;
  /** First day it no longer covers. */
  readonly endsOn: string;
}

interface LevelNamed {
  readonly edition: string;
  readonly levelCode: string;
}

/** A level of care over days. */
export interface LevelSpan extends LevelNamed {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface BurnedDay {
  readonly on: string;
  readonly minutes: number;
  readonly units: number;
  /** Units used up to this day, this one included. */
  readonly used: number;
}

export interface BurnDown {
  readonly used: number;
  /** Never below zero. */
  readonly remaining: number;
  /** Units used beyond what was granted. */
  readonly over: number;
  readonly days: readonly BurnedDay[];
  /** At 80 % of what was granted, more is asked for. */
  readonly nearlyUsed: boolean;
  /** Units a day over the last two weeks; null before the first day covered and after the last. */
  readonly pace: number | null;
  /** The day the last unit was used, or by the present pace will be; null where no end is in sight. */
  readonly exhaustsOn: string | null;
}

/**
 * Units that a day's care is billable for. A day of fewer minutes than the payer's minimum is none. An hour counts
 * once its middle is passed (the time rule of CPT): 30 minutes are none, 31 are one, 90 are one, 91 are two.
 */
export function unitsOf(day: AttendedDay, unit: AuthorisationUnit, dailyMinutesMin: number): number {
  if (unit === "VISIT") return day.visits;
  if (unit === "HOUR") return Math.floor((day.minutes + 29) / 60);
  return day.minutes > 0 && day.minutes >= dailyMinutesMin ? 1 : 0;
}

/**
 * Which authorisation each attended day burns. Of those that cover a day: one at the level the client is placed at
 * before the others, one with units left before one without, then the one that ends first, begins first, was made first.
 * @param days in any order
 * @param covers what was granted; those without units cover nothing
 * @returns for each cover, its days in order; `uncovered` are days of care that nothing covers
 */
export function burn(
  days: readonly AttendedDay[],
  covers: readonly Cover[],
  clinical: readonly LevelSpan[],
): { readonly byCover: ReadonlyMap<string, readonly BurnedDay[]>; readonly uncovered: readonly AttendedDay[] } {
  const byCover = new Map<string, BurnedDay[]>(covers.map((cover) => [cover.id, []]));
  const used = (cover: Cover): number => byCover.get(cover.id)?.at(-1)?.used ?? 0;
  const uncovered: AttendedDay[] = [];
  for (const day of days.toSorted((a, b) => compare(a.on, b.on))) {
    const level = levelOn(clinical, day.on);
    const preference = (cover: Cover): (number | string)[] => [
      level !== null && sameLevel(level, nameOf(cover)) ? 0 : 1,
      used(cover) < cover.approvedUnits ? 0 : 1,
      cover.endsOn,
      cover.startsOn,
      cover.id,
    ];
    const [chosen] = covers
      .filter((cover) => cover.approvedUnits > 0 && isCovered(cover, day.on))
      .toSorted((a, b) => compareKeys(preference(a), preference(b)));
    if (!chosen) {
      uncovered.push(day);
      continue;
    }
    const units = unitsOf(day, chosen.unit, chosen.dailyMinutesMin);
    byCover.get(chosen.id)?.push({ on: day.on, minutes: day.minutes, units, used: used(chosen) + units });
  }
  return { byCover, uncovered };
}

/**
 * How far an authorisation is used, and when it will be at the pace of the last two weeks.
 * @param days of this authorisation, in order, as `burn` gives them
 * @param today YYYY-MM-DD, where the program is
 */
export function burnDown(cover: Cover, days: readonly BurnedDay[], today: string): BurnDown {
  const used = days.at(-1)?.used ?? 0;
  const remaining = Math.max(0, cover.approvedUnits - used);
  const spent = days.find((day) => day.used >= cover.approvedUnits);
  const pace = isCovered(cover, today) ? paceOf(cover, days, today) : null;
  return {
    used,
    remaining,
    over: Math.max(0, used - cover.approvedUnits),
    days,
    nearlyUsed: cover.approvedUnits > 0 && used >= cover.approvedUnits * UNITS_WARNING_SHARE,
    pace,
    exhaustsOn: spent ? spent.on : pace ? addDays(today, Math.ceil(remaining / pace)) : null,
  };
}

function paceOf(cover: Cover, days: readonly BurnedDay[], today: string): number {
  const earliest = addDays(today, 1 - PACE_DAYS);
  const from = cover.startsOn > earliest ? cover.startsOn : earliest;
  const units = days.filter((day) => day.on >= from && day.on <= today).reduce((sum, day) => sum + day.units, 0);
  return units / (daysBetween(from, today) + 1);
}

/** The level placed at on a day, or null. */
export function levelOn(spans: readonly LevelSpan[], on: string): LevelName | null {
  const span = spans.find((one) => one.startsOn <= on && (one.endsOn === null || one.endsOn > on));
  return span ? nameOf(span) : null;
}

export function nameOf(of: LevelNamed): LevelName {
  return { edition: of.edition, code: of.levelCode };
}

function isCovered(cover: Pick<Cover, "startsOn" | "endsOn">, on: string): boolean {
  return cover.startsOn <= on && on < cover.endsOn;
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareKeys(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [i, key] of a.entries()) {
    const order = compare(key, b[i] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
