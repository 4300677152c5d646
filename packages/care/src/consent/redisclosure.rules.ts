import type { Purpose } from "./consent.rules.ts";

/** What a recipient is, for what it may do further with what it receives (42 CFR 2.33(b)). */
export const REDISCLOSURE_STATUSES = [
  /** Under HIPAA; a part 2 program that is a covered entity too is one. */
  "COVERED_ENTITY",
  /** A part 2 program that is no covered entity. */
  "PART2_PROGRAM",
  "BUSINESS_ASSOCIATE",
  "OTHER_LAWFUL_HOLDER",
] as const;
export type RedisclosureStatus = (typeof REDISCLOSURE_STATUSES)[number];

export const REDISCLOSURE_RULES = ["AS_HIPAA", "WITHIN_CONSENT", "CONTRACTORS_ONLY", "PROHIBITED"] as const;
export type RedisclosureRule = (typeof REDISCLOSURE_RULES)[number];

/** The mark that goes with what is disclosed, as it stood then. */
export interface RedisclosureMark {
  readonly status: RedisclosureStatus;
  /** Of the consent it was disclosed under. */
  readonly purpose: Purpose;
  readonly rule: RedisclosureRule;
  /** What the recipient may do further, in words. */
  readonly may: string;
  readonly never: string;
}

const MAY: Readonly<Record<RedisclosureRule, string>> = {
  AS_HIPAA:
    "May be used and disclosed further as the HIPAA regulations allow, save in proceedings against the client (42 CFR 2.33(b)(1)).",
  WITHIN_CONSENT: "May be used and disclosed further within the consent, and no further (42 CFR 2.33(b)(2)).",
  CONTRACTORS_ONLY:
    "May be disclosed to contractors, subcontractors and legal representatives as far as they need it for payment or operations on the recipient's behalf (42 CFR 2.33(b)(3), (c)).",
  PROHIBITED:
    "Not to be disclosed further without a written consent of the client that names who receives it (42 CFR 2.32, 2.33).",
};

const NEVER =
  "Never in civil, criminal, administrative or legislative proceedings against the client without a consent to that or a court order (42 CFR 2.12(d), 2.61 to 2.67).";
const NEVER_BEYOND_THE_PROCEEDING =
  "In the proceeding that the consent names alone, and in no other against the client (42 CFR 2.31(d), 2.12(d)).";

/**
 * What a recipient may do further. The broader rules rest on a consent to all treatment, payment and operations; one
 * for a single purpose reaches no further than its words, whoever holds the records.
 * @param purpose of the consent, not of the single disclosure
 */
export function redisclosureRule(purpose: Purpose, status: RedisclosureStatus): RedisclosureMark {
  const rule = ruleOf(purpose, status);
  const never = purpose === "LEGAL_PROCEEDING" ? NEVER_BEYOND_THE_PROCEEDING : NEVER;
  return { status, purpose, rule, may: MAY[rule], never };
}

function ruleOf(purpose: Purpose, status: RedisclosureStatus): RedisclosureRule {
  const forPayer = purpose === "TPO" || purpose === "PAYMENT" || purpose === "OPERATIONS";
  if (status === "OTHER_LAWFUL_HOLDER") return forPayer ? "CONTRACTORS_ONLY" : "PROHIBITED";
  if (purpose !== "TPO") return "PROHIBITED";
  return status === "PART2_PROGRAM" ? "WITHIN_CONSENT" : "AS_HIPAA";
}
