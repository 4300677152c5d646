import { invalid } from "@causeway/kernel";
import type { Category } from "../consent/index.ts";
import { CATEGORIES, NEVER_IN_PACKETS } from "../consent/index.ts";

/** What one category of a packet holds: facts of the record by name, and words of the sender. */
export interface PacketSection {
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly text?: string;
}
export type PacketContent = Partial<Record<Category, PacketSection>>;

/** What is known of the client and the need, from which a packet takes what was consented to. */
export interface PacketSource {
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
  readonly paymentSource: number | null;
  readonly enrollment: {
    readonly admittedOn: string | null;
    readonly firstSessionOn: string | null;
    /** Where the client is now. */
    readonly edition: string | null;
    readonly levelCode: string | null;
    readonly teds: Readonly<Record<string, unknown>>;
  } | null;
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
  TREATMENT_HISTORY: ["NOPRIOR", "METHUSE", "SERVICES"],
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
  const { details } = source;
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
      return { paymentSource: source.paymentSource };
    case "REASON":
      return { edition: source.edition, levelCode: source.levelCode, urgency: source.urgency, reason: source.reason };
    case "SUBSTANCE_USE":
      return { primarySubstance: source.primarySubstance };
    case "TREATMENT_HISTORY":
      return {
        admittedOn: source.enrollment?.admittedOn,
        firstSessionOn: source.enrollment?.firstSessionOn,
        currentEdition: source.enrollment?.edition,
        currentLevelCode: source.enrollment?.levelCode,
      };
    case "NEEDS":
      return { needs: source.needs.length > 0 ? source.needs.join(", ") : null };
    default:
      return {};
  }
}

function tedsOf(category: Category, source: PacketSource): Record<string, unknown> {
  const teds = source.enrollment?.teds ?? {};
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
 * The categories and words of a referral, checked against the allow-list.
 * @throws DomainError INVALID
 */
export function checkPacket(
  categories: readonly string[],
  sections: Readonly<Record<string, string>>,
): { categories: Category[]; sections: Record<string, string> } {
  if (categories.length === 0) throw invalid("categories", "A packet holds at least one category.");
  const forbidden = categories.findIndex((category) => NEVER_IN_PACKETS.has(category as Category));
  if (forbidden >= 0)
    throw invalid(
      ["categories", String(forbidden)],
      "Counseling notes are never part of a packet.",
      "NEVER_IN_PACKETS",
    );
  const unknown = categories.findIndex((category) => !(CATEGORIES as readonly string[]).includes(category));
  if (unknown >= 0) throw invalid(["categories", String(unknown)], "This is not a category of the list.");
  for (const [category, text] of Object.entries(sections)) {
    if (!WRITTEN.has(category) || !categories.includes(category))
      throw invalid(["sections", category], "This is not a category of the packet.");
    if (text.length > 8000) throw invalid(["sections", category], "This has at most 8000 characters.");
  }
  return { categories: [...new Set(categories)] as Category[], sections: { ...sections } };
}
