import type { Seeded } from "../seeded.ts";
import type { Offered } from "./plan.rules.ts";

/** A meeting that recurs every week, at wall time where the program is. */
export interface Meeting {
  readonly title: string;
  /** RFC 5545 */
  readonly rrule: string;
  /** HH:MM */
  readonly startTime: string;
  readonly minutes: number;
  readonly modality: "GROUP" | "EDUCATION";
  readonly mode: "IN_PERSON" | "HYBRID";
}

interface Week {
  readonly days: readonly string[];
  readonly minutes: number;
}

/**
 * Group hours of a week, by level: the least that the level asks for (levels of care, hours by week), over as many days
 * as programs of the level usually meet.
 */
const WEEKS: Readonly<Record<string, Week>> = {
  "1": { days: ["TU", "TH"], minutes: 90 },
  "1-WM": { days: ["MO", "WE", "FR"], minutes: 60 },
  "2.1": { days: ["MO", "WE", "FR"], minutes: 180 },
  "2.5": { days: ["MO", "TU", "WE", "TH", "FR"], minutes: 240 },
  "3.1": { days: ["MO", "TU", "WE", "TH", "FR"], minutes: 60 },
  "3.2-WM": { days: ["MO", "WE", "FR"], minutes: 60 },
  "3.5": { days: ["MO", "TU", "WE", "TH", "FR"], minutes: 240 },
  "3.7-WM": { days: ["MO", "WE", "FR"], minutes: 60 },
  "4": { days: ["MO", "TU", "WE", "TH", "FR"], minutes: 120 },
  "4-WM": { days: ["MO", "WE", "FR"], minutes: 60 },
};

const USUAL: Week = { days: ["MO", "WE", "FR"], minutes: 60 };
const PARTS_OF_THE_DAY = ["09:00", "13:00", "18:00"] as const;

/**
 * When a program of the directory meets. Its row says the level, whether there is education, and whether one can join from elsewhere; the part of the day is drawn, since no row tells it.
 */
export function timetableOf(program: Pick<Offered, "level" | "services">, chance: Seeded): readonly Meeting[] {
  const { days, minutes } = WEEKS[program.level] ?? USUAL;
  const startTime = chance.pick(PARTS_OF_THE_DAY);
  const mode = has(program, "TELEMEDICINE") ? ("HYBRID" as const) : ("IN_PERSON" as const);
  const every = (byDay: readonly string[]): string => `FREQ=WEEKLY;BYDAY=${byDay.join(",")}`;
  const educates = days.length >= 3 && has(program, "SUBSTANCE_USE_DISORDER_EDUCATION");
  const groups = educates ? days.slice(0, -1) : days;
  return [
    { title: "Group", rrule: every(groups), startTime, minutes, modality: "GROUP", mode },
    ...(educates
      ? [
          {
            title: "Education group",
            rrule: every(days.slice(-1)),
            startTime,
            minutes,
            modality: "EDUCATION" as const,
            mode,
          },
        ]
      : []),
  ];
}

function has(program: Pick<Offered, "services">, words: string): boolean {
  return [...program.services].some((service) => service.startsWith(words));
}

/** What is recorded of somebody at a session. */
export interface Presence {
  readonly outcome: "ATTENDED" | "PARTIAL" | "NO_SHOW" | "EXCUSED" | "LATE_CANCEL";
  readonly minutes?: number;
}

/** Who completes comes to most sessions; who drops out comes to fewer, and to none in the last week. */
const COMES: Readonly<Record<number, number>> = { 1: 0.92, 2: 0.7, 3: 0.75, 4: 0.85 };
const USUALLY = 0.8;
const DROPPED_OUT = 2;

/**
 * Whether somebody was there. Nothing of it is in the file; it is drawn so that it fits how the stay ended.
 * @param stay TEDS REASON of the discharge, and days until it
 */
export function presenceAt(
  stay: { readonly reason: number; readonly daysLeft: number },
  minutes: number,
  chance: Seeded,
): Presence {
  if (stay.reason === DROPPED_OUT && stay.daysLeft < 7) return { outcome: "NO_SHOW" };
  if (chance.chance(COMES[stay.reason] ?? USUALLY)) {
    return chance.chance(0.06) && minutes >= 30
      ? { outcome: "PARTIAL", minutes: chance.between(15, minutes - 15) }
      : { outcome: "ATTENDED" };
  }
  return { outcome: chance.pick(["NO_SHOW", "NO_SHOW", "EXCUSED", "LATE_CANCEL"] as const) };
}
