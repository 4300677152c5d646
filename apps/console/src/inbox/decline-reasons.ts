import type { DeclineReason } from "./inbox.generated.ts";

/** In the order of how often receivers use them; the API knows the same set. */
export const DECLINE_REASONS = [
  "NO_CAPACITY",
  "OUT_OF_NETWORK",
  "LEVEL_TOO_LOW",
  "LEVEL_TOO_HIGH",
  "MEDICAL_ACUITY",
  "PSYCH_ACUITY",
  "WITHDRAWAL_RISK",
  "AGE_OR_POPULATION",
  "BEHAVIOURAL_HISTORY",
  "NO_AUTHORISATION",
  "INCOMPLETE_INFO",
  "UNREACHABLE",
  "CLIENT_DECLINED",
  "DISTANCE",
  "DUPLICATE",
  "CONFLICT",
  "OTHER",
] as const satisfies readonly DeclineReason[];
