import { DateTime, IANAZone } from "luxon";

/** What must be known of a client before a message that is no part of care may go out. */
export interface ContactQuestion {
  readonly now: Date;
  /** IANA zone the client is in: their own word, else their address; null where neither is known. */
  readonly zone: string | null;
  readonly deceased: boolean;
  readonly doNotContact: boolean;
  /** A live opt-in for exactly this channel and purpose. */
  readonly optedIn: boolean;
  readonly hasAddress: boolean;
  /** False where others may read or hear what is sent there. */
  readonly addressSafe: boolean;
  /** When messages of this kind went to this client, in any order. */
  readonly sentAt: readonly Date[];
}

export type ContactRefusal = "DECEASED" | "DO_NOT_CONTACT" | "NO_OPT_IN" | "NO_ADDRESS" | "UNSAFE_ADDRESS";
export type ContactDecision =
  | { readonly may: "SEND" }
  | { readonly may: "NEVER"; readonly reason: ContactRefusal }
  | { readonly may: "LATER"; readonly at: Date };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOST_A_WEEK = 3;

/**
 * Whether a message may go out now. Refusals come before times, and do-not-contact before every consent.
 * Rules `contact-needs-opt-in`, `contact-do-not-contact`, `contact-safe-address`, `contact-quiet-hours`,
 * `contact-frequency`; hours as 47 CFR 64.1200(c)(1).
 */
export function decideContact(question: ContactQuestion): ContactDecision {
  const reason = refusalOf(question);
  if (reason) return { may: "NEVER", reason };
  const at = nextOpenHour(afterFrequencyCap(question.now, question.sentAt), question.zone);
  return at.getTime() === question.now.getTime() ? { may: "SEND" } : { may: "LATER", at };
}

function refusalOf(question: ContactQuestion): ContactRefusal | null {
  if (question.deceased) return "DECEASED";
  if (question.doNotContact) return "DO_NOT_CONTACT";
  if (!question.optedIn) return "NO_OPT_IN";
  if (!question.hasAddress) return "NO_ADDRESS";
  return question.addressSafe ? null : "UNSAFE_ADDRESS";
}

/** Where the zone is unknown, the hours in which it is between eight and nine at night in all fifty states. */
const UNKNOWN = { zone: "America/New_York", opens: 14, closes: 21 } as const;
const KNOWN = { opens: 8, closes: 21 } as const;

/** The instant itself where it lies in the hours a client may be written to, else when they next begin. */
export function nextOpenHour(at: Date, zone: string | null): Date {
  const hours = zone !== null && IANAZone.isValidZone(zone) ? { zone, ...KNOWN } : UNKNOWN;
  const local = DateTime.fromJSDate(at, { zone: hours.zone });
  if (local.hour >= hours.opens && local.hour < hours.closes) return at;
  const day = local.hour < hours.opens ? local : local.plus({ days: 1 });
  return day.set({ hour: hours.opens, minute: 0, second: 0, millisecond: 0 }).toJSDate();
}

/** The earliest instant from `now` on with none in the day before it and fewer than three in the week before it. */
function afterFrequencyCap(now: Date, sentAt: readonly Date[]): Date {
  const sent = sentAt.map((at) => at.getTime()).toSorted((a, b) => b - a);
  let at = now.getTime();
  const last = sent[0];
  if (last !== undefined) at = Math.max(at, last + DAY);
  const third = sent[MOST_A_WEEK - 1];
  if (third !== undefined) at = Math.max(at, third + 7 * DAY);
  return new Date(at);
}
