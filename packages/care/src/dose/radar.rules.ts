import { localDay, mondayOf, startOfDay } from "../programs/index.ts";
import type { DoseFacts, DoseStatus, DoseTarget } from "./dose.rules.ts";
import { statusOf, weekOf } from "./dose.rules.ts";

/** How this week stands for a client, the most worrying first. */
export const DOSE_RISKS = ["OUT_OF_REACH", "NEEDS_MAKE_UP", "OVER_MAX", "ON_TRACK", "REACHED", "EXEMPT"] as const;
export type DoseRisk = (typeof DOSE_RISKS)[number];

export interface Meeting {
  readonly sessionId: string;
  readonly startsAt: Date;
  readonly minutes: number;
}

/** A coming session that takes somebody more. */
export interface OpenMeeting extends Meeting {
  readonly programId: string;
  /** Can be attended from afar. */
  readonly telehealth: boolean;
  /** Null where it takes any number. */
  readonly placesLeft: number | null;
}

export interface DoseForecast extends DoseTarget {
  readonly deliveredMinutes: number;
  /** Of sessions that have begun and whose attendance is not recorded yet. */
  readonly unrecordedMinutes: number;
  /** Of sessions yet to come in which the client is expected. */
  readonly comingMinutes: number;
  /** What the week comes to when the client attends all of these. */
  readonly forecast: DoseStatus;
  /** What is missing then. */
  readonly shortfallMinutes: number;
  readonly canReach: boolean;
  readonly risk: DoseRisk;
  /** The fewest open sessions that fill the shortfall, and of these the shortest; none where they cannot. */
  readonly makeUp: readonly OpenMeeting[];
}

/** The week that goes on in a zone. */
export interface ThisWeek {
  readonly monday: string;
  readonly begins: Date;
}

export function thisWeek(zone: string, now: Date): ThisWeek {
  const monday = mondayOf(localDay(now, zone));
  return { monday, begins: startOfDay(monday, zone) };
}

/**
 * How the week that goes on will come out, and what could mend it.
 * @param current where the program of the client is
 * @param booked sessions of this week in which the client is expected and nothing is recorded
 * @param open sessions of the client's program; those over, of another week, or at a time already taken are left out
 * @returns null where the client is not placed this week
 */
export function forecastOf(
  facts: DoseFacts,
  current: ThisWeek,
  booked: readonly Meeting[],
  open: readonly OpenMeeting[],
  now: Date,
): DoseForecast | null {
  const week = weekOf(facts, current.monday);
  if (!week) return null;
  const { status, ...target } = week;
  const ofWeek = booked.filter(({ startsAt }) => startsAt >= current.begins && startsAt < target.endsAt);
  const begun = ofWeek.filter(({ startsAt }) => startsAt <= now);
  const unrecordedMinutes = minutesOnce(begun);
  const comingMinutes = minutesOnce(ofWeek) - unrecordedMinutes;
  const expected = week.deliveredMinutes + unrecordedMinutes + comingMinutes;
  const forecast = statusOf(target, expected);
  const shortfallMinutes = forecast === "SHORT" ? target.requiredMinutes - expected : 0;
  const free = open.filter(
    (session) =>
      session.startsAt > now && session.startsAt < target.endsAt && !ofWeek.some((other) => overlap(session, other)),
  );
  const makeUp = shortfallMinutes === 0 ? [] : makeUpFor(shortfallMinutes, free);
  const canReach = shortfallMinutes === 0 || makeUp.length > 0;
  return {
    ...target,
    unrecordedMinutes,
    comingMinutes,
    forecast,
    shortfallMinutes,
    canReach,
    risk: riskOf(status, forecast, canReach),
    makeUp,
  };
}

function riskOf(soFar: DoseStatus, forecast: DoseStatus, canReach: boolean): DoseRisk {
  if (forecast === "EXEMPT" || forecast === "OVER_MAX") return forecast;
  if (forecast === "SHORT") return canReach ? "NEEDS_MAKE_UP" : "OUT_OF_REACH";
  return soFar === "SHORT" ? "ON_TRACK" : "REACHED";
}

/** A way to sit through some sessions one after another. */
interface Chain {
  readonly minutes: number;
  readonly sessions: readonly OpenMeeting[];
}

/**
 * The fewest sessions, no two at a time, that come to these minutes together; of as few the ones with the least to
 * spare, then those that end first. Empty where all of them together do not reach it.
 */
export function makeUpFor(minutes: number, open: readonly OpenMeeting[]): readonly OpenMeeting[] {
  const byEnd = open.toSorted((a, b) => endOf(a) - endOf(b) || (a.sessionId < b.sessionId ? -1 : 1));
  // For the first i sessions: the shortest chain to each sum of minutes below the goal, and those that reach it.
  const chains: Map<number, Chain>[] = [new Map([[0, { minutes: 0, sessions: [] }]])];
  for (const [i, session] of byEnd.entries()) {
    const reached = new Map(chains[i]);
    const before = byEnd.findLastIndex((other) => endOf(other) <= session.startsAt.getTime()) + 1;
    for (const chain of chains[Math.min(before, i)]?.values() ?? []) {
      if (chain.minutes >= minutes) continue;
      const longer = { minutes: chain.minutes + session.minutes, sessions: [...chain.sessions, session] };
      const known = reached.get(longer.minutes);
      if (!known || longer.sessions.length < known.sessions.length) reached.set(longer.minutes, longer);
    }
    chains.push(reached);
  }
  const enough = [...(chains.at(-1)?.values() ?? [])].filter((chain) => chain.minutes >= minutes);
  const [best] = enough.toSorted((a, b) => a.sessions.length - b.sessions.length || a.minutes - b.minutes);
  return best?.sessions ?? [];
}

/** Minutes in which at least one of these goes on. */
export function minutesOnce(meetings: readonly Meeting[]): number {
  let minutes = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const meeting of meetings.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const from = Math.max(meeting.startsAt.getTime(), until);
    until = Math.max(until, endOf(meeting));
    minutes += Math.max(0, until - from);
  }
  return Math.round(minutes / 60_000);
}

function endOf({ startsAt, minutes }: Meeting): number {
  return startsAt.getTime() + minutes * 60_000;
}

function overlap(one: Meeting, other: Meeting): boolean {
  return one.startsAt.getTime() < endOf(other) && other.startsAt.getTime() < endOf(one);
}
