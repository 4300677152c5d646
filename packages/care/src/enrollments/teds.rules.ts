import { invalid } from "@causeway/kernel";

/**
 * Codes of the Treatment Episode Data Set (SAMHSA, TEDS-A and TEDS-D codebooks). Raw values are
 * stored; these functions derive the codes.
 */
export const LOCAL_DISCHARGE_REASONS = {
  COMPLETED: 1,
  LEFT_AGAINST_ADVICE: 2,
  LOST_CONTACT: 2,
  RULE_VIOLATION: 3,
  LEVEL_CHANGE_ELSEWHERE: 4,
  INCARCERATED: 5,
  DEATH: 6,
  FINANCIAL: 7,
  MOVED: 7,
  MILITARY: 7,
} as const;
export type LocalDischargeReason = keyof typeof LOCAL_DISCHARGE_REASONS;

export const REASON_TRANSFERRED = 4;
export const REASON_INCARCERATED = 5;
export const REASON_DEATH = 6;

/**
 * The TEDS-D REASON (1 completed ... 7 other) of a discharge.
 * @throws DomainError INVALID when neither or contradicting reasons are given
 */
export function dischargeReason(reason: number | null, local: LocalDischargeReason | null): number {
  if (reason !== null && !(Number.isInteger(reason) && reason >= 1 && reason <= 7))
    throw invalid("reason", "A reason is a TEDS code from 1 to 7.");
  const derived = local === null ? null : LOCAL_DISCHARGE_REASONS[local];
  if (derived !== null && reason !== null && derived !== reason)
    throw invalid("localReason", "The local reason stands for another TEDS code.");
  const code = reason ?? derived;
  if (code === null) throw invalid("reason", "A discharge has a reason.");
  return code;
}

/**
 * Length of stay in days: from admission to discharge, at least 1; days on leave count.
 * @param admittedOn YYYY-MM-DD
 * @param dischargedOn YYYY-MM-DD
 */
export function lengthOfStay(admittedOn: string, dischargedOn: string): number {
  return Math.max(1, Math.round((Date.parse(dischargedOn) - Date.parse(admittedOn)) / 86_400_000));
}

/** ASAM 2.1 by its rank: from here on an outpatient level is intensive. */
const INTENSIVE_RANK = 20;

/**
 * TEDS SERVICES, 1 to 8, that stands for a level of care.
 * @param days spent at the level: they tell short residential care from long
 */
export function servicesOfLevel(
  level: { readonly rank: number; readonly setting: string; readonly withdrawalManagement: boolean },
  days: number,
): number {
  const { rank, setting, withdrawalManagement } = level;
  if (setting === "INPATIENT") return withdrawalManagement ? 1 : 3;
  if (setting === "RESIDENTIAL") return withdrawalManagement ? 2 : days <= 30 ? 4 : 5;
  if (withdrawalManagement) return 8;
  return rank >= INTENSIVE_RANK ? 6 : 7;
}

const LOS_BANDS = [45, 60, 90, 120, 180, 365] as const;

/** TEDS-D LOS: 1 to 30 are exact days, 31 to 36 are spans, 37 is more than a year. */
export function losCode(days: number): number {
  if (days <= 30) return Math.max(1, Math.floor(days));
  const band = LOS_BANDS.findIndex((last) => days <= last);
  return 31 + (band < 0 ? LOS_BANDS.length : band);
}

/** TEDS DAYWAIT: 0 none, 1 up to 7 days, 2 up to 14, 3 up to 30, 4 longer. */
export function dayWaitCode(days: number): number {
  if (days <= 0) return 0;
  if (days <= 7) return 1;
  if (days <= 14) return 2;
  return days <= 30 ? 3 : 4;
}

/** TEDS-D outcomes: the codes from and to, both included; −9 says that the answer is not known. */
const OUTCOMES: Readonly<Record<string, readonly [number, number]>> = {
  SUB1_D: [1, 19],
  SUB2_D: [1, 19],
  SUB3_D: [1, 19],
  FREQ1_D: [1, 3],
  FREQ2_D: [1, 3],
  FREQ3_D: [1, 3],
  LIVARAG_D: [1, 3],
  EMPLOY_D: [1, 4],
  ARRESTS_D: [0, 2],
  FREQ_ATND_SELF_HELP_D: [1, 5],
};
/** TEDS for "missing". */
export const NOT_KNOWN = -9;
/** What a discharge answers, or says is not known. */
export const ANSWERED_AT_DISCHARGE = [
  "SUB1_D",
  "FREQ1_D",
  "LIVARAG_D",
  "EMPLOY_D",
  "ARRESTS_D",
  "FREQ_ATND_SELF_HELP_D",
] as const;

export type TedsRecord = Readonly<Record<string, string | number | null>>;

/**
 * The outcomes of a discharge: substance, frequency of use, living arrangement, employment, arrests and self-help are
 * each answered by a code or said to be unknown (−9). After a death nothing is asked.
 * @returns the record with its outcomes as numbers
 * @throws DomainError INVALID with the path of the field; reason MISSING for one left out
 */
export function checkOutcomes(record: TedsRecord, reason: number, path: string): TedsRecord {
  const answers: Record<string, string | number | null> = { ...checkTeds(record, path) };
  for (const [field, [from, to]] of Object.entries(OUTCOMES)) {
    const answer = answers[field] ?? null;
    if (answer === null) {
      if (reason === REASON_DEATH || !(ANSWERED_AT_DISCHARGE as readonly string[]).includes(field)) continue;
      throw invalid([path, field], "A discharge answers this, or says with -9 that it is not known.", "MISSING");
    }
    const code = typeof answer === "number" ? answer : /^-?\d{1,2}$/.test(answer) ? Number(answer) : Number.NaN;
    if (code !== NOT_KNOWN && !(Number.isInteger(code) && code >= from && code <= to))
      throw invalid([path, field], `This is a code from ${from} to ${to}, or -9 where it is not known.`);
    answers[field] = code;
  }
  return answers;
}

/**
 * Answers of an admission or discharge record by TEDS field name, as they were given.
 * @throws DomainError INVALID for a name that is none, or words where a code belongs
 */
export function checkTeds(record: TedsRecord, path: string): TedsRecord {
  const entries = Object.entries(record);
  if (entries.length > 100) throw invalid(path, "A record has at most 100 answers.");
  for (const [field, value] of entries) {
    if (!/^[A-Z][A-Z0-9_]{0,39}$/.test(field)) throw invalid(path, "This is not the name of a TEDS field.");
    const short =
      value === null ||
      (typeof value === "number" && Number.isFinite(value)) ||
      (typeof value === "string" && value.length <= 40);
    if (!short) throw invalid(path, "An answer is a code or a short label.");
  }
  return record;
}
