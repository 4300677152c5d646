import type { ConsentCategory } from "./send.generated.ts";

/** What a packet may hold; the API refuses what the consent does not cover. */
export const CATEGORIES = [
  "DEMOGRAPHICS",
  "CONTACT",
  "COVERAGE",
  "REASON",
  "SUBSTANCE_USE",
  "TREATMENT_HISTORY",
  "ASSESSMENT",
  "DIAGNOSES",
  "MEDICATIONS",
  "ALLERGIES",
  "RISK",
  "LEGAL",
  "NEEDS",
] as const satisfies readonly ConsentCategory[];

/** Of these the record knows little or nothing: what the packet says of them is written for it. */
export const WRITTEN: ReadonlySet<ConsentCategory> = new Set([
  "ASSESSMENT",
  "DIAGNOSES",
  "MEDICATIONS",
  "ALLERGIES",
  "RISK",
  "LEGAL",
  "NEEDS",
]);
