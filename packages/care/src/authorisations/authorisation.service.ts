import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { Coverage, checkDay } from "../clients/index.ts";
import { restricted, restrictionDefect } from "../consent/index.ts";
import { Enrollment, HOLDING_STATES, liveEnrollment } from "../enrollments/index.ts";
import { localDay, startOfDay, timeZoneOf } from "../programs/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import type { DecisionCommand } from "./authorisation-decision.entity.ts";
import { AuthorisationDecision } from "./authorisation-decision.entity.ts";
import { Authorisation } from "./authorisation.entity.ts";
import { watchAuthorisation } from "./authorisation.jobs.ts";
import { authorisationMachine } from "./authorisation.machine.ts";
import type { AnswerInput, Standing } from "./authorisation.rules.ts";
import {
  APPEAL_TASK,
  PAYER_ANSWERS,
  REVIEW_BUSINESS_DAYS,
  REVIEW_TASK,
  UNITS_TASK,
  answered,
  appealed,
  businessDaysBefore,
  checkSpan,
  checkUnits,
  deadlinesOf,
  expiryOf,
} from "./authorisation.rules.ts";
import type { AuthorisationUnit } from "./billing-code.entity.ts";
import { BillingCode } from "./billing-code.entity.ts";

export interface AuthorisationRequest {
  readonly enrollmentId: string;
  /** The coverage that is asked, of the same client. */
  readonly coverageId?: string | null | undefined;
  /** The program's level unless given. */
  readonly level?: { readonly edition: string; readonly code: string } | null | undefined;
  readonly serviceCode: string;
  readonly unit: AuthorisationUnit;
  readonly units: number;
  /** Minutes that make a day billable; needed for units of a day where the code itself sets none. */
  readonly dailyMinutesMin?: number | null | undefined;
  /** YYYY-MM-DD */
  readonly startsOn: string;
  /** First day not asked for. */
  readonly endsOn: string;
  readonly reason?: string | null | undefined;
}

interface AuthorisationCommandInput {
  readonly authorisationId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * A payer is asked to cover days of a stay.
 * @throws DomainError CONSENT_INVALID (reason RESTRICTED); INVALID; ILLEGAL_TRANSITION where the request for care led to no stay; NOT_FOUND
 */
export async function requestAuthorisation(
  tx: Transaction,
  input: AuthorisationRequest,
): Promise<{ authorisationId: string }> {
  authorise(tx.actor, "authorisation.manage");
  const enrollment = await liveEnrollment(tx, { enrollmentId: input.enrollmentId });
  if (enrollment.state === "CLOSED_NOT_ADMITTED") {
    throw new DomainError("ILLEGAL_TRANSITION", "This request for care led to no stay.", {
      path: ["enrollmentId"],
      reason: enrollment.state,
    });
  }
  const { coverageId = null } = input;
  if (coverageId !== null) {
    const coverage = await tx.get(Coverage, coverageId, { path: ["coverageId"] });
    if (coverage.clientId !== enrollment.clientId) throw notFound("coverage", ["coverageId"]);
  }
  const level = await knownLevel(tx, input.level ?? (await levelOfProgram(tx, enrollment.programId)));
  const dailyMinutesMin = await dailyMinutes(tx, input);
  const startsOn = checkDay(input.startsOn, "startsOn");
  const endsOn = checkDay(input.endsOn, "endsOn");
  checkSpan(startsOn, endsOn);
  await keepWhatWasPaid(tx, enrollment.clientId, { coverageId, startsOn, endsOn });
  const row = await tx.insert(Authorisation, {
    enrollmentId: enrollment.id,
    clientId: enrollment.clientId,
    coverageId,
    state: authorisationMachine.initial,
    edition: level.edition,
    levelCode: level.code,
    serviceCode: input.serviceCode,
    unit: input.unit,
    dailyMinutesMin,
    requestedUnits: checkUnits(input.units, "units"),
    approvedUnits: 0,
    startsOn,
    endsOn,
  });
  await log(tx, row, { command: "request", reason: words(input.reason) });
  announce(tx, "requested", row);
  return { authorisationId: row.id };
}

/** A health plan is not asked to cover, and so told of, what the client paid for otherwise and asked to keep from it. */
async function keepWhatWasPaid(
  tx: Transaction,
  clientId: string,
  { coverageId, startsOn, endsOn }: { coverageId: string | null; startsOn: string; endsOn: string },
): Promise<void> {
  const coverage = coverageId === null ? null : await tx.get(Coverage, coverageId);
  const defect = await restrictionDefect(tx, {
    clientId,
    purpose: "PAYMENT",
    categories: [],
    healthPlan: { name: coverage?.payerName ?? null },
    serviceFrom: startsOn,
    serviceUntil: endsOn,
  });
  if (defect) throw restricted(["coverageId"]);
}

/**
 * What the payer answered. A denial, and what was refused of a part-approval, can be appealed until a day.
 * @throws DomainError ILLEGAL_TRANSITION, INVALID, STALE, NOT_FOUND
 */
export async function decideAuthorisation(
  tx: Transaction,
  input: AuthorisationCommandInput & AnswerInput,
): Promise<{ authorisationId: string }> {
  const { row, zone } = await load(tx, input);
  const request = await firstOf(tx, row);
  return settle(tx, row, zone, await standingAfter(tx, row, zone, row, request, input), {
    command: input.answer,
    decidedOn: input.decidedOn,
    reason: words(input.reason),
  });
}

/**
 * The last answer was entered wrongly: another stands in its place, judged from where the wrong one began.
 * The log keeps both, so that what was believed before can still be told.
 * @throws DomainError CONFLICT (reason NOTHING_DECIDED); ILLEGAL_TRANSITION, INVALID, STALE, NOT_FOUND
 */
export async function correctAuthorisation(
  tx: Transaction,
  input: AuthorisationCommandInput & AnswerInput,
): Promise<{ authorisationId: string }> {
  const { row, zone } = await load(tx, input);
  const steps = await logOf(tx, row.id);
  const wrong = steps.findLast((step) => step.command !== "expire");
  if (!wrong || !isAnswer(wrong.command)) {
    throw new DomainError("CONFLICT", "The last step is no answer of the payer.", {
      path: ["id"],
      reason: "NOTHING_DECIDED",
    });
  }
  // A correction of a correction goes back to where the first wrong entry began.
  let began = wrong;
  while (began.correctsId !== null) began = steps.find((step) => step.id === began.correctsId) ?? began;
  const before = steps[steps.indexOf(began) - 1];
  const request = steps[0];
  if (!before || !request) throw new DomainError("INTERNAL", "An authorisation without its request.");
  return settle(tx, row, zone, await standingAfter(tx, row, zone, before, request, input), {
    command: input.answer,
    decidedOn: input.decidedOn,
    reason: words(input.reason),
    correctsId: wrong.id,
  });
}

/**
 * A denial, or what was refused of a part-approval, is appealed.
 * @param input.filedOn YYYY-MM-DD, by the deadline
 * @throws DomainError CONFLICT (reason APPEAL_LATE); ILLEGAL_TRANSITION, INVALID, STALE, NOT_FOUND
 */
export async function appealAuthorisation(
  tx: Transaction,
  input: AuthorisationCommandInput & { filedOn: string; reason: string },
): Promise<{ authorisationId: string }> {
  const { row, zone } = await load(tx, input);
  const reason = words(input.reason);
  if (reason === null) throw invalid("reason", "An appeal says why.");
  const standing = appealed(row, checkDay(input.filedOn, "filedOn"), localDay(tx.now, zone));
  return settle(tx, row, zone, standing, { command: "appeal", reason });
}

/**
 * What the clock brings: a task three business days before a review or the last day covered, and the end of what
 * was granted. Does nothing where a later decision has moved the day.
 */
export async function watchAuthorisationOf(tx: Transaction, authorisationId: string): Promise<void> {
  const row = await tx.findOne(Authorisation, { id: authorisationId });
  const enrollment = row && (await tx.findOne(Enrollment, { id: row.enrollmentId }));
  if (!enrollment) return;
  const zone = await timeZoneOf(tx, enrollment.programId);
  const today = localDay(tx.now, zone);
  const staying = enrollment.voidedAt === null && HOLDING_STATES.has(enrollment.state);
  for (const day of staying ? deadlinesOf(row) : []) {
    if (today < businessDaysBefore(day, REVIEW_BUSINESS_DAYS) || today > day) continue;
    await openTask(tx, {
      kind: REVIEW_TASK,
      subjectId: row.id,
      dueAt: startOfDay(day, zone),
      key: `authorisation-review:${row.id}:${day}`,
    });
  }
  const expiry = expiryOf(row);
  if (expiry === null || today < expiry) return;
  const state = authorisationMachine.next(row.state, "expire", "clock");
  await cancelTasksAbout(tx, row.id);
  const expired = await tx.update(Authorisation, row, { state, nextReviewOn: null, appealDueOn: null });
  await log(tx, expired, { command: "expire" });
  announce(tx, "expired", expired);
}

/** What was believed from now on, its deadlines and its tasks. */
async function settle(
  tx: Transaction,
  row: Authorisation,
  zone: string,
  standing: Standing,
  step: Omit<LogLine, "command"> & { command: DecisionCommand },
): Promise<{ authorisationId: string }> {
  const after = await tx.update(Authorisation, row, { ...standing });
  await log(tx, after, step);
  // Other units granted are other units to be used up.
  const units = after.approvedUnits === row.approvedUnits ? [] : [UNITS_TASK];
  await cancelTasksAbout(tx, row.id, [REVIEW_TASK, APPEAL_TASK, ...units]);
  if (after.appealDueOn !== null) {
    await openTask(tx, {
      kind: APPEAL_TASK,
      subjectId: row.id,
      dueAt: startOfDay(after.appealDueOn, zone),
      key: `authorisation-appeal:${row.id}:${after.version}`,
    });
  }
  const expiry = expiryOf(after);
  const looks = deadlinesOf(after).map((day) => businessDaysBefore(day, REVIEW_BUSINESS_DAYS));
  for (const day of new Set(expiry === null ? looks : [...looks, expiry])) {
    tx.schedule({
      job: watchAuthorisation.name,
      subjectId: row.id,
      dueAt: startOfDay(day, zone),
      key: `authorisation:${row.id}:${after.version}:${day}`,
    });
  }
  announce(tx, step.command === "appeal" ? "appealed" : "decided", after);
  return { authorisationId: row.id };
}

async function standingAfter(
  tx: Transaction,
  row: Authorisation,
  zone: string,
  before: Standing,
  request: AuthorisationDecision,
  input: AnswerInput,
): Promise<Standing> {
  if (!PAYER_ANSWERS.includes(input.answer)) throw invalid("answer", "This is not an answer of a payer.");
  for (const field of ["decidedOn", "startsOn", "endsOn", "nextReviewOn", "appealDueOn"] as const) {
    const day = input[field];
    if (day !== null && day !== undefined) checkDay(day, field);
  }
  if (input.level) await knownLevel(tx, input.level);
  const coverage = row.coverageId === null ? null : await tx.findOne(Coverage, { id: row.coverageId });
  const asked = { ...request, units: row.requestedUnits };
  return answered(standingOf(before), asked, input, {
    today: localDay(tx.now, zone),
    paymentSource: coverage?.paymentSource ?? null,
  });
}

async function load(tx: Transaction, input: AuthorisationCommandInput): Promise<{ row: Authorisation; zone: string }> {
  authorise(tx.actor, "authorisation.manage");
  const row = await tx.get(Authorisation, input.authorisationId, { expectedVersion: input.expectedVersion });
  const enrollment = await liveEnrollment(tx, { enrollmentId: row.enrollmentId });
  return { row, zone: await timeZoneOf(tx, enrollment.programId) };
}

function logOf(tx: Transaction, authorisationId: string): Promise<AuthorisationDecision[]> {
  return tx.find(AuthorisationDecision, { authorisationId }, { order: { version: "ASC" } });
}

async function firstOf(tx: Transaction, row: Authorisation): Promise<AuthorisationDecision> {
  const request = await tx.findOne(AuthorisationDecision, { authorisationId: row.id, version: 1 });
  if (!request) throw new DomainError("INTERNAL", "An authorisation without its request.");
  return request;
}

interface LogLine {
  readonly command: DecisionCommand;
  readonly decidedOn?: string | null;
  readonly reason?: string | null;
  readonly correctsId?: string | null;
}

async function log(tx: Transaction, row: Authorisation, line: LogLine): Promise<void> {
  await tx.insert(AuthorisationDecision, {
    ...standingOf(row),
    ...line,
    authorisationId: row.id,
    version: row.version,
    recordedBy: tx.actor.kind === "person" ? tx.actor.id : null,
    recordedAt: tx.now,
  });
  tx.audit({
    action: `authorisation.${line.correctsId ? "correct" : line.command}`,
    subjectType: "authorisation",
    subjectId: row.id,
    clientId: row.clientId,
  });
}

function standingOf(row: Standing): Standing {
  const { state, number, edition, levelCode, approvedUnits, startsOn, endsOn, nextReviewOn, appealDueOn } = row;
  return { state, number, edition, levelCode, approvedUnits, startsOn, endsOn, nextReviewOn, appealDueOn };
}

function announce(
  tx: Transaction,
  what: "requested" | "decided" | "appealed" | "expired",
  row: Pick<Authorisation, "id" | "enrollmentId">,
): void {
  tx.emit({ type: `authorisation.${what}`, subjectId: row.id, refIds: { enrollmentId: row.enrollmentId } });
}

function isAnswer(command: DecisionCommand): boolean {
  return (PAYER_ANSWERS as readonly string[]).includes(command);
}

async function levelOfProgram(tx: Transaction, programId: string): Promise<{ edition: string; code: string }> {
  const [level] = await tx.query<{ edition: string; code: string }>(
    "select edition, level_code as code from programs where id = $1",
    [programId],
  );
  if (!level) throw notFound("program", ["enrollmentId"]);
  return level;
}

async function knownLevel(
  tx: Transaction,
  level: { readonly edition: string; readonly code: string },
): Promise<{ readonly edition: string; readonly code: string }> {
  const found = await tx.query("select from levels_of_care where edition = $1 and code = $2", [
    level.edition,
    level.code,
  ]);
  if (found.length === 0) throw invalid("levelCode", "This edition has no such level of care.");
  return level;
}

async function dailyMinutes(tx: Transaction, input: AuthorisationRequest): Promise<number> {
  const code = await tx.findOne(BillingCode, { code: input.serviceCode });
  if (!code) throw invalid("serviceCode", "There is no such service code.");
  if (!code.units.includes(input.unit)) throw invalid("unit", "This service is not counted in that unit.");
  if (input.unit !== "DAY") return 0;
  const minutes = input.dailyMinutesMin ?? code.dailyMinutesMin;
  if (minutes === null) {
    throw invalid("dailyMinutesMin", "Say how many minutes of care make a day for this payer.", "MINUTES_NEEDED");
  }
  if (!(Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440))
    throw invalid("dailyMinutesMin", "A day has 1 to 1440 minutes.");
  return minutes;
}

function words(value: string | null | undefined): string | null {
  const trimmed = value?.trim() || null;
  if (trimmed !== null && trimmed.length > 2000) throw invalid("reason", "At most 2000 characters.");
  return trimmed;
}
