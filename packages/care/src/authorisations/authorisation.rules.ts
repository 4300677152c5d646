import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { DomainError, invalid } from "@causeway/kernel";
import { enumType } from "../enum-type.ts";
import { addDays, daysBetween } from "../programs/index.ts";
import type { AuthorisationCommand, AuthorisationState } from "./authorisation.machine.ts";
import { authorisationMachine } from "./authorisation.machine.ts";

/** How long before a review, or the last day covered, a person is asked to act. */
export const REVIEW_BUSINESS_DAYS = 3;
export const LONGEST_AUTHORISATION_DAYS = 366;
/** Kinds of the tasks about an authorisation. */
export const REVIEW_TASK = "AUTHORISATION_REVIEW";
export const APPEAL_TASK = "AUTHORISATION_APPEAL";
export const UNITS_TASK = "AUTHORISATION_UNITS";
const MOST_UNITS = 10_000;
const MEDICAID = 4;

/** What a payer may answer; `pend` asks for more before it decides. */
export const PAYER_ANSWERS = ["approve", "approvePartly", "pend", "deny"] as const;
export type PayerAnswer = (typeof PAYER_ANSWERS)[number];
export const PayerAnswerEnum = enumType("PayerAnswer", PAYER_ANSWERS);

/** An authorisation as one row of its log has it. */
export interface Standing {
  readonly state: AuthorisationState;
  readonly number: string | null;
  readonly edition: string;
  readonly levelCode: string;
  readonly approvedUnits: number;
  /** YYYY-MM-DD */
  readonly startsOn: string;
  /** First day it no longer covers. */
  readonly endsOn: string;
  readonly nextReviewOn: string | null;
  readonly appealDueOn: string | null;
}

export interface AnswerInput {
  readonly answer: PayerAnswer;
  /** YYYY-MM-DD, the payer's own day. */
  readonly decidedOn: string;
  readonly number?: string | null | undefined;
  /** Needed for a part-approval; all that was asked for an approval unless given. */
  readonly approvedUnits?: number | null | undefined;
  /** The level granted, where it is not the one asked for. */
  readonly level?: { readonly edition: string; readonly code: string } | null | undefined;
  readonly startsOn?: string | null | undefined;
  readonly endsOn?: string | null | undefined;
  readonly nextReviewOn?: string | null | undefined;
  /** By the law's shortest time unless the payer gave longer. */
  readonly appealDueOn?: string | null | undefined;
  /** Needed for a denial. */
  readonly reason?: string | null | undefined;
}

/**
 * How an authorisation stands after a payer's answer.
 * @param before as it stood; for a correction, as it stood before the step that was entered wrongly
 * @param asked the request itself
 * @throws DomainError ILLEGAL_TRANSITION; INVALID with path and reason
 */
export function answered(
  before: Standing,
  asked: Pick<Standing, "edition" | "levelCode" | "startsOn" | "endsOn"> & { readonly units: number },
  given: AnswerInput,
  facts: { readonly today: string; readonly paymentSource: number | null },
): Standing {
  const state = authorisationMachine.next(before.state, given.answer, "staff");
  if (given.decidedOn > facts.today) throw invalid("decidedOn", "A decision does not lie in the future.");
  const number = given.number?.trim() || before.number;
  if (number !== null && number.length > 60) throw invalid("number", "A number has at most 60 characters.");
  const asItWas = { ...before, state, number };
  if (given.answer === "pend") return { ...asItWas, nextReviewOn: checkReview(given, before) };
  if (given.answer === "deny") {
    if (!given.reason?.trim()) throw invalid("reason", "A denial is recorded with the payer's reason.");
    return { ...asItWas, approvedUnits: 0, nextReviewOn: null, appealDueOn: appealDay(given, facts.paymentSource) };
  }
  const partly = given.answer === "approvePartly";
  const startsOn = given.startsOn ?? asked.startsOn;
  const endsOn = given.endsOn ?? asked.endsOn;
  checkSpan(startsOn, endsOn);
  if (partly && (given.approvedUnits === null || given.approvedUnits === undefined))
    throw invalid("approvedUnits", "A part-approval says how many units.");
  const approvedUnits = checkUnits(given.approvedUnits ?? asked.units, "approvedUnits");
  const level = given.level ?? { edition: asked.edition, code: asked.levelCode };
  const less =
    approvedUnits < asked.units ||
    startsOn > asked.startsOn ||
    endsOn < asked.endsOn ||
    level.edition !== asked.edition ||
    level.code !== asked.levelCode;
  if (partly && !less) throw invalid("approvedUnits", "This is all that was asked for.", "NOT_PARTIAL");
  if (!partly && less) throw invalid("approvedUnits", "Less than was asked for is granted in part.", "IS_PARTIAL");
  return {
    state,
    number,
    edition: level.edition,
    levelCode: level.code,
    approvedUnits,
    startsOn,
    endsOn,
    nextReviewOn: checkReview(given, { startsOn, endsOn }),
    appealDueOn: partly ? appealDay(given, facts.paymentSource) : null,
  };
}

/**
 * How it stands once an appeal is filed: what a part-approval granted goes on.
 * @throws DomainError ILLEGAL_TRANSITION; CONFLICT (reason APPEAL_LATE)
 */
export function appealed(before: Standing, filedOn: string, today: string): Standing {
  const state = authorisationMachine.next(before.state, "appeal", "staff");
  if (filedOn > today) throw invalid("filedOn", "An appeal does not lie in the future.");
  if (before.appealDueOn !== null && filedOn > before.appealDueOn) {
    throw new DomainError("CONFLICT", "The time to appeal is over.", { path: ["filedOn"], reason: "APPEAL_LATE" });
  }
  return { ...before, state, appealDueOn: null };
}

/** Days on which somebody has to have dealt with it: the next review, and the last day covered. */
export function deadlinesOf(standing: Standing): string[] {
  if (standing.state !== "APPROVED" && standing.state !== "PARTIAL") return [];
  const last = addDays(standing.endsOn, -1);
  const review = standing.nextReviewOn;
  return review === null || review >= last ? [last] : [review, last];
}

/** The day on which nothing more can come of it; null while it is undecided or denied. */
export function expiryOf(standing: Standing): string | null {
  if (standing.state === "APPROVED") return standing.endsOn;
  if (standing.state !== "PARTIAL") return null;
  // What was refused of it can still be appealed after the last day of what was granted.
  const appealsEnd = standing.appealDueOn === null ? standing.endsOn : addDays(standing.appealDueOn, 1);
  return appealsEnd > standing.endsOn ? appealsEnd : standing.endsOn;
}

/** The day so many business days (Monday to Friday) before another. */
export function businessDaysBefore(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, -1);
    const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return at;
}

/**
 * Days that the law leaves for an appeal at the least: 60 from the notice for Medicaid managed care
 * (42 CFR 438.402(c)(2)(ii)), 180 for group health plans (29 CFR 2560.503-1(h)(3)(i)).
 */
export function appealDays(paymentSource: number | null): number {
  return paymentSource === MEDICAID ? 60 : 180;
}

export function checkSpan(startsOn: string, endsOn: string): void {
  if (endsOn <= startsOn) throw invalid("endsOn", "It covers at least one day.");
  if (daysBetween(startsOn, endsOn) > LONGEST_AUTHORISATION_DAYS)
    throw invalid("endsOn", "An authorisation covers at most a year.", "TOO_LONG");
}

export function checkUnits(units: number, path: string): number {
  if (!(Number.isInteger(units) && units >= 1 && units <= MOST_UNITS))
    throw invalid(path, `Units are a whole number from 1 to ${MOST_UNITS}.`);
  return units;
}

/** Names of the mutations this actor may give this authorisation now. */
export function authorisationActions(actor: Actor, state: AuthorisationState): string[] {
  if (!can(actor, "authorisation.manage")) return [];
  const commands: AuthorisationCommand[] = authorisationMachine.available(state, "staff");
  const answers = commands.some((command) => command !== "appeal") ? ["decideAuthorisation"] : [];
  return [
    ...answers,
    ...(commands.includes("appeal") ? ["appealAuthorisation"] : []),
    // What was decided can have been entered wrongly.
    ...(state === "REQUESTED" || state === "APPEALED" ? [] : ["correctAuthorisation"]),
  ];
}

function appealDay(given: AnswerInput, paymentSource: number | null): string {
  const day = given.appealDueOn ?? addDays(given.decidedOn, appealDays(paymentSource));
  if (day < given.decidedOn) throw invalid("appealDueOn", "An appeal comes after the decision.");
  return day;
}

function checkReview(given: AnswerInput, span: Pick<Standing, "startsOn" | "endsOn">): string | null {
  const day = given.nextReviewOn ?? null;
  if (day !== null && (day < span.startsOn || day > span.endsOn))
    throw invalid("nextReviewOn", "A review lies within the days covered.");
  return day;
}
