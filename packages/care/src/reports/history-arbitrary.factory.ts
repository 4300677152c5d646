import fc from "fast-check";
import type { HistoricStay, History } from "./history.factory.ts";
import type { ReportDimension } from "./index.ts";

/** Generated histories: days and instants close together, so that windows, bounds of days, midnights and changes of the clock are met all the time. */
const ZONES = ["America/New_York", "America/Los_Angeles", "Pacific/Honolulu"] as const;
export const FIRST = Date.parse("2026-02-10T00:00:00Z");
export const LEVELS = [
  ["ASAM3", "2.1", 20],
  ["ASAM3", "2.5", 30],
  ["ASAM4", "1.5", 10],
] as const;

const dayOf = (days: number): string => new Date(FIRST + days * 86_400_000).toISOString().slice(0, 10);
const day = fc.integer({ min: 0, max: 70 }).map(dayOf);
const instantUntil = (days: number) =>
  fc.integer({ min: 0, max: days * 48 }).map((halves) => new Date(FIRST + halves * 1_800_000).toISOString());
const instant = instantUntil(70);
/** A TEDS answer: mostly a code or one beyond the last, sometimes nothing or words. */
const someCode = (highest: number) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: highest }) },
    { weight: 1, arbitrary: fc.constantFrom(null, "unknown", "-9", "") },
  );
const place = (length: number) => fc.nat({ max: length - 1 });
const zone = fc.constantFrom(...ZONES);

const PROGRAMS = 3;
const CLIENTS = 4;
const EPISODES = 5;
const STAYS = 16;
const SESSIONS = 24;

const program = fc.record({
  zone,
  level: fc.constantFrom(...LEVELS),
  capacities: fc.array(fc.record({ capacity: fc.integer({ min: 0, max: 4 }), from: day }), {
    minLength: 1,
    maxLength: 3,
  }),
  openedOn: day,
  closedOn: fc.option(day, { freq: 1 }),
});
const client = fc.record({
  substance: fc.option(fc.integer({ min: 1, max: 4 })),
  told: fc.uniqueArray(fc.record({ substance: fc.integer({ min: 1, max: 4 }), on: day }), {
    maxLength: 2,
    selector: (telling) => telling.on,
  }),
  voided: fc.integer({ min: 0, max: 9 }).map((n) => n === 4),
  coverages: fc.array(fc.record({ payer: fc.integer({ min: 1, max: 4 }), from: day, to: fc.option(day) }), {
    maxLength: 2,
  }),
});
const stay = fc.record({
  program: place(PROGRAMS),
  episode: place(EPISODES),
  voided: fc.integer({ min: 0, max: 7 }).map((n) => n === 4),
  requestedAt: instant,
  firstSessionOn: fc.option(day, { freq: 6 }),
  discharge: fc.option(fc.record({ on: day, reason: fc.integer({ min: 1, max: 7 }) }), { freq: 5 }),
  admission: fc.record({
    SUB1: someCode(4),
    PRIMPAY: someCode(4),
    FREQ1: someCode(4),
    LIVARAG: someCode(4),
    EMPLOY: someCode(5),
    ARRESTS: someCode(3),
    FREQ_ATND_SELF_HELP: someCode(6),
  }),
  answersAtDischarge: fc.record({
    FREQ1_D: someCode(4),
    LIVARAG_D: someCode(4),
    EMPLOY_D: someCode(5),
    ARRESTS_D: someCode(3),
    FREQ_ATND_SELF_HELP_D: someCode(6),
  }),
  /** Days on which one placement follows another; the first may have ended the day it began. */
  moves: fc.array(
    fc.record({ program: place(PROGRAMS), on: day, sameDay: fc.boolean(), level: fc.constantFrom(...LEVELS) }),
    {
      maxLength: 3,
    },
  ),
  placedUntil: fc.option(day),
  superseded: fc.boolean(),
});
export const history: fc.Arbitrary<History> = fc
  .record({
    zone,
    programs: fc.array(program, { minLength: PROGRAMS, maxLength: PROGRAMS }),
    clients: fc.array(client, { minLength: CLIENTS, maxLength: CLIENTS }),
    episodes: fc.array(fc.record({ client: place(CLIENTS), openedOn: day }), {
      minLength: EPISODES,
      maxLength: EPISODES,
    }),
    stays: fc.array(stay, { minLength: STAYS, maxLength: STAYS }),
    sessions: fc.array(fc.record({ program: place(PROGRAMS), startsAt: instantUntil(115) }), {
      minLength: SESSIONS,
      maxLength: SESSIONS,
    }),
    attendances: fc.uniqueArray(
      fc.record({
        stay: place(STAYS),
        session: place(SESSIONS),
        state: fc.constantFrom("ATTENDED", "ATTENDED", "PARTIAL", "NO_SHOW", "LATE_CANCEL", "EXCUSED", "SCHEDULED"),
      }),
      { minLength: 40, maxLength: 90, selector: (attendance) => `${attendance.stay} ${attendance.session}` },
    ),
    weeks: fc.uniqueArray(
      fc.record({
        stay: place(STAYS),
        program: place(PROGRAMS),
        // 16 February 2026 is a Monday.
        from: fc.integer({ min: 0, max: 8 }).map((weeks) => dayOf(6 + 7 * weeks)),
        over: instant,
        required: fc.integer({ min: 0, max: 600 }),
        delivered: fc.integer({ min: 0, max: 700 }),
        status: fc.constantFrom("MET", "MET", "SHORT", "OVER_MAX", "TAPER", "EXEMPT"),
      }),
      { minLength: 4, maxLength: 16, selector: (week) => `${week.stay} ${week.from}` },
    ),
    stepDowns: fc.array(
      fc.record({
        stay: place(STAYS),
        type: fc.constantFrom("STEP_DOWN", "STEP_DOWN", "STEP_UP", "RECODE"),
        to: place(PROGRAMS),
        on: day,
        /** So many days before a session that was attended, of its stay and program. */
        before: fc.option(fc.record({ attendance: fc.nat({ max: 39 }), days: fc.integer({ min: -1, max: 9 }) }), {
          freq: 3,
        }),
        superseded: fc.boolean(),
      }),
      { minLength: 4, maxLength: 9 },
    ),
    checkIns: fc.array(
      fc.record({
        stay: place(STAYS),
        dueOn: day,
        state: fc.constantFrom("DUE", "REACHED", "REACHED", "NOT_REACHED", "CANCELLED"),
        /** Half hours from its day. */
        completed: fc.option(fc.integer({ min: -9 * 48, max: 10 * 48 }), { freq: 8 }),
      }),
      { minLength: 6, maxLength: 12 },
    ),
    recipients: fc.array(
      fc.record({
        direction: fc.constantFrom("SENT" as const, "RECEIVED" as const),
        partner: place(2),
        client: place(CLIENTS),
        program: place(PROGRAMS),
        stay: fc.option(place(STAYS)),
        level: fc.constantFrom("2.1", "2.5"),
        payer: fc.option(fc.integer({ min: 1, max: 4 })),
        state: fc.constantFrom(
          "DRAFT",
          "SENT",
          "RECEIVED",
          "ACCEPTED",
          "ATTENDED",
          "DECLINED",
          "CANCELLED",
          "WITHDRAWN",
          "EXPIRED",
        ),
        sentAt: instant,
        respondedAt: fc.option(instant),
        acceptedAt: fc.option(instant),
        firstSessionOn: fc.option(day),
        acknowledgedAt: fc.option(instant),
      }),
      { minLength: 8, maxLength: 14 },
    ),
  })
  .map((drawn) => ({
    ...drawn,
    programs: drawn.programs.map(({ level: [edition, level], ...rest }) => ({ ...rest, edition, level })),
    // An episode is of one client.
    stays: drawn.stays
      .map((one) => ({ ...one, client: drawn.episodes[one.episode]?.client ?? 0 }))
      .map(placedInOrder)
      .map(oneOpenAClientAndProgram),
    stepDowns: drawn.stepDowns.map(({ before, ...step }) => {
      const attendance = drawn.attendances[before?.attendance ?? -1];
      const session = drawn.sessions[attendance?.session ?? -1];
      if (!before || !attendance || !session) return step;
      const on = new Date(Date.parse(session.startsAt) - before.days * 86_400_000).toISOString().slice(0, 10);
      return { ...step, stay: attendance.stay, to: session.program, on };
    }),
    checkIns: drawn.checkIns
      .filter((checkIn) => drawn.stays[checkIn.stay]?.discharge)
      .map(({ completed, ...checkIn }) => ({
        ...checkIn,
        completedAt:
          completed === null ? null : new Date(Date.parse(checkIn.dueOn) + completed * 1_800_000).toISOString(),
      })),
  }));

/** Placements one after the other, each to the next one's first day. */
function placedInOrder({
  moves,
  placedUntil,
  superseded,
  ...rest
}: Drawn<typeof stay> & { client: number }): HistoricStay {
  const sorted = moves.toSorted((a, b) => a.on.localeCompare(b.on));
  const steps = sorted.map((step, i) => (step.sameDay && i === 1 ? { ...step, on: sorted[0]?.on ?? step.on } : step));
  const placements = steps.map(({ program: at, on, level: [edition, level] }, i) => {
    const next = steps[i + 1]?.on ?? placedUntil;
    const to = next !== null && next < on ? on : next;
    return { program: at, edition, level, from: on, to, superseded: superseded && i === 0 };
  });
  return { ...rest, placements };
}

/** As the database asks: of two open ones of a client in a program the later is voided. */
function oneOpenAClientAndProgram(one: HistoricStay, i: number, all: readonly HistoricStay[]): HistoricStay {
  const open = (other: HistoricStay): boolean => !other.discharge && !other.voided;
  const twin = all
    .slice(0, i)
    .some((other) => open(other) && other.client === one.client && other.program === one.program);
  return twin && open(one) ? { ...one, voided: true } : one;
}

export interface Question {
  readonly window: readonly [string, string];
  readonly now: string;
  readonly at: string;
  readonly direction: "SENT" | "RECEIVED";
  readonly partner: number | null;
  readonly groupBy: readonly ReportDimension[];
  readonly programs: readonly number[];
  readonly levels: readonly string[];
  readonly payers: readonly number[];
  readonly substances: readonly number[];
}
const few = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(of, { maxLength: 2 }) });
export const question: fc.Arbitrary<Question> = fc.record({
  // Most of the time wide, so that there is something to count.
  window: fc
    .tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 1, max: 70 }))
    .map(([from, days]) => [dayOf(from), dayOf(from + days)] as const),
  now: fc.integer({ min: 20 * 48, max: 125 * 48 }).map((halves) => new Date(FIRST + halves * 1_800_000).toISOString()),
  at: instant,
  direction: fc.constantFrom("SENT", "RECEIVED"),
  partner: fc.option(place(2), { freq: 1 }),
  groupBy: fc.uniqueArray(fc.constantFrom("PROGRAM", "LEVEL", "PAYER", "SUBSTANCE", "BAND"), { maxLength: 3 }),
  programs: few(place(PROGRAMS)),
  levels: few(fc.constantFrom("2.1", "2.5", "1.5")),
  payers: few(fc.constantFrom(-9, 1, 2, 3, 4)),
  substances: few(fc.constantFrom(-9, 1, 2, 3, 4)),
});

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;
