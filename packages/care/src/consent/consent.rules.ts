/**
 * What makes a consent under 42 CFR part 2 valid, as pure functions: no database, no clock of their own.
 * Elements of a written consent: 42 CFR 2.31(a); expired, deficient or false consents: 42 CFR 2.31(c).
 */

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

export const PURPOSES = ["TREATMENT", "PAYMENT", "OPERATIONS", "TPO", "LEGAL_PROCEEDING", "OTHER"] as const;
export type Purpose = (typeof PURPOSES)[number];

export const SIGNER_KINDS = ["CLIENT", "REPRESENTATIVE", "PARENT_OR_GUARDIAN"] as const;
export type SignerKind = (typeof SIGNER_KINDS)[number];

/** The short form of the statement that accompanies each disclosure, 42 CFR 2.32(a)(2), word for word. */
export const REDISCLOSURE_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/** The elements of a written consent as they stand on paper. Instants are absolute. */
export interface ConsentElements {
  readonly purpose: Purpose;
  /** Words of the purpose; needed when the purpose is OTHER. */
  readonly purposeText: string | null;
  readonly categories: readonly string[];
  /** How much and what kind of information, 42 CFR 2.31(a)(3). */
  readonly description: string;
  readonly expiresAt: Date | null;
  readonly expiryEvent: string | null;
  readonly signedAt: Date;
  readonly signerKind: SignerKind;
  readonly signerName: string;
  /** What entitles a representative to sign, 42 CFR 2.31(a)(8). */
  readonly signerAuthority: string | null;
  readonly revocationExplained: boolean;
  readonly redisclosureExplained: boolean;
  /** Organisations named as recipients; referral consents name each, never a class. */
  readonly recipientOrganisationIds: readonly string[];
}

export interface FacialDefect {
  readonly path: string;
  readonly reason: string;
  readonly message: string;
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
  if (consent.recipientOrganisationIds.length === 0) {
    defect("recipientOrganisationIds", "NO_RECIPIENT", "A consent names its recipients.");
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
  if (consent.signerKind !== "CLIENT" && isBlank(consent.signerAuthority)) {
    defect("signerAuthority", "NO_AUTHORITY", "Who signs for another says by what authority.");
  }
  if (!consent.revocationExplained) {
    defect("revocationExplained", "REVOCATION_NOT_EXPLAINED", "A consent tells of the right to revoke it, and how.");
  }
  if (tpo && !consent.redisclosureExplained) {
    defect("redisclosureExplained", "REDISCLOSURE_NOT_EXPLAINED", "This purpose needs the statement on redisclosure.");
  }
  return defects;
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim().length === 0;
}

/** A consent's reach to one recipient. */
export interface GrantFacts {
  readonly recipientOrganisationId: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly startsAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
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
  if (grant.expiresAt && grant.expiresAt <= now) return "EXPIRED";
  if (grant.startsAt > now) return "NOT_YET";
  if (!purposeCovers(grant.purpose, need.purpose)) return "WRONG_PURPOSE";
  if (need.categories.some((category) => !grant.categories.includes(category))) return "CATEGORY_NOT_COVERED";
  return null;
}
