/** On what a disclosure rests. Without one there is none. */
export const LEGAL_BASES = [
  "CONSENT",
  "MEDICAL_EMERGENCY",
  "RESEARCH",
  "AUDIT_EVALUATION",
  "QSO",
  "WITHIN_PROGRAM",
  "CHILD_ABUSE_REPORT",
  "CRIME_ON_PREMISES",
  "PUBLIC_HEALTH_DEIDENTIFIED",
  "COURT_ORDER",
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];
/** Bases that take no consent. */
export type UnconsentedBasis = Exclude<LegalBasis, "CONSENT">;

export const MANNERS = ["ELECTRONIC", "PAPER", "FAX", "VERBAL"] as const;
export type Manner = (typeof MANNERS)[number];

/** What a request for records was handed in with. */
export const LEGAL_DOCUMENTS = ["COURT_ORDER", "SUBPOENA", "WARRANT", "AGREEMENT", "APPROVAL", "NONE"] as const;
export type LegalDocument = (typeof LEGAL_DOCUMENTS)[number];

/** A disclosure without consent as somebody wants to record it. */
export interface DisclosureFacts {
  readonly legalBasis: LegalBasis;
  readonly clientId: string | null;
  readonly recipientName: string;
  readonly recipientAffiliation: string | null;
  readonly purpose: string;
  readonly categories: readonly string[];
  /** Who in this organisation disclosed. */
  readonly disclosedBy: string | null;
  /** Number of the order, agreement, protocol or report. */
  readonly reference: string | null;
  readonly circumstances: string | null;
  readonly document: LegalDocument | null;
  /** That somebody found what the basis asks of its document to be met. */
  readonly requirementsConfirmed: boolean;
  readonly at: Date;
}

interface BasisRule {
  readonly citation: string;
  /** Whose details it may be about: of one client, or of nobody who could be known. */
  readonly about: "CLIENT" | "NOBODY";
  /** Without these it is not recorded, with what each must tell. */
  readonly needs: Readonly<
    Partial<Record<"recipientAffiliation" | "disclosedBy" | "reference" | "circumstances", string>>
  >;
  /** What it must have been asked for with. */
  readonly document?: LegalDocument;
  /** What must have been found to be met, in words. */
  readonly confirms?: string;
  /** Nothing beyond these may go out. */
  readonly categories?: readonly string[];
}

/** What each basis demands. */
export const BASIS_RULES: Readonly<Record<UnconsentedBasis, BasisRule>> = {
  MEDICAL_EMERGENCY: {
    citation: "42 CFR 2.51",
    about: "CLIENT",
    needs: {
      recipientAffiliation: "With which facility the medical personnel are.",
      disclosedBy: "Who disclosed.",
      circumstances: "The nature of the emergency, and why consent could not be had.",
    },
  },
  RESEARCH: {
    citation: "42 CFR 2.52",
    about: "CLIENT",
    needs: { reference: "Number of the protocol.", recipientAffiliation: "Of which institution the researcher is." },
    document: "APPROVAL",
    confirms: "that the approval meets 42 CFR 2.52(a)",
  },
  AUDIT_EVALUATION: {
    citation: "42 CFR 2.53",
    about: "CLIENT",
    needs: { circumstances: "Which audit or evaluation, and by whose authority." },
    document: "AGREEMENT",
    confirms: "that the auditor agreed in writing to 42 CFR 2.53(a)(1)",
  },
  QSO: {
    citation: "42 CFR 2.11, 2.12(c)(4)",
    about: "CLIENT",
    needs: { reference: "Number or date of the agreement.", circumstances: "Which service needs the records." },
    document: "AGREEMENT",
    confirms: "that the agreement is signed and in force",
  },
  WITHIN_PROGRAM: {
    citation: "42 CFR 2.12(c)(3)",
    about: "CLIENT",
    needs: { circumstances: "Which duties need the information." },
  },
  CHILD_ABUSE_REPORT: {
    citation: "42 CFR 2.12(c)(6)",
    about: "CLIENT",
    needs: {
      recipientAffiliation: "Which state or local authority took the report.",
      circumstances: "Under which law of the state it was reported.",
    },
  },
  CRIME_ON_PREMISES: {
    citation: "42 CFR 2.12(c)(5)",
    about: "CLIENT",
    needs: {
      recipientAffiliation: "Which law enforcement agency.",
      circumstances: "The crime or threat, on the premises or against personnel.",
    },
    // Name, address, that one is a client, and last known whereabouts.
    categories: ["DEMOGRAPHICS", "CONTACT"],
  },
  PUBLIC_HEALTH_DEIDENTIFIED: {
    citation: "42 CFR 2.54",
    about: "NOBODY",
    needs: { recipientAffiliation: "Which public health authority." },
    confirms: "that the data is de-identified under 45 CFR 164.514(b)",
  },
  COURT_ORDER: {
    citation: "42 CFR 2.61 to 2.67",
    about: "CLIENT",
    needs: { reference: "Number of the order.", recipientAffiliation: "Which court." },
    document: "COURT_ORDER",
    confirms: "that the order meets 42 CFR 2.61 to 2.67",
  },
};

export interface BasisDefect {
  readonly path: string;
  readonly reason: string;
  readonly message: string;
}

/** Everything for which this disclosure may not be recorded under its basis; empty when it may. */
export function basisDefects(facts: DisclosureFacts, now: Date): BasisDefect[] {
  const defects: BasisDefect[] = [];
  const defect = (path: string, reason: string, message: string): void => void defects.push({ path, reason, message });
  if (facts.legalBasis === "CONSENT") {
    defect("legalBasis", "HAS_ITS_OWN_ROAD", "What is disclosed under a consent is recorded as it is sent or read.");
    return defects;
  }
  const rule = BASIS_RULES[facts.legalBasis];
  // Said first and in words: nobody should look for another way to obey a subpoena alone.
  if (facts.legalBasis === "COURT_ORDER" && facts.document !== "COURT_ORDER")
    defect(
      "document",
      "ORDER_NEEDED",
      "A subpoena or a warrant alone opens nothing: a court order under 42 CFR 2.61 to 2.67 is needed.",
    );
  else if (rule.document && facts.document !== rule.document)
    defect("document", "DOCUMENT_NEEDED", `This basis rests on a document: ${rule.document.toLowerCase()}.`);
  if (rule.confirms && !facts.requirementsConfirmed)
    defect("requirementsConfirmed", "NOT_CONFIRMED", `Somebody has to confirm ${rule.confirms}.`);
  if (rule.about === "NOBODY" && facts.clientId !== null)
    defect("clientId", "NOT_DEIDENTIFIED", "De-identified data is about no client that is named.");
  if (rule.about === "CLIENT" && facts.clientId === null)
    defect("clientId", "NO_CLIENT", "Say whose details were disclosed.");
  for (const [path, words] of Object.entries(rule.needs))
    if (isBlank(facts[path as keyof typeof rule.needs])) defect(path, "MISSING", words);
  if (isBlank(facts.recipientName)) defect("recipientName", "NO_RECIPIENT", "A disclosure names who received it.");
  if (isBlank(facts.purpose)) defect("purpose", "NO_PURPOSE", "A disclosure has a purpose.");
  if (facts.categories.length === 0) defect("categories", "NO_CATEGORY", "Say what was disclosed.");
  if (rule.categories && facts.categories.some((category) => !rule.categories?.includes(category)))
    defect("categories", "TOO_MUCH", `Under this basis nothing goes out beyond ${rule.categories.join(", ")}.`);
  if (facts.categories.includes("COUNSELING_NOTES") && facts.legalBasis !== "COURT_ORDER")
    defect(
      "categories",
      "COUNSELING_NOTES",
      "Counseling notes leave under a consent of their own or a court order alone.",
    );
  if (facts.at > now) defect("at", "TO_COME", "A disclosure is recorded once it was made.");
  return defects;
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim().length === 0;
}
