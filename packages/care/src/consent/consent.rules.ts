/**
 * What makes a consent under 42 CFR part 2 valid, as pure functions: no database, no clock of their own.
 * Elements of a written consent: 42 CFR 2.31(a); expired, deficient or false consents: 42 CFR 2.31(c).
 */
import type { FacialDefect, Signing } from "./signer.rules.ts";
import { authorityDefects, isBlank } from "./signer.rules.ts";

/** What may be consented to, and so what a packet may hold. An allow-list: nothing else travels. */
export const CATEGORIES = [
  "DEMOGRAPHICS",
  "CONTACT",
  "COVERAGE",
  "REASON",
  "SUBSTANCE_USE",
  "ASSESSMENT",
  "DIAGNOSES",
  "MEDICATIONS",
  "ALLERGIES",
  "RISK",
  "LEGAL",
  "TREATMENT_HISTORY",
  "NEEDS",
  "COUNSELING_NOTES",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** 42 CFR 2.31(b): a consent for counseling notes covers nothing else, and they are in no packet. */
export const NEVER_IN_PACKETS: ReadonlySet<Category> = new Set(["COUNSELING_NOTES"]);

export const PURPOSES = [
  "TREATMENT",
  "PAYMENT",
  "OPERATIONS",
  "TPO",
  "FUNDRAISING",
  "LEGAL_PROCEEDING",
  "CRIMINAL_JUSTICE",
  "OTHER",
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const SIGNATURE_METHODS = ["WET_INK", "ELECTRONIC", "WITNESSED_MARK"] as const;
export type SignatureMethod = (typeof SIGNATURE_METHODS)[number];

/** Why an official must know whether somebody keeps to treatment, 42 CFR 2.35(a)(1). */
export const MONITOR_DUTIES = ["COURT", "PROBATION", "PAROLE", "PRETRIAL", "CORRECTIONS"] as const;
export type MonitorDuty = (typeof MONITOR_DUTIES)[number];

/** The short form of the statement that accompanies each disclosure, 42 CFR 2.32(a)(2), word for word. */
export const REDISCLOSURE_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/** The elements of a written consent as they stand on paper. Instants are absolute. */
export interface ConsentElements extends Signing {
  readonly purpose: Purpose;
  /** Words of the purpose; needed when the purpose is OTHER. */
  readonly purposeText: string | null;
  readonly categories: readonly string[];
  /** How much and what kind of information, 42 CFR 2.31(a)(3). */
  readonly description: string;
  readonly expiresAt: Date | null;
  readonly expiryEvent: string | null;
  readonly signedAt: Date;
  readonly signatureMethod: SignatureMethod;
  /** Who saw a mark being made by somebody who cannot write. */
  readonly witnessName: string | null;
  /** Who may disclose is the organisation, or this one program of it, 42 CFR 2.31(a)(2). */
  readonly discloserProgramId: string | null;
  readonly revocationExplained: boolean;
  /** The words that say how, 42 CFR 2.31(a)(6). */
  readonly howToRevoke: string;
  /** That what is disclosed may be disclosed again and be protected no more, 42 CFR 2.31(a)(10)(i). */
  readonly redisclosureExplained: boolean;
  /** What follows when somebody does not sign, 42 CFR 2.31(a)(10)(ii). */
  readonly refusalExplained: boolean;
  /** The right to refuse messages that raise funds, 42 CFR 2.31(a)(5)(iii). */
  readonly fundraisingOptOutExplained: boolean;
  /** Organisations named as recipients. */
  readonly recipientOrganisationIds: readonly string[];
  /**
   * A class of recipients in words, as in "my treating providers and health plans": for TPO alone, 42 CFR 2.31(a)(4)(i).
   * It opens nothing on this platform: whoever receives a referral is named.
   */
  readonly recipientClass: string | null;
  /** Who passes records on between its members, by name, and which members: 42 CFR 2.31(a)(4)(ii). */
  readonly intermediaryName: string | null;
  readonly intermediaryMembers: string | null;
  readonly monitorDuty: MonitorDuty | null;
  readonly monitorOfficial: string | null;
  /** Until its end, 42 CFR 2.35(c). */
  readonly irrevocable: boolean;
}

/**
 * Everything that is missing or wrong on the face of a consent; empty when it may be recorded.
 * @param now the instant it is recorded
 */
export function facialDefects(consent: ConsentElements, now: Date): FacialDefect[] {
  const defects: FacialDefect[] = [];
  const defect = (path: string, reason: string, message: string): void => void defects.push({ path, reason, message });
  const tpo = consent.purpose === "TPO";

  if (consent.categories.length === 0)
    defect("categories", "NO_CATEGORY", "A consent says which information it covers.");
  if (consent.categories.some((category) => !(CATEGORIES as readonly string[]).includes(category))) {
    defect("categories", "UNKNOWN_CATEGORY", "A category is not one of the list.");
  }
  if (consent.categories.includes("COUNSELING_NOTES") && consent.categories.length > 1) {
    defect("categories", "COUNSELING_NOTES_COMBINED", "A consent for counseling notes covers nothing else.");
  }
  if (new Set(consent.categories).size !== consent.categories.length) {
    defect("categories", "REPEATED", "A category is named twice.");
  }
  if (isBlank(consent.description)) {
    defect("description", "NO_DESCRIPTION", "A consent describes the information in words.");
  }
  if (consent.purpose === "OTHER" && isBlank(consent.purposeText)) {
    defect("purposeText", "NO_PURPOSE", "A purpose that is not of the list is put in words.");
  }
  const hasClass = !isBlank(consent.recipientClass);
  if (consent.recipientOrganisationIds.length === 0 && !hasClass) {
    defect("recipientOrganisationIds", "NO_RECIPIENT", "A consent names its recipients.");
  }
  if (hasClass && !tpo) {
    defect(
      "recipientClass",
      "CLASS_OUTSIDE_TPO",
      "Only a consent for treatment, payment and operations names a class.",
    );
  }
  if (isBlank(consent.intermediaryName) !== isBlank(consent.intermediaryMembers)) {
    defect("intermediaryMembers", "INTERMEDIARY_INCOMPLETE", "An intermediary is named together with its members.");
  }
  if (new Set(consent.recipientOrganisationIds).size !== consent.recipientOrganisationIds.length) {
    defect("recipientOrganisationIds", "REPEATED", "A recipient is named twice.");
  }
  if (!consent.expiresAt && isBlank(consent.expiryEvent) && !tpo) {
    defect("expiresAt", "NO_EXPIRY", "A consent for this purpose ends at a date or an event.");
  }
  if (consent.expiresAt && consent.expiresAt <= now) {
    defect("expiresAt", "EXPIRED", "This consent has ended already.");
  }
  if (consent.expiresAt && consent.expiresAt <= consent.signedAt) {
    defect("expiresAt", "EXPIRED", "A consent ends after it was signed.");
  }
  if (consent.signedAt > now) defect("signedAt", "SIGNED_IN_FUTURE", "A consent is signed before it is recorded.");
  if (isBlank(consent.signerName)) defect("signerName", "NO_SIGNATURE", "A consent is signed by name.");
  if (consent.signatureMethod === "WITNESSED_MARK" && isBlank(consent.witnessName)) {
    defect("witnessName", "NO_WITNESS", "Who signs by a mark does so before a witness, by name.");
  }
  for (const { path, reason, message } of authorityDefects(consent)) defect(path, reason, message);
  if (!consent.revocationExplained) {
    defect("revocationExplained", "REVOCATION_NOT_EXPLAINED", "A consent tells of the right to revoke it, and how.");
  }
  if (isBlank(consent.howToRevoke)) {
    defect("howToRevoke", "HOW_TO_REVOKE_MISSING", "A consent says in words how it is revoked.");
  }
  if (tpo && !consent.redisclosureExplained) {
    defect("redisclosureExplained", "REDISCLOSURE_NOT_EXPLAINED", "This purpose needs the statement on redisclosure.");
  }
  if (tpo && !consent.refusalExplained) {
    defect("refusalExplained", "REFUSAL_NOT_EXPLAINED", "This purpose needs the statement of what a refusal means.");
  }
  if (consent.purpose === "FUNDRAISING" && !consent.fundraisingOptOutExplained) {
    defect(
      "fundraisingOptOutExplained",
      "OPT_OUT_NOT_EXPLAINED",
      "This purpose needs the right to refuse such messages.",
    );
  }
  return [...defects, ...monitoringDefects(consent)];
}

/** What a consent to somebody who monitors treatment for the justice system needs, and no other may say: 42 CFR 2.35. */
function monitoringDefects(consent: ConsentElements): FacialDefect[] {
  const monitored = consent.purpose === "CRIMINAL_JUSTICE";
  if (monitored && (consent.monitorDuty === null || isBlank(consent.monitorOfficial))) {
    const message = "This purpose needs the official or agency that monitors, and its duty.";
    return [{ path: "monitorOfficial", reason: "NO_MONITOR", message }];
  }
  if (monitored && consent.recipientOrganisationIds.length > 1) {
    const message = "Each agency that monitors has a consent of its own.";
    return [{ path: "recipientOrganisationIds", reason: "MANY_MONITORS", message }];
  }
  if (!monitored && (consent.monitorDuty !== null || !isBlank(consent.monitorOfficial))) {
    const message = "Only a consent for criminal justice names who monitors.";
    return [{ path: "monitorOfficial", reason: "NOT_MONITORED", message }];
  }
  if (!monitored && consent.irrevocable) {
    const message = "Only a consent for criminal justice may be irrevocable.";
    return [{ path: "irrevocable", reason: "REVOCABLE", message }];
  }
  return [];
}

/** A consent's reach to one recipient. */
export interface GrantFacts {
  readonly recipientOrganisationId: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly startsAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** Since somebody said the client wants to revoke it, until that is there in writing or taken back. */
  readonly heldAt: Date | null;
}

/** What somebody wants to disclose. */
export interface Need {
  readonly recipientOrganisationId: string;
  readonly purpose: Purpose;
  readonly categories: readonly string[];
}

export type GrantDefect =
  | "WRONG_RECIPIENT"
  | "REVOKED"
  | "HELD"
  | "EXPIRED"
  | "NOT_YET"
  | "WRONG_PURPOSE"
  | "CATEGORY_NOT_COVERED";

/** Consents for "treatment, payment and operations" cover each of the three; any other covers itself alone. */
export function purposeCovers(granted: string, wanted: Purpose): boolean {
  return (
    granted === wanted ||
    (granted === "TPO" && (wanted === "TREATMENT" || wanted === "PAYMENT" || wanted === "OPERATIONS"))
  );
}

/** Why this grant does not allow that disclosure at that instant, gravest first; null when it does. */
export function grantDefect(grant: GrantFacts, need: Need, now: Date): GrantDefect | null {
  if (grant.recipientOrganisationId !== need.recipientOrganisationId) return "WRONG_RECIPIENT";
  if (grant.revokedAt && grant.revokedAt <= now) return "REVOKED";
  if (grant.heldAt) return "HELD";
  if (grant.expiresAt && grant.expiresAt <= now) return "EXPIRED";
  if (grant.startsAt > now) return "NOT_YET";
  if (!purposeCovers(grant.purpose, need.purpose)) return "WRONG_PURPOSE";
  if (need.categories.some((category) => !grant.categories.includes(category))) return "CATEGORY_NOT_COVERED";
  return null;
}

/** What a recipient is told of a consent: not whether it was revoked, is held or was false (42 CFR 2.13(a)). */
export function defectTold(defect: GrantDefect): GrantDefect {
  return defect === "HELD" ? "REVOKED" : defect;
}
