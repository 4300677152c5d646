import type { AuthorisationThen } from "../authorisations/index.ts";
import { burn, levelOn } from "../authorisations/index.ts";
import type { LevelName } from "../programs/index.ts";
import { addDays, mondayOf } from "../programs/index.ts";
import type { AttendedWeek, LaneFacts } from "./lanes.rules.ts";
import { attendedWeeks, matches } from "./lanes.rules.ts";

/** Weeks in a row below the level placed at before somebody is told. */
const WEEKS_BELOW = 2;
/** How long before the last day covered somebody is told that the plan goes on. */
const ENDING_SOON_DAYS = 14;

/**
 * UNAUTHORISED: days of a placement that nothing granted covers. LEVEL_DIFFERS: what covers them is for another level.
 * ATTENDED_BELOW: two weeks or more of fewer minutes than the level asks. UNITS_EXHAUSTED: care beyond the units granted.
 * CARE_AFTER_DENIAL: care went on after a denial, and nothing else covers it. ENDS_BEFORE_PLAN: what is granted ends
 * within two weeks, the plan goes on, and nothing further is asked for.
 */
export const PARTING_KINDS = [
  "UNAUTHORISED",
  "LEVEL_DIFFERS",
  "ATTENDED_BELOW",
  "UNITS_EXHAUSTED",
  "CARE_AFTER_DENIAL",
  "ENDS_BEFORE_PLAN",
] as const;
export type PartingKind = (typeof PARTING_KINDS)[number];

/** Days on which two lanes are apart. */
export interface Parting {
  readonly kind: PartingKind;
  readonly startsOn: string;
  /** First day they are together again; null while they are apart. */
  readonly endsOn: string | null;
  readonly current: boolean;
  readonly clinical: LevelName | null;
  readonly authorised: LevelName | null;
  readonly authorisationId: string | null;
  /** An answer is awaited for these days. */
  readonly pending: boolean;
}

type Finding = Pick<Parting, "kind" | "clinical" | "authorised" | "authorisationId" | "pending">;

const UNDECIDED: ReadonlySet<string> = new Set(["REQUESTED", "PENDED", "APPEALED"]);

/**
 * Where the lanes part, up to the moment that the facts were believed at. The authorised lane is compared once an
 * authorisation was asked for: who pays for themselves needs none.
 */
export function partings(facts: LaneFacts): Parting[] {
  const under = facts.authorisations.length > 0;
  return [...(under ? daily(facts) : []), ...below(facts), ...(under ? ending(facts) : [])].toSorted((a, b) =>
    a.startsOn === b.startsOn
      ? PARTING_KINDS.indexOf(a.kind) - PARTING_KINDS.indexOf(b.kind)
      : a.startsOn < b.startsOn
        ? -1
        : 1,
  );
}

/** The next day on which the lanes may part, or meet, without anybody doing anything; null once the stay is over. */
export function nextLookOn(facts: LaneFacts): string | null {
  const { today } = facts;
  const last = facts.placements.at(-1);
  if (!last || (last.endsOn !== null && last.endsOn <= today)) return null;
  const days = [
    addDays(mondayOf(today), 7),
    ...facts.placements.flatMap((span) => [span.startsOn, ...(span.endsOn === null ? [] : [span.endsOn])]),
    ...facts.authorisations.flatMap((one) => [one.startsOn, one.endsOn, addDays(one.endsOn, -ENDING_SOON_DAYS)]),
  ];
  return days.filter((day) => day > today).toSorted()[0] ?? null;
}

/** Day by day: what was found on one, joined over days on which the same was found. */
function daily(facts: LaneFacts): Parting[] {
  const [first] = facts.placements;
  if (!first) return [];
  const { byCover } = burn(facts.attended, facts.authorisations, facts.placements);
  const open = new Map<string, { finding: Finding; startsOn: string }>();
  const found: Parting[] = [];
  const close = (key: string, endsOn: string | null): void => {
    const one = open.get(key);
    if (!one) return;
    open.delete(key);
    found.push({ ...one.finding, startsOn: one.startsOn, endsOn, current: endsOn === null });
  };
  const ends = facts.placements.at(-1)?.endsOn ?? null;
  const until = ends !== null && ends < facts.today ? ends : facts.today;
  for (let day = first.startsOn; day <= until; day = addDays(day, 1)) {
    const today = new Map(findingsOn(day, (key) => open.has(key)).map((finding) => [keyOf(finding), finding] as const));
    for (const key of open.keys()) if (!today.has(key)) close(key, day);
    for (const [key, finding] of today) {
      const before = open.get(key);
      // Whether an answer is awaited is told of the last day.
      open.set(key, { finding, startsOn: before?.startsOn ?? day });
    }
  }
  for (const key of open.keys()) close(key, null);
  return found;

  function findingsOn(day: string, wasApart: (key: string) => boolean): Finding[] {
    const clinical = levelOn(facts.placements, day);
    if (!clinical) return [];
    const about = facts.authorisations.filter((one) => one.startsOn <= day && day < one.endsOn);
    const granted = about.filter((one) => one.approvedUnits > 0);
    const pending = about.some((one) => UNDECIDED.has(one.state));
    const of = (kind: Finding["kind"], by: AuthorisationThen | undefined): Finding => ({
      kind,
      clinical,
      authorised: by && by.approvedUnits > 0 ? { edition: by.edition, code: by.levelCode } : null,
      authorisationId: by?.id ?? null,
      pending,
    });
    if (granted.length === 0) {
      const gap = of("UNAUTHORISED", undefined);
      const denied = about.findLast((one) => one.deniedOn !== null && one.deniedOn <= day);
      if (!denied) return [gap];
      const care = of("CARE_AFTER_DENIAL", denied);
      const attended = facts.attended.some((one) => one.on === day);
      return attended || wasApart(keyOf(care)) ? [gap, care] : [gap];
    }
    const findings: Finding[] = [];
    if (!matches(clinical, granted)) findings.push(of("LEVEL_DIFFERS", granted[0]));
    const isOver = (one: AuthorisationThen): boolean =>
      (byCover.get(one.id) ?? []).some((burned) => burned.on <= day && burned.used > one.approvedUnits);
    if (granted.every(isOver)) findings.push(of("UNITS_EXHAUSTED", granted[0]));
    return findings;
  }
}

function keyOf({ kind, clinical, authorised, authorisationId }: Finding): string {
  const levels =
    kind === "LEVEL_DIFFERS" ? [clinical, authorised].map((level) => `${level?.edition} ${level?.code}`) : [];
  return [kind, kind === "UNAUTHORISED" ? null : authorisationId, ...levels].join("|");
}

/** Runs of weeks below the level. A week that is exempt is passed over; one that was met or tapered ends the run. */
function below(facts: LaneFacts): Parting[] {
  const found: Parting[] = [];
  let run: AttendedWeek[] = [];
  const close = (current: boolean): void => {
    const [first] = run;
    const last = run.at(-1);
    if (first && last && run.length >= WEEKS_BELOW) {
      const clinical = levelOn(facts.placements, addDays(last.startsOn, 6)) ?? levelOn(facts.placements, last.startsOn);
      found.push({
        kind: "ATTENDED_BELOW",
        startsOn: first.startsOn,
        endsOn: current ? null : addDays(last.startsOn, 7),
        current,
        clinical,
        authorised: null,
        authorisationId: null,
        pending: false,
      });
    }
    run = [];
  };
  for (const week of attendedWeeks(facts)) {
    if (week.verdict === "BELOW") run.push(week);
    else if (week.verdict === "MET" || week.verdict === "TAPER") close(false);
  }
  close(levelOn(facts.placements, facts.today) !== null);
  return found;
}

function ending(facts: LaneFacts): Parting[] {
  const { today, plannedEndsOn } = facts;
  const granted = facts.authorisations.filter((one) => one.approvedUnits > 0);
  const last = granted.toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1)).at(-1);
  const clinical = levelOn(facts.placements, today);
  if (!last || !clinical || plannedEndsOn === null || last.endsOn >= plannedEndsOn) return [];
  if (today >= last.endsOn || today < addDays(last.endsOn, -ENDING_SOON_DAYS)) return [];
  if (facts.authorisations.some((one) => UNDECIDED.has(one.state) && one.endsOn > last.endsOn)) return [];
  return [
    {
      kind: "ENDS_BEFORE_PLAN",
      startsOn: last.endsOn,
      endsOn: plannedEndsOn,
      current: true,
      clinical,
      authorised: { edition: last.edition, code: last.levelCode },
      authorisationId: last.id,
      pending: false,
    },
  ];
}
