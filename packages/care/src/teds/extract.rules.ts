import { createHmac } from "node:crypto";
import { dayWaitCode, lengthOfStay, losCode } from "../enrollments/index.ts";
import type { TedsRecord } from "../enrollments/index.ts";
import { daysBetween } from "../programs/index.ts";

export const EXTRACT_KINDS = ["ADMISSIONS", "DISCHARGES"] as const;
export type ExtractKind = (typeof EXTRACT_KINDS)[number];

export interface StateProfile {
  readonly state: string;
  readonly name: string;
  /** What a change of service within an episode counts as. */
  readonly locChangeAs: "ADMISSION" | "TRANSFER";
  readonly missing: string;
  /** By field, without number and `_D`: this state's codes, and from which day on. */
  readonly codes: readonly { field: string; internal: string; external: string; validFrom: string }[];
}

interface Observed {
  readonly observedOn: string;
}
interface Circumstances extends Observed {
  readonly livingArrangement: number | null;
  readonly employment: number | null;
  readonly selfHelpFrequency: number | null;
  readonly arrestsPast30Days: number | null;
  readonly pregnant: boolean | null;
  readonly veteran: boolean | null;
}
interface Substances extends Observed {
  readonly substances: readonly {
    readonly substance: number;
    readonly route: number | null;
    readonly frequency: number | null;
    readonly ageOfFirstUse: number | null;
  }[];
}

/** A stay that has begun, with all that the two files ask of it. Days are YYYY-MM-DD. */
export interface StayFacts {
  readonly enrollmentId: string;
  readonly clientId: string;
  readonly organisationId: string;
  /** No stay of the episode began before. */
  readonly isFirstOfEpisode: boolean;
  readonly requestedOn: string;
  readonly firstSessionOn: string;
  readonly dischargedOn: string | null;
  readonly dischargeReason: number | null;
  readonly servicesAtDischarge: number | null;
  readonly tedsAdmission: TedsRecord;
  readonly tedsDischarge: TedsRecord;
  readonly birthDate: string | null;
  readonly sex: string | null;
  /** TEDS PRIMPAY on the day of admission. */
  readonly paymentSource: number | null;
  readonly circumstances: readonly Circumstances[];
  readonly substances: readonly Substances[];
  /** Believed now, by their first day. */
  readonly placements: readonly {
    readonly startsOn: string;
    readonly level: string;
    readonly programId: string;
    readonly siteId: string;
  }[];
}

/** Days of a stay with one TEDS service: what the files call an admission, and its end. */
export interface Stint {
  readonly stay: StayFacts;
  readonly service: number | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly programId: string;
  readonly siteId: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export interface ExtractRow {
  readonly enrollmentId: string;
  readonly clientId: string;
  readonly values: readonly string[];
  readonly problems: readonly { readonly field: string; readonly reason: "MISSING" | "UNMAPPED" }[];
}

const TRANSFERRED = 4;
const NO_SUBSTANCE = 1;

/**
 * The stints of a stay: from its first session on, a new one where the TEDS service changes (rule
 * `teds-service-change`). What changed before anybody attended is no stint.
 */
export function stintsOf(stay: StayFacts, profile: StateProfile): Stint[] {
  const ends = stay.dischargedOn;
  const stints: { service: number | null; startsOn: string; programId: string; siteId: string }[] = [];
  const given = numeric(stay.tedsAdmission["SERVICES"]);
  for (const placement of stay.placements) {
    const startsOn = placement.startsOn > stay.firstSessionOn ? placement.startsOn : stay.firstSessionOn;
    if (ends !== null && startsOn >= ends && startsOn > stay.firstSessionOn) continue;
    const { programId, siteId } = placement;
    const stint = { service: serviceOf(placement.level, profile), startsOn, programId, siteId };
    const before = stints.at(-1);
    if (before?.startsOn === startsOn) stints[stints.length - 1] = stint;
    else if (before === undefined || before.service !== stint.service) stints.push(stint);
  }
  return stints.map((stint, index) => ({
    ...stint,
    // What was written down at admission counts for more than what the level lets guess.
    service: index === 0 ? (given ?? stint.service) : stint.service,
    stay,
    endsOn: stints[index + 1]?.startsOn ?? ends,
    isFirst: index === 0,
    isLast: index === stints.length - 1,
  }));
}

function serviceOf(level: string, profile: StateProfile): number | null {
  return numeric(profile.codes.find((code) => code.field === "LEVEL" && code.internal === level)?.external);
}

/** AGE of the codebook, 1 for 12 to 14 years and 12 for 65 and older. */
export function ageCode(birthDate: string | null, on: string): number | null {
  if (birthDate === null) return null;
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (on.slice(5) < birthDate.slice(5) ? 1 : 0);
  return band(years, [12, 15, 18, 21, 25, 30, 35, 40, 45, 50, 55, 65]);
}

/** FRSTUSE: 1 for 11 years and under, 7 for 30 and older. */
export function firstUseCode(age: number | null): number | null {
  return age === null ? null : band(age, [0, 12, 15, 18, 21, 25, 30]);
}

function band(value: number, from: readonly number[]): number | null {
  return from.findLastIndex((least) => value >= least) + 1 || null;
}

/** What was seen last by a day; where nobody had looked yet, what was seen first afterwards. */
export function asOf<T extends Observed>(observed: readonly T[], on: string): T | undefined {
  const sorted = observed.toSorted((a, b) => (a.observedOn < b.observedOn ? -1 : 1));
  return sorted.findLast((each) => each.observedOn <= on) ?? sorted[0];
}

/** A client's name toward one state: always the same, and nothing can be read from it. */
export function clientKey(secret: string, state: string, organisationId: string, clientId: string): string {
  const hash = createHmac("sha256", secret).update(`teds client ${state} ${organisationId} ${clientId}`).digest("hex");
  return hash.slice(0, 24).toUpperCase();
}

type Codes = Readonly<Record<string, number | null | undefined>>;

/** Codes of the public-use codebook by field: answers of the record first, else what the client's record tells. */
function admissionCodes(stint: Stint): Codes {
  const { stay, startsOn } = stint;
  const seen = asOf(stay.circumstances, startsOn);
  const used = asOf(stay.substances, startsOn)?.substances ?? [];
  const told: Record<string, number | null | undefined> = {
    AGE: ageCode(stay.birthDate, startsOn),
    GENDER: stay.sex === "MALE" ? 1 : stay.sex === "FEMALE" ? 2 : null,
    EMPLOY: seen?.employment,
    LIVARAG: seen?.livingArrangement,
    FREQ_ATND_SELF_HELP: seen?.selfHelpFrequency,
    ARRESTS: atMost(seen?.arrestsPast30Days, 2),
    PREG: yesNo(seen?.pregnant),
    VET: yesNo(seen?.veteran),
    PRIMPAY: stay.paymentSource,
    DAYWAIT: dayWaitCode(daysBetween(stay.requestedOn, startsOn)),
  };
  used.forEach((each, index) => {
    told[`SUB${index + 1}`] = each.substance;
    told[`ROUTE${index + 1}`] = each.route;
    told[`FREQ${index + 1}`] = each.frequency;
    told[`FRSTUSE${index + 1}`] = firstUseCode(each.ageOfFirstUse);
  });
  const answers = stint.isFirst ? answered(stay.tedsAdmission) : {};
  const codes: Codes = { ...told, ...answers, SERVICES: stint.service };
  const routes = [1, 2, 3].map((index) => codes[`ROUTE${index}`]);
  return { ...codes, IDU: typeof codes["SUB1"] === "number" ? (routes.includes(4) ? 1 : 0) : null };
}

function dischargeCodes(stint: Stint): Codes {
  const { stay, startsOn, endsOn } = stint;
  return {
    ...admissionCodes(stint),
    ...(stint.isLast ? answered(stay.tedsDischarge) : {}),
    REASON: stint.isLast ? stay.dischargeReason : TRANSFERRED,
    SERVICES_D: stint.isLast ? (stay.servicesAtDischarge ?? stint.service) : stint.service,
    LOS: endsOn === null ? null : losCode(lengthOfStay(startsOn, endsOn)),
  };
}

const words = (text: string): string[] => text.split(" ");
const AT_ADMISSION = [
  ...words("AGE GENDER RACE ETHNIC MARSTAT EDUC EMPLOY PREG VET LIVARAG ARRESTS SERVICES"),
  ...words("METHUSE DAYWAIT PSOURCE DETCRIM NOPRIOR"),
  ...[1, 2, 3].flatMap((index) => [`SUB${index}`, `ROUTE${index}`, `FREQ${index}`, `FRSTUSE${index}`]),
  ...words("IDU PSYPROB HLTHINS PRIMPAY FREQ_ATND_SELF_HELP"),
];
const AT_DISCHARGE = words(
  "REASON LOS SERVICES_D SUB1_D SUB2_D SUB3_D FREQ1_D FREQ2_D FREQ3_D LIVARAG_D EMPLOY_D ARRESTS_D FREQ_ATND_SELF_HELP_D",
);

/** Fields without which a state takes no record; the details of a substance only where there is one. */
const REQUIRED: Readonly<Record<ExtractKind, readonly string[]>> = {
  ADMISSIONS: ["AGE", "GENDER", "EMPLOY", "SERVICES", "PSOURCE", "NOPRIOR", "SUB1", "ROUTE1", "FREQ1", "FRSTUSE1"],
  DISCHARGES: ["AGE", "GENDER", "SERVICES", "REASON", "LOS", "SERVICES_D", "SUB1"],
};

const HEAD: Readonly<Record<ExtractKind, readonly string[]>> = {
  ADMISSIONS: ["RECORD_TYPE", "STATE", "CLIENT_KEY", "ADMISSION_DATE"],
  DISCHARGES: ["RECORD_TYPE", "STATE", "CLIENT_KEY", "ADMISSION_DATE", "DISCHARGE_DATE"],
};

const FIELDS: Readonly<Record<ExtractKind, readonly string[]>> = {
  ADMISSIONS: AT_ADMISSION,
  DISCHARGES: [...AT_ADMISSION, ...AT_DISCHARGE],
};

export function extractColumns(kind: ExtractKind): readonly string[] {
  return [...HEAD[kind], ...FIELDS[kind]];
}

/** One line of a file, in the codes of the state, with what is wrong with it. */
export function extractRow(kind: ExtractKind, stint: Stint, profile: StateProfile, secret: string): ExtractRow {
  const { stay, startsOn, endsOn } = stint;
  const codes = kind === "ADMISSIONS" ? admissionCodes(stint) : dischargeCodes(stint);
  const day = kind === "ADMISSIONS" ? startsOn : (endsOn ?? startsOn);
  const problems: { field: string; reason: "MISSING" | "UNMAPPED" }[] = [];
  const cells = FIELDS[kind].map((field) => {
    const code = codes[field] ?? null;
    if (code === null) {
      const moot = codes["SUB1"] === NO_SUBSTANCE && /^(ROUTE|FREQ|FRSTUSE)1$/.test(field);
      if (REQUIRED[kind].includes(field) && !moot) problems.push({ field, reason: "MISSING" });
      return profile.missing;
    }
    const external = inTheState(profile, field, code, day);
    if (external === undefined) problems.push({ field, reason: "UNMAPPED" });
    return external ?? profile.missing;
  });
  const isAdmission = stint.isFirst && stay.isFirstOfEpisode;
  const change = profile.locChangeAs === "TRANSFER" ? "T" : "A";
  const key = clientKey(secret, profile.state, stay.organisationId, stay.clientId);
  const head =
    kind === "ADMISSIONS"
      ? [isAdmission ? "A" : change, profile.state, key, startsOn]
      : ["D", profile.state, key, startsOn, endsOn ?? profile.missing];
  return { enrollmentId: stay.enrollmentId, clientId: stay.clientId, values: [...head, ...cells], problems };
}

/** The state's own code as of a day; the public one where the state has none of its own for the field. */
function inTheState(profile: StateProfile, field: string, code: number, on: string): string | undefined {
  const base = field.replace(/_D$/, "").replace(/\d$/, "");
  const own = profile.codes.filter((each) => each.field === base && each.validFrom <= on);
  if (own.length === 0) return String(code);
  return own
    .filter((each) => each.internal === String(code))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]?.external;
}

/** What was answered; that something is not known (below zero) is no answer. */
function answered(record: TedsRecord): Codes {
  return Object.fromEntries(
    Object.entries(record).flatMap(([field, value]) => {
      const code = numeric(value);
      return code === null || code < 0 ? [] : [[field, code] as const];
    }),
  );
}

function numeric(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined || value === "") return null;
  const code = Number(value);
  return Number.isInteger(code) ? code : null;
}

function yesNo(value: boolean | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  return value ? 1 : 2;
}

function atMost(value: number | null | undefined, most: number): number | null {
  return value === null || value === undefined ? null : Math.min(value, most);
}
