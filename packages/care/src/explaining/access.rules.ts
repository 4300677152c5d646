import type { Exchange } from "./exchange.query.ts";

export const ACCESS_VIEWERS = ["ROLE", "API_CLIENT", "ORGANISATION", "OUTSIDE_RECEIVER"] as const;
export type AccessViewer = (typeof ACCESS_VIEWERS)[number];

/** One reason for which somebody sees something of a record, right now. */
export interface AccessLine {
  readonly viewer: AccessViewer;
  readonly organisationId: string;
  readonly organisationName: string | null;
  readonly role: string | null;
  /** Members who hold the role. */
  readonly members: number | null;
  readonly apiClientId: string | null;
  readonly referralRecipientId: string | null;
  /** What of the record is seen. */
  readonly parts: readonly string[];
  /** By which rule: a name of docs/rules.md. */
  readonly rule: string;
  readonly words: string;
  readonly legalBasis: string | null;
  readonly consentId: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
}

export const NOTHING_MORE = {
  organisationName: null,
  role: null,
  members: null,
  apiClientId: null,
  referralRecipientId: null,
  legalBasis: null,
  consentId: null,
  since: null,
  until: null,
} as const;

/** What is read exactly while the consent opens the packet. */
const EXCHANGED = ["packet", "messages", "documents"];

/**
 * Why the recipient of a part sees what it sees of it.
 * @param side whose eyes these words are for; the consent's id is its discloser's alone
 */
export function linesOfExchange(exchange: Exchange, side: "SENDER" | "RECIPIENT"): AccessLine[] {
  const { byConsent, byEmergency, organisationId, organisationName, recipientId } = exchange;
  const shared = {
    ...NOTHING_MORE,
    viewer: exchange.outside ? ("OUTSIDE_RECEIVER" as const) : ("ORGANISATION" as const),
    organisationId,
    organisationName,
    referralRecipientId: recipientId,
  };
  const by = exchange.outside ? " by its signed link" : "";
  const lines: AccessLine[] = [
    {
      ...shared,
      parts: ["enquiry"],
      rule: "two-stage-disclosure",
      words: `Was asked by this referral: reads the enquiry, which names nobody, and its own answers${by}.`,
      since: exchange.sentAt,
    },
  ];
  if (byConsent)
    lines.push({
      ...shared,
      parts: EXCHANGED,
      rule: "consent-checked-at-send-and-read",
      words: `A consent that is in force names it for what was sent${by}; it ends with the consent, at once when that is revoked or held.`,
      legalBasis: "CONSENT",
      consentId: side === "SENDER" ? exchange.consentId : null,
      since: exchange.consentSince,
      until: exchange.consentUntil,
    });
  if (byEmergency)
    lines.push({
      ...shared,
      parts: ["packet"],
      rule: "emergency-recorded",
      words:
        "Opened it to medical personnel in an emergency, for hours, whatever became of the consent; no messages or documents come with it.",
      legalBasis: "MEDICAL_EMERGENCY",
      since: exchange.emergencySince,
      until: exchange.emergencyUntil,
    });
  return lines;
}
