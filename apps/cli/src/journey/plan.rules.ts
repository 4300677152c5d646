import type { DirectoryPlan } from "@causeway/care";
import { settingOf } from "@causeway/care";
import type { Seeded } from "../seeded.ts";
import type { Names } from "./people.rules.ts";
import { nameFor } from "./people.rules.ts";
import type { Course } from "./referral-plan.rules.ts";
import { courseFor } from "./referral-plan.rules.ts";
import type { TedsDischarge } from "./teds.rules.ts";

/** A program of the directory, as the journey chooses among them. Ids are UUIDs. */
export interface Offered {
  readonly programId: string;
  readonly organisationId: string;
  readonly region: string;
  readonly postalCode: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
  readonly level: string;
  readonly tedsService: number;
  readonly payers: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

export interface PlannedReferral {
  readonly level: string;
  /** Nearest first, each of another organisation; asked in this order, by the waves of the course. */
  readonly recipients: readonly Offered[];
  readonly course: Course;
}

/** One row of the discharge file, with what it does not hold. */
export interface Case {
  readonly discharge: TedsDischarge;
  readonly program: Offered;
  /** False: nobody taking part offers this service in the state of the row. */
  readonly inState: boolean;
  readonly payer: number;
  readonly givenName: string;
  readonly familyName: string;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  /** Who signs for a minor; null for an adult. */
  readonly guardian: string | null;
  /** May the alumni be written to by e-mail. */
  readonly checkIns: boolean;
  /** Days after admission. */
  readonly dischargeDay: number;
  readonly referral: PlannedReferral | null;
  /** Named in the consent signed at admission: the nearest other organisation that takes part. Null for who signs one for a referral. */
  readonly partner: Offered | null;
  /** Another program of the same organisation and TEDS service, where the stay goes on from the first of the days. */
  readonly levelChange: { readonly program: Offered; readonly reason: "GOALS_MET" | "CLIENT_PREFERENCE" } | null;
  /** The service changes within the episode: the discharge of the row is that of the second stay. */
  readonly changesService: boolean;
}

export interface JourneyPlan {
  readonly cases: readonly Case[];
  /** Rows for which nobody in the directory offers the service. */
  readonly unplaced: readonly TedsDischarge[];
  /** What is not in the file and was made up, and how often. */
  readonly invented: Readonly<Record<string, number>>;
}

/** Days after admission on which stays end. */
export const DISCHARGE_DAYS = [14, 28, 42] as const;

/** TEDS PRIMPAY and the words of programs that take it; any payer will do for the others. */
const PAYERS: Readonly<Record<number, readonly string[]>> = {
  1: ["SELF_PAY"],
  2: ["PRIVATE"],
  3: ["MEDICARE"],
  4: ["MEDICAID"],
  5: ["GOVERNMENT_FUNDS", "BLOCK_GRANT", "STATE_PLAN", "MILITARY_INSURANCE", "TRIBAL_FUNDS"],
  6: ["NO_CHARGE", "PAYMENT_ASSISTANCE", "SLIDING_SCALE", "GOVERNMENT_FUNDS", "BLOCK_GRANT"],
};

export function takesPayer(payers: ReadonlySet<string>, payer: number): boolean {
  const words = PAYERS[payer];
  return words === undefined || words.some((word) => payers.has(word));
}

/**
 * Where someone goes who is transferred, by TEDS SERVICES: down the chain from withdrawal management or residential
 * care to intensive outpatient to outpatient; from outpatient to outpatient elsewhere.
 */
const NEXT_SERVICE: Readonly<Record<number, number>> = { 1: 4, 2: 4, 3: 4, 4: 6, 5: 6, 6: 7, 7: 7, 8: 7 };

/** The level a referral asks for, by TEDS SERVICES: the one that the directory's setting of that service stands for. */
const LEVEL_OF_SERVICE: Readonly<Record<number, string>> = {
  1: "4-WM",
  2: "3.2-WM",
  3: "4",
  4: "3.5",
  5: "3.1",
  6: "2.1",
  7: "1",
  8: "1-WM",
};

/** Every program of a directory plan. */
export function offeredBy(plan: DirectoryPlan): Offered[] {
  return plan.organisations.flatMap((organisation) =>
    organisation.sites.flatMap((site) =>
      site.programs.map((program) => ({
        programId: program.id,
        organisationId: organisation.id,
        region: site.region,
        postalCode: site.postalCode,
        latitude: site.latitude,
        longitude: site.longitude,
        timeZone: site.timeZone,
        level: program.level,
        tedsService: settingOf(program.settingCode, new Set())?.tedsService ?? 0,
        payers: new Set(program.payers),
        services: new Set(program.services),
      })),
    ),
  );
}

/** Great-circle distance in kilometres (haversine). */
export function kilometres(
  a: Pick<Offered, "latitude" | "longitude">,
  b: Pick<Offered, "latitude" | "longitude">,
): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const h =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The nearest programs of other organisations that offer the level and take the payer, one an organisation. */
export function nearest(
  from: Offered,
  offered: readonly Offered[],
  want: { level: string; payer: number },
  count: number,
): Offered[] {
  const found: { program: Offered; distance: number }[] = [];
  for (const program of offered) {
    if (program.level !== want.level || program.organisationId === from.organisationId) continue;
    if (takesPayer(program.payers, want.payer)) found.push({ program, distance: kilometres(from, program) });
  }
  found.sort((a, b) => a.distance - b.distance || (a.program.programId < b.program.programId ? -1 : 1));
  const chosen: Offered[] = [];
  for (const { program } of found) {
    if (chosen.length === count) break;
    if (!chosen.some((other) => other.organisationId === program.organisationId)) chosen.push(program);
  }
  return chosen;
}

/**
 * Who takes whom, and what the file does not hold. Pure: the same input and seed give the same journey.
 * @param organisations at most so many organisations take clients
 */
export function planJourney(
  discharges: readonly TedsDischarge[],
  offered: readonly Offered[],
  names: Names,
  chance: Seeded,
  organisations: number,
): JourneyPlan {
  const invented: Record<string, number> = {};
  const note = (what: string): void => void (invented[what] = (invented[what] ?? 0) + 1);
  const known = discharges.flatMap((each) => (each.payer === undefined ? [] : [each.payer]));
  const payers = discharges.map((each) => {
    if (each.payer !== undefined) return each.payer;
    note("payer, drawn as the payers of the file are spread");
    return chance.of(`payer ${each.caseId}`).pick(known.length > 0 ? known : [4]);
  });
  const hosts = chooseHosts(discharges, payers, offered, organisations);
  const cases: Case[] = [];
  const unplaced: TedsDischarge[] = [];
  let dealt = 0;
  for (const [i, discharge] of discharges.entries()) {
    const payer = payers[i] ?? 4;
    const own = chance.of(`case ${discharge.caseId}`);
    const program = hostFor(discharge, payer, hosts, own);
    if (!program) {
      unplaced.push(discharge);
      continue;
    }
    const minor = discharge.age.to < 18;
    const { givenName, familyName } = nameFor(discharge.sex, names, own);
    if (minor) note("guardian who signs for a minor");
    const changesService = discharge.serviceAtAdmission !== discharge.serviceAtDischarge;
    const next = changesService
      ? discharge.serviceAtDischarge
      : discharge.reason === 4
        ? NEXT_SERVICE[discharge.serviceAtDischarge]
        : undefined;
    if (next !== undefined && !changesService) note("next service of someone transferred");
    const course = next === undefined ? null : courseFor(dealt, changesService, own);
    const recipients = course
      ? nearest(program, offered, { level: LEVEL_OF_SERVICE[next ?? 0] ?? "", payer }, course.scripts.length)
      : [];
    const referral = course && recipients[0] ? { level: recipients[0].level, recipients, course } : null;
    if (referral && !changesService) dealt += 1;
    if (referral) note("answers and course of a referral");
    for (const what of ["name", "birth date within the age group", "dates, session and length of stay"]) note(what);
    const completed = discharge.reason === 1;
    if (completed) note("consent to check-ins by e-mail");
    const dischargeDay = own.pick(changesService ? DISCHARGE_DAYS.slice(1) : DISCHARGE_DAYS);
    const levelChange = referral || dischargeDay === DISCHARGE_DAYS[0] ? null : levelChangeOf(program, hosts, own);
    if (levelChange) note("change of level within a stay");
    cases.push({
      discharge,
      program,
      inState: program.region === discharge.state,
      payer,
      givenName,
      familyName,
      birthDate: birthDate(discharge, own),
      guardian: minor ? `${own.pick(names.female)} ${familyName}` : null,
      checkIns: completed && own.chance(0.75),
      dischargeDay,
      referral,
      partner: null,
      levelChange,
      changesService: changesService && referral !== null,
    });
  }
  return { cases: withPartners(cases), unplaced, invented };
}

/**
 * The file tells a change of service alone. Within intensive outpatient the stay steps down from 2.5 to 2.1 where the
 * organisation has both; now and then it goes on in another program of the same level.
 */
function levelChangeOf(program: Offered, hosts: readonly Offered[], chance: Seeded): Case["levelChange"] {
  const others = hosts.filter(
    (other) =>
      other.organisationId === program.organisationId &&
      other.programId !== program.programId &&
      other.tedsService === program.tedsService,
  );
  const down = others.find((other) => program.level === "2.5" && other.level === "2.1");
  if (down) return chance.chance(0.8) ? { program: down, reason: "GOALS_MET" } : null;
  const [beside] = others.filter((other) => other.level === program.level);
  return beside && chance.chance(0.12) ? { program: beside, reason: "CLIENT_PREFERENCE" } : null;
}

/** Coordinated care: whoever is not referred on consents to one partner being told. */
function withPartners(cases: readonly Case[]): Case[] {
  const taking = new Map<string, Offered>();
  for (const { program, referral } of cases) {
    for (const each of [program, ...(referral?.recipients ?? [])]) taking.set(each.programId, each);
  }
  const programs = [...taking.values()];
  const partners = new Map<string, Offered | null>();
  return cases.map((each) => {
    if (each.referral) return each;
    const { program } = each;
    if (!partners.has(program.programId)) {
      const others = programs.filter((other) => other.organisationId !== program.organisationId);
      const [first, ...rest] = others;
      const closest =
        first &&
        rest.reduce((best, other) => (kilometres(program, other) < kilometres(program, best) ? other : best), first);
      partners.set(program.programId, closest ?? null);
    }
    return { ...each, partner: partners.get(program.programId) ?? null };
  });
}

/** Of full years at the beginning of 2026; the file is of stays that ended in 2023. */
function birthDate(discharge: TedsDischarge, chance: Seeded): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  const years = chance.between(discharge.age.from, discharge.age.to);
  return `${2025 - years}-${two(chance.between(4, 12))}-${two(chance.between(1, 28))}`;
}

/**
 * The organisations that take clients: again and again the one that can take most of the rows nobody takes yet, by
 * state, service and payer.
 */
function chooseHosts(
  discharges: readonly TedsDischarge[],
  payers: readonly number[],
  offered: readonly Offered[],
  organisations: number,
): Offered[] {
  const byPlace = new Map<string, Offered[]>();
  for (const program of offered) push(byPlace, `${program.region} ${program.tedsService}`, program);
  const rowsOf = new Map<string, Set<number>>();
  for (const [row, discharge] of discharges.entries()) {
    for (const program of byPlace.get(`${discharge.state} ${discharge.serviceAtAdmission}`) ?? []) {
      if (!takesPayer(program.payers, payers[row] ?? 0)) continue;
      const rows = rowsOf.get(program.organisationId);
      if (rows) rows.add(row);
      else rowsOf.set(program.organisationId, new Set([row]));
    }
  }
  const chosen = new Set<string>();
  const taken = new Set<number>();
  const needed = new Set(discharges.map((each) => each.serviceAtAdmission));
  while (chosen.size < organisations) {
    let best: string | undefined;
    let most = 0;
    for (const [organisation, rows] of rowsOf) {
      if (chosen.has(organisation)) continue;
      let fresh = 0;
      for (const row of rows) if (!taken.has(row)) fresh += 1;
      if (fresh > most) [best, most] = [organisation, fresh];
    }
    if (best === undefined) break;
    chosen.add(best);
    for (const row of rowsOf.get(best) ?? []) taken.add(row);
  }
  // A service that none of them offers takes one organisation more.
  for (const service of needed) {
    const offers = offered.filter((program) => program.tedsService === service);
    if (offers[0] && !offers.some((program) => chosen.has(program.organisationId)))
      chosen.add(offers[0].organisationId);
  }
  return offered.filter((program) => chosen.has(program.organisationId));
}

/** In the row's state and for its payer where it can be; then in the state; then anywhere. */
function hostFor(
  discharge: TedsDischarge,
  payer: number,
  hosts: readonly Offered[],
  chance: Seeded,
): Offered | undefined {
  const able = hosts.filter((program) => program.tedsService === discharge.serviceAtAdmission);
  const near = able.filter((program) => program.region === discharge.state);
  const paid = near.filter((program) => takesPayer(program.payers, payer));
  const anywhere = able.filter((program) => takesPayer(program.payers, payer));
  for (const from of [paid, near, anywhere, able]) if (from.length > 0) return chance.pick(from);
  return undefined;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
