import { invalid } from "@causeway/kernel";
import type { Category, Purpose } from "../consent/index.ts";
import { CATEGORIES, NEVER_IN_PACKETS } from "../consent/index.ts";

/** What one category of a packet holds: facts of the record by name, and words of the sender. */
export interface PacketSection {
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly text?: string;
}
export type PacketContent = Partial<Record<Category, PacketSection>>;

/** What the record knows of a client: see `recordFacts`. Days are YYYY-MM-DD, codes those of TEDS. */
export interface RecordFacts {
  readonly details: {
    readonly givenName: string;
    readonly familyName: string;
    readonly birthDate: string | null;
    readonly sex: string | null;
    readonly email: string | null;
    readonly emailSafe: boolean;
    readonly phone: string | null;
    readonly phoneSafe: boolean;
    readonly phoneShared: boolean;
    readonly voicemailAllowed: boolean;
    readonly preferredChannel: string | null;
    readonly preferredLanguage: string | null;
    readonly bestTime: string | null;
    readonly postalCode: string | null;
  };
  readonly primarySubstance: number | null;
  /** The gravest first. */
  readonly substances: readonly {
    readonly substance: number;
    readonly route: number | null;
    readonly frequency: number | null;
    readonly ageOfFirstUse: number | null;
    readonly observedOn: string;
  }[];
  readonly circumstances: {
    readonly livingArrangement: number | null;
    readonly employment: number | null;
    readonly arrestsPast30Days: number | null;
    readonly pregnant: boolean | null;
    readonly injectsDrugs: boolean | null;
  } | null;
  readonly coverage: {
    readonly paymentSource: number;
    readonly payerName: string | null;
    readonly planName: string | null;
    readonly memberId: string | null;
  } | null;
  readonly authorisation: {
    readonly number: string | null;
    readonly edition: string;
    readonly levelCode: string;
    readonly approvedUnits: number;
    readonly unit: string;
    readonly startsOn: string;
    readonly endsOn: string;
  } | null;
  readonly assessment: {
    readonly assessedOn: string;
    readonly edition: string;
    /** By number of the dimension. */
    readonly ratings: Readonly<Record<string, string>>;
    readonly summary: string | null;
  } | null;
  readonly stay: {
    readonly admittedOn: string | null;
    readonly firstSessionOn: string | null;
    /** Where the client is now. */
    readonly edition: string | null;
    readonly levelCode: string | null;
    readonly teds: Readonly<Record<string, unknown>>;
  } | null;
}

/** What is known of the client and the need, from which a packet takes what was consented to. */
export interface PacketSource {
  readonly record: RecordFacts;
  readonly edition: string;
  readonly levelCode: string;
  readonly urgency: string;
  readonly reason: string;
  readonly needs: readonly string[];
  readonly sections: Readonly<Record<string, string>>;
}

/** TEDS admission fields that belong to each category; all others stay behind. */
const TEDS_FIELDS: Partial<Record<Category, readonly string[]>> = {
  SUBSTANCE_USE: ["SUB1", "SUB2", "SUB3", "ROUTE1", "FREQ1", "FRSTUSE1"],
  TREATMENT_HISTORY: ["NOPRIOR", "SERVICES"],
  DIAGNOSES: ["DSMCRIT"],
  // Whether medication for opioid use disorder is part of the treatment.
  MEDICATIONS: ["METHUSE"],
  LEGAL: ["DETCRIM", "ARRESTS"],
  RISK: ["PSYPROB", "PREG"],
  NEEDS: ["LIVARAG", "EMPLOY"],
};

/**
 * A packet of the categories asked for and nothing else (42 CFR 2.13(a): no more than the
 * purpose needs). Counseling notes are never part of one, whatever was asked.
 */
export function packetContent(source: PacketSource, categories: readonly Category[]): PacketContent {
  const content: PacketContent = {};
  for (const category of CATEGORIES) {
    if (!categories.includes(category) || NEVER_IN_PACKETS.has(category)) continue;
    const facts = known({ ...factsOf(category, source), ...tedsOf(category, source) });
    const text = source.sections[category];
    content[category] = text === undefined ? { facts } : { facts, text };
  }
  return content;
}

function factsOf(category: Category, source: PacketSource): Record<string, unknown> {
  const { details, coverage, authorisation, assessment, circumstances, stay } = source.record;
  switch (category) {
    case "DEMOGRAPHICS":
      return {
        givenName: details.givenName,
        familyName: details.familyName,
        birthDate: details.birthDate,
        sex: details.sex,
        postalCode: details.postalCode,
      };
    case "CONTACT":
      // The flags travel with the address: a recipient must not call where it is unsafe.
      return {
        email: details.email,
        emailSafe: details.email === null ? null : details.emailSafe,
        phone: details.phone,
        phoneSafe: details.phone === null ? null : details.phoneSafe,
        phoneShared: details.phone === null ? null : details.phoneShared,
        voicemailAllowed: details.phone === null ? null : details.voicemailAllowed,
        preferredChannel: details.preferredChannel,
        preferredLanguage: details.preferredLanguage,
        bestTime: details.bestTime,
      };
    case "COVERAGE":
      return {
        ...coverage,
        authorisationNumber: authorisation?.number,
        authorisedLevel: authorisation && `${authorisation.edition} ${authorisation.levelCode}`,
        authorisedUnits: authorisation && `${authorisation.approvedUnits} ${authorisation.unit}`,
        authorisedFrom: authorisation?.startsOn,
        authorisedUntil: authorisation?.endsOn,
      };
    case "REASON":
      return { edition: source.edition, levelCode: source.levelCode, urgency: source.urgency, reason: source.reason };
    case "SUBSTANCE_USE":
      return { primarySubstance: source.record.primarySubstance, ...substancesOf(source.record) };
    case "ASSESSMENT":
      return {
        assessedOn: assessment?.assessedOn,
        assessmentEdition: assessment?.edition,
        ...Object.fromEntries(
          Object.entries(assessment?.ratings ?? {}).map(([dimension, rating]) => [`dimension${dimension}`, rating]),
        ),
        assessmentSummary: assessment?.summary,
      };
    case "TREATMENT_HISTORY":
      return {
        admittedOn: stay?.admittedOn,
        firstSessionOn: stay?.firstSessionOn,
        currentEdition: stay?.edition,
        currentLevelCode: stay?.levelCode,
      };
    case "RISK":
      return { pregnant: circumstances?.pregnant, injectsDrugs: circumstances?.injectsDrugs };
    case "LEGAL":
      return { arrestsPast30Days: circumstances?.arrestsPast30Days };
    case "NEEDS":
      return {
        needs: source.needs.length > 0 ? source.needs.join(", ") : null,
        livingArrangement: circumstances?.livingArrangement,
        employment: circumstances?.employment,
      };
    default:
      return {};
  }
}

/** substance1, route1, ... of each, the gravest first. */
function substancesOf({ substances }: RecordFacts): Record<string, unknown> {
  return Object.fromEntries(
    substances.flatMap((each, i) =>
      Object.entries(each).map(([name, value]): [string, unknown] => [`${name}${i + 1}`, value]),
    ),
  );
}

function tedsOf(category: Category, source: PacketSource): Record<string, unknown> {
  const teds = source.record.stay?.teds ?? {};
  return Object.fromEntries((TEDS_FIELDS[category] ?? []).map((field) => [field, teds[field]]));
}

function known(facts: Record<string, unknown>): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string | number | boolean] =>
      ["string", "number", "boolean"].includes(typeof entry[1]),
    ),
  );
}

/** Categories for which the sender may write words of its own. */
const WRITTEN: ReadonlySet<string> = new Set(
  CATEGORIES.filter((category) => !NEVER_IN_PACKETS.has(category) && category !== "DEMOGRAPHICS"),
);

/**
 * What each purpose may need at most (42 CFR 2.13(a), 45 CFR 164.502(b)). Counseling notes are needed by none; a purpose
 * that is not here has no packet.
 */
export const NEEDED_BY: Readonly<Partial<Record<Purpose, readonly Category[]>>> = {
  TREATMENT: CATEGORIES.filter((category) => !NEVER_IN_PACKETS.has(category)),
  PAYMENT: ["DEMOGRAPHICS", "COVERAGE", "REASON", "ASSESSMENT", "DIAGNOSES", "TREATMENT_HISTORY"],
  OPERATIONS: ["DEMOGRAPHICS", "COVERAGE", "REASON", "TREATMENT_HISTORY"],
};

export interface PacketAsked {
  readonly categories: readonly string[];
  readonly sections: Readonly<Record<string, string>>;
  /** Why the whole record is needed; only where all of it is asked for. */
  readonly wholeRecordReason?: string | null | undefined;
}

/**
 * The categories and words of a referral, checked against what its purpose, treatment, may need. The whole record
 * takes a reason.
 * @throws DomainError INVALID
 */
export function checkPacket({ categories, sections, wholeRecordReason }: PacketAsked): {
  categories: Category[];
  sections: Record<string, string>;
  wholeRecordReason: string | null;
} {
  if (categories.length === 0) throw invalid("categories", "A packet holds at least one category.");
  const forbidden = categories.findIndex((category) => NEVER_IN_PACKETS.has(category as Category));
  if (forbidden >= 0)
    throw invalid(
      ["categories", String(forbidden)],
      "Counseling notes are never part of a packet.",
      "NEVER_IN_PACKETS",
    );
  const needed: readonly string[] = NEEDED_BY.TREATMENT ?? [];
  const unknown = categories.findIndex((category) => !needed.includes(category));
  if (unknown >= 0) throw invalid(["categories", String(unknown)], "This is not a category of the list.");
  for (const [category, text] of Object.entries(sections)) {
    if (!WRITTEN.has(category) || !categories.includes(category))
      throw invalid(["sections", category], "This is not a category of the packet.");
    if (text.length > 8000) throw invalid(["sections", category], "This has at most 8000 characters.");
  }
  const held = [...new Set(categories)] as Category[];
  const whole = held.length === needed.length;
  const reason = whole ? (wholeRecordReason?.trim() ?? "") : null;
  if (reason === "")
    throw invalid("wholeRecordReason", "Say why all of the record is needed, or leave something out.", "WHOLE_RECORD");
  if (reason !== null && reason.length > 1000) throw invalid("wholeRecordReason", "This has at most 1000 characters.");
  return { categories: held, sections: { ...sections }, wholeRecordReason: reason };
}
