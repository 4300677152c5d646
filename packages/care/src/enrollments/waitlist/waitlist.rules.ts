import { addDays } from "../../programs/index.ts";

/** Why somebody waits. `NO_ANSWER`: an offer ran out before anybody answered. */
export const WAITING_REASONS = [
  "NO_PLACE",
  "CLIENT_REQUEST",
  "PAYER_PENDING",
  "DOCUMENTS_PENDING",
  "NO_ANSWER",
  "PROGRAM_CLOSED",
  "OTHER",
] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

/** What puts somebody before others where a federal block grant pays. */
export const PRIORITY_REASONS = ["PREGNANT", "INJECTS"] as const;
export type PriorityReason = (typeof PRIORITY_REASONS)[number];

export const STATED_BY = ["CLIENT", "CLINICIAN", "REFERRER", "RECORD"] as const;
export type StatedBy = (typeof STATED_BY)[number];

/** 45 CFR 96.121: what interim services are; the last two for those who are pregnant. */
export const INTERIM_SERVICES = [
  "HIV_TB_EDUCATION",
  "NEEDLE_SHARING_RISKS",
  "TRANSMISSION_PREVENTION",
  "HIV_TB_TREATMENT_REFERRAL",
  "FETAL_EFFECTS_COUNSELING",
  "PRENATAL_CARE_REFERRAL",
] as const;
export type InterimService = (typeof INTERIM_SERVICES)[number];

/** Everybody without a preference, and everybody where no block grant pays. */
const ALIKE = 4;

/**
 * 45 CFR 96.131(a): pregnant and injecting, then pregnant, then injecting, then all others. Where no block grant
 * pays, the date of the request alone decides.
 * @returns 1 (first) to 4
 */
export function priorityOf(reasons: readonly PriorityReason[], blockGrant: boolean): number {
  if (!blockGrant) return ALIKE;
  const pregnant = reasons.includes("PREGNANT");
  const injects = reasons.includes("INJECTS");
  if (pregnant) return injects ? 1 : 2;
  return injects ? 3 : ALIKE;
}

const INTERIM_HOURS = 48;
const ADMIT_DAYS = 14;
const ADMIT_DAYS_WITH_INTERIM = 120;

export interface Wait {
  readonly blockGrant: boolean;
  readonly reasons: readonly PriorityReason[];
  readonly requestedAt: Date;
  /** Day of the request where the program is. */
  readonly requestedOn: string;
  /** When interim services were first given. */
  readonly interimGivenAt: Date | null;
}

export interface WaitDeadlines {
  readonly interimDueAt: Date | null;
  /** The last day, YYYY-MM-DD. */
  readonly admitDueOn: string | null;
}

/**
 * 45 CFR 96.126(b), 96.131(d): interim services within 48 hours of the request to who injects drugs or is pregnant;
 * who injects is admitted within 14 days of it, or within 120 where interim services came in time.
 */
export function waitDeadlines(wait: Wait): WaitDeadlines {
  if (!wait.blockGrant || wait.reasons.length === 0) return { interimDueAt: null, admitDueOn: null };
  const interimDueAt = new Date(wait.requestedAt.getTime() + INTERIM_HOURS * 3_600_000);
  const inTime = wait.interimGivenAt !== null && wait.interimGivenAt <= interimDueAt;
  return {
    interimDueAt,
    admitDueOn: wait.reasons.includes("INJECTS")
      ? addDays(wait.requestedOn, inTime ? ADMIT_DAYS_WITH_INTERIM : ADMIT_DAYS)
      : null,
  };
}

/** What the record says: TEDS admission answers and what is known of the client. */
export function priorityFacts(
  teds: Readonly<Record<string, string | number | null>>,
  known: { readonly pregnant: boolean | null; readonly injects: boolean | null },
): PriorityReason[] {
  const says = (field: string, code: number): boolean => Number(teds[field]) === code;
  const pregnant = known.pregnant ?? says("PREG", 1);
  const injects =
    known.injects ?? (says("IDU", 1) || ["ROUTE1", "ROUTE2", "ROUTE3"].some((route) => says(route, INJECTION)));
  return [...(pregnant ? (["PREGNANT"] as const) : []), ...(injects ? (["INJECTS"] as const) : [])];
}

/** TEDS ROUTE. */
export const INJECTION = 4;

export const WAITLIST_EVENT_KINDS = [
  "JOINED",
  "MOVED",
  "OFFERED",
  "OFFER_DECLINED",
  "OFFER_EXPIRED",
  "INTERIM_SERVICES",
  "LEFT",
] as const;
export type WaitlistEventKind = (typeof WAITLIST_EVENT_KINDS)[number];

/** One line of the history of a program's waiting list. */
export interface LineEvent {
  readonly entryId: string;
  readonly kind: WaitlistEventKind;
  readonly recordedAt: Date;
  readonly priority: number;
  readonly requestedAt: Date;
  /** Of the entry; the tie-breaker. */
  readonly number: string;
}

export interface PositionChange {
  readonly at: Date;
  /** 1 is next; null where the client stands in no line. */
  readonly position: number | null;
  /** What moved it: the entry's own event, or that somebody else did something. */
  readonly cause: WaitlistEventKind | "OTHERS";
}

type Standing = Pick<LineEvent, "priority" | "requestedAt" | "number">;

/** Who goes before whom: priority, then the request, then the number. */
export function goesBefore(one: Standing, other: Standing): boolean {
  if (one.priority !== other.priority) return one.priority < other.priority;
  const [a, b] = [one.requestedAt.getTime(), other.requestedAt.getTime()];
  return a === b ? one.number < other.number : a < b;
}

/** Who is moved while an offer is open stands in no line all the same. */
const ENTERS: ReadonlySet<WaitlistEventKind> = new Set(["JOINED", "OFFER_DECLINED", "OFFER_EXPIRED"]);

/**
 * Where an entry stood over time, told from the history of the whole list.
 * @param events of the program, in the order in which they were recorded
 */
export function positionsOver(events: readonly LineEvent[], entryId: string): PositionChange[] {
  const line = new Map<string, Standing>();
  const changes: PositionChange[] = [];
  let last: number | null | undefined;
  for (const event of events) {
    if (event.kind === "OFFERED" || event.kind === "LEFT") line.delete(event.entryId);
    else if (ENTERS.has(event.kind) || line.has(event.entryId)) line.set(event.entryId, event);
    const own = line.get(entryId);
    if (last === undefined && !own) continue;
    const position = own ? 1 + [...line.values()].filter((other) => goesBefore(other, own)).length : null;
    const mine = event.entryId === entryId;
    if (position === last) continue;
    changes.push({ at: event.recordedAt, position, cause: mine ? event.kind : "OTHERS" });
    last = position;
  }
  return changes;
}
