import { invalid } from "@causeway/kernel";
import type { Criterion } from "../directory/index.ts";

/** Signs that intensive outpatient care fits, and that it may not: a checklist for a talk, never a decision. */
export const FIT_ITEMS = [
  "WITHDRAWAL_DONE",
  "STABLE_SOBER_HOME",
  "TRANSPORT",
  "SUPPORT",
  "MOTIVATION",
  "MILD_OR_STEP_DOWN",
  "DAILY_DUTIES",
  "NOT_READY",
  "SEVERE_WITHDRAWAL_OR_RELAPSE_RISK",
  "MEDICAL_PROBLEMS_UNMANAGED",
  "PSYCHIATRIC_PROBLEMS_UNMANAGED",
  "UNSTABLE_HOME",
  "SEVERE_ADDICTION",
] as const;
export type FitItem = (typeof FIT_ITEMS)[number];
export const FIT_ANSWERS = ["YES", "NO", "UNKNOWN"] as const;
export type FitAnswer = (typeof FIT_ANSWERS)[number];

export interface FitLine {
  readonly item: FitItem;
  readonly answer: FitAnswer;
}

/** Signs that speak against it when they are there; the others when they are missing. */
const POOR: ReadonlySet<FitItem> = new Set([
  "NOT_READY",
  "SEVERE_WITHDRAWAL_OR_RELAPSE_RISK",
  "MEDICAL_PROBLEMS_UNMANAGED",
  "PSYCHIATRIC_PROBLEMS_UNMANAGED",
  "UNSTABLE_HOME",
  "SEVERE_ADDICTION",
]);

/** Duties are a reason for outpatient care; to have none speaks against nothing. */
const NEVER_FLAGGED: ReadonlySet<FitItem> = new Set(["DAILY_DUTIES"]);

const AROUND_THE_CLOCK = "d.setting <> 'OUTPATIENT'";

/** Programs to which a flag does not apply, over `d`, the entry with the setting of its level. */
const ANSWERED_BY: Readonly<Partial<Record<FitItem, string>>> = {
  WITHDRAWAL_DONE: `(${AROUND_THE_CLOCK} or d.withdrawal_management)`,
  SEVERE_WITHDRAWAL_OR_RELAPSE_RISK: `(${AROUND_THE_CLOCK} or d.withdrawal_management)`,
  TRANSPORT: `(${AROUND_THE_CLOCK} or d.telehealth is not distinct from 'FULL')`,
  MEDICAL_PROBLEMS_UNMANAGED: "d.setting = 'INPATIENT'",
  PSYCHIATRIC_PROBLEMS_UNMANAGED: "d.co_occurring is not distinct from 'ENHANCED'",
  NOT_READY: "false",
  MOTIVATION: "false",
};

/**
 * Answers that a clinician looks at before admitting: what is missing or there to the contrary, and what nobody knows.
 * An item that was not asked is none.
 * @throws DomainError INVALID for an item answered twice
 */
export function flagsOf(fit: readonly FitLine[]): FitLine[] {
  const twice = fit.findIndex((line, i) => fit.findIndex((one) => one.item === line.item) !== i);
  if (twice >= 0) throw invalid(["fit", String(twice)], "This was answered already.", "TWICE");
  return fit.filter(
    ({ item, answer }) =>
      !NEVER_FLAGGED.has(item) && (answer === "UNKNOWN" || answer === (POOR.has(item) ? "YES" : "NO")),
  );
}

/** Each flag as a criterion: met where the program answers it, not met or not known elsewhere. */
export function fitCriteria(fit: readonly FitLine[]): Criterion[] {
  return flagsOf(fit).map(({ item, answer }) => ({
    criterion: "FIT" as const,
    code: item,
    sql: `case when ${ANSWERED_BY[item] ?? AROUND_THE_CLOCK} then true ${answer === "UNKNOWN" ? "" : "else false "}end`,
  }));
}

export const VERDICTS = ["ELIGIBLE", "ELIGIBLE_WITH_FLAGS", "NOT_ELIGIBLE"] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * Hard facts alone refuse, and only where the program has said them; all else is a flag.
 * @param hard whether each hard fact fits; null where the program has not said
 */
export function verdictOf(hard: readonly (boolean | null)[], soft: readonly (boolean | null)[]): Verdict {
  if (hard.includes(false)) return "NOT_ELIGIBLE";
  return [...hard, ...soft].every((held) => held === true) ? "ELIGIBLE" : "ELIGIBLE_WITH_FLAGS";
}
