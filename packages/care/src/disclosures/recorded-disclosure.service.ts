import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { liveClient } from "../clients/index.ts";
import type { LegalDocument, Manner, UnconsentedBasis } from "../consent/index.ts";
import { CATEGORIES, basisDefects, discloseWithoutConsent } from "../consent/index.ts";
import { openReview } from "./emergency-review.service.ts";

const LONGEST_NAME = 200;
const LONGEST_TEXT = 2000;

export interface RecordedDisclosure {
  readonly legalBasis: UnconsentedBasis;
  readonly clientId?: string | null | undefined;
  readonly recipientName: string;
  readonly recipientAffiliation?: string | null | undefined;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly at: Date;
  readonly manner: Manner;
  readonly disclosedBy?: string | null | undefined;
  readonly reference?: string | null | undefined;
  readonly circumstances?: string | null | undefined;
  readonly document?: LegalDocument | null | undefined;
  readonly requirementsConfirmed: boolean;
}

/**
 * Writes down a disclosure made without consent under a basis of the law: who received what, when, why and on what.
 * In a medical emergency its own road is `recordEmergencyDisclosure`.
 * @throws DomainError INVALID with the path and reason of what its basis lacks; NOT_FOUND
 */
export async function recordDisclosure(tx: Transaction, input: RecordedDisclosure): Promise<{ disclosureId: string }> {
  authorise(tx.actor, "disclosure.manage");
  if (input.legalBasis === "MEDICAL_EMERGENCY")
    throw invalid("legalBasis", "A disclosure in a medical emergency is recorded as one.", "HAS_ITS_OWN_ROAD");
  return { disclosureId: await record(tx, input) };
}

export interface EmergencyDisclosure {
  readonly clientId: string;
  /** The medical personnel, by name, and the facility they are with. */
  readonly recipientName: string;
  readonly recipientAffiliation: string;
  readonly disclosedBy: string;
  readonly at: Date;
  readonly manner: Manner;
  readonly nature: string;
  readonly consentUnobtainable: string;
  readonly categories: readonly string[];
}

/**
 * Writes down what was told to medical personnel in an emergency (42 CFR 2.51(c)), and asks for its review within a
 * business day.
 * @throws DomainError INVALID; NOT_FOUND
 */
export async function recordEmergencyDisclosure(
  tx: Transaction,
  input: EmergencyDisclosure,
): Promise<{ disclosureId: string; emergencyReviewId: string }> {
  authorise(tx.actor, "emergency.access");
  const { nature, consentUnobtainable, ...rest } = input;
  if (nature.trim() === "") throw invalid("nature", "Say what the emergency is.", "MISSING");
  if (consentUnobtainable.trim() === "")
    throw invalid("consentUnobtainable", "Say why a consent could not be had.", "MISSING");
  const disclosureId = await record(tx, {
    ...rest,
    legalBasis: "MEDICAL_EMERGENCY",
    purpose: "TREATMENT",
    circumstances: `${nature.trim()}; no consent because: ${consentUnobtainable.trim()}`,
    requirementsConfirmed: true,
  });
  const { id: clientId } = await liveClient(tx, input.clientId);
  const { emergencyReviewId } = await openReview(tx, { disclosureId, clientId });
  return { disclosureId, emergencyReviewId };
}

async function record(tx: Transaction, input: RecordedDisclosure): Promise<string> {
  // Whose it is comes first: a client that is not there answers alike, whatever else is wrong.
  const client = input.clientId ? await liveClient(tx, input.clientId) : null;
  const clientId = client?.id ?? null;
  const facts = {
    legalBasis: input.legalBasis,
    clientId,
    recipientName: bounded(input.recipientName, "recipientName", LONGEST_NAME) ?? "",
    recipientAffiliation: bounded(input.recipientAffiliation, "recipientAffiliation", LONGEST_NAME),
    purpose: bounded(input.purpose, "purpose", LONGEST_NAME) ?? "",
    categories: input.categories,
    disclosedBy: bounded(input.disclosedBy, "disclosedBy", LONGEST_NAME),
    reference: bounded(input.reference, "reference", LONGEST_NAME),
    circumstances: bounded(input.circumstances, "circumstances", LONGEST_TEXT * 2),
    document: input.document ?? null,
    requirementsConfirmed: input.requirementsConfirmed,
    at: input.at,
  };
  const [defect] = basisDefects(facts, tx.now);
  if (defect) throw invalid(defect.path, defect.message, defect.reason);
  if (input.categories.some((category) => !(CATEGORIES as readonly string[]).includes(category)))
    throw invalid("categories", "A category is not one of the list.", "UNKNOWN_CATEGORY");
  const { recipientName, purpose, categories, legalBasis: _, document: __, clientId: ___, ...rest } = facts;
  const { requirementsConfirmed: ____, ...told } = rest;
  const [id = ""] = await discloseWithoutConsent(tx, {
    kind: "DELIVERY",
    clientIds: clientId === null ? [] : [clientId],
    recipientName,
    purpose,
    categories,
    legalBasis: input.legalBasis,
    told: { ...told, manner: input.manner },
  });
  return id;
}

function bounded(text: string | null | undefined, path: string, longest: number): string | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed.length > longest) throw invalid(path, `At most ${longest} characters.`);
  return trimmed === "" ? null : trimmed;
}
