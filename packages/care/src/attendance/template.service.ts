import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { IsNull, MoreThan } from "typeorm";
import { checkDay } from "../clients/index.ts";
import { addDays, daysBetween, localDay, timeZoneOf } from "../programs/index.ts";
import { callOff } from "./calling-off.service.ts";
import type { SessionDetails } from "./details.service.ts";
import { changedDetails, checkDetails, runningProgram } from "./details.service.ts";
import { ProgramSession } from "./program-session.entity.ts";
import type { Recurrence } from "./recurrence.rules.ts";
import { checkRule, checkTime, occurrences } from "./recurrence.rules.ts";
import { reconcileRosters, requirePlaced } from "./roster.service.ts";
import { syncTemplate } from "./schedule.service.ts";
import { SessionTemplate } from "./session-template.entity.ts";
import { SessionTemplateMember } from "./template-member.entity.ts";
import { templateMachine } from "./template.machine.ts";

/** Farthest from today that a template begins, either way. */
const FARTHEST_DAYS = 400;

interface TemplateCommand {
  readonly templateId: string;
  readonly expectedVersion?: number | null | undefined;
}

export interface CreateTemplateInput extends SessionDetails, Recurrence {
  readonly programId: string;
  /** Whose individual sessions they are. */
  readonly enrollmentId?: string | null | undefined;
  /** The weekly hour of the public timetable that it stands for. */
  readonly slotId?: string | null | undefined;
  /** YYYY-MM-DD, first day without a session. */
  readonly endsOn?: string | null | undefined;
}

/**
 * A meeting that recurs. Its sessions of the coming weeks are made at once, later ones week by week.
 * @throws DomainError CONFLICT (reason NOT_OPEN); INVALID (reason BAD_RULE, NO_OCCURRENCE, OTHER_PROGRAM, NOT_ADMITTED); NOT_FOUND
 */
export async function createTemplate(tx: Transaction, input: CreateTemplateInput): Promise<{ templateId: string }> {
  authorise(tx.actor, "schedule.manage");
  const program = await runningProgram(tx, input.programId);
  const details = await checkDetails(tx, input);
  const zone = await timeZoneOf(tx, program.id);
  const today = localDay(tx.now, zone);
  const startsOn = checkDay(input.startsOn, "startsOn");
  if (Math.abs(daysBetween(today, startsOn)) > FARTHEST_DAYS)
    throw invalid("startsOn", `A template begins within ${FARTHEST_DAYS} days of today.`);
  const recurrence = checkRecurrence({ ...input, startsOn }, today, zone);
  const enrollmentId = input.enrollmentId ?? null;
  const memberFrom = startsOn > today ? startsOn : today;
  if (enrollmentId !== null) {
    const asked = { enrollmentIds: [enrollmentId], programId: program.id, day: memberFrom, orLater: true };
    await requirePlaced(tx, asked, () => ["enrollmentId"]);
  }
  const template = await tx.insert(SessionTemplate, {
    ...details,
    ...recurrence,
    programId: program.id,
    enrollmentId,
    slotId: input.slotId ?? null,
    endsOn: input.endsOn ?? null,
    state: templateMachine.initial,
  });
  if (enrollmentId !== null) await addMembers(tx, template.id, [enrollmentId], memberFrom);
  await syncTemplate(tx, template.id);
  tx.audit({ action: "session-template.create", subjectType: "session_template", subjectId: template.id });
  return { templateId: template.id };
}

/**
 * Changes a template, and with it the coming sessions that no person changed.
 * @throws DomainError ILLEGAL_TRANSITION once it has ended; INVALID, STALE, NOT_FOUND
 */
export async function updateTemplate(
  tx: Transaction,
  input: TemplateCommand &
    Partial<SessionDetails> & { rrule?: string | null | undefined; startTime?: string | null | undefined },
): Promise<{ templateId: string }> {
  authorise(tx.actor, "schedule.manage");
  const { templateId, expectedVersion, rrule, startTime, ...given } = input;
  const template = await tx.get(SessionTemplate, templateId, { expectedVersion });
  const state = templateMachine.next(template.state, "update", "staff");
  const details = await checkDetails(tx, changedDetails(template, given));
  const zone = await timeZoneOf(tx, template.programId);
  const recurrence = checkRecurrence(
    { rrule: rrule ?? template.rrule, startTime: startTime ?? template.startTime, startsOn: template.startsOn },
    localDay(tx.now, zone),
    zone,
  );
  await tx.update(SessionTemplate, template, { ...details, ...recurrence, state });
  await syncTemplate(tx, template.id);
  tx.audit({ action: "session-template.update", subjectType: "session_template", subjectId: template.id });
  return { templateId: template.id };
}

/**
 * No sessions from a day on: those to come are cancelled, also those that a person had moved.
 * @param input.endsOn YYYY-MM-DD, first day without a session; today unless given
 * @throws DomainError ILLEGAL_TRANSITION once it has ended; INVALID, STALE, NOT_FOUND
 */
export async function endTemplate(
  tx: Transaction,
  input: TemplateCommand & { endsOn?: string | null | undefined },
): Promise<{ templateId: string }> {
  authorise(tx.actor, "schedule.manage");
  const template = await tx.get(SessionTemplate, input.templateId, { expectedVersion: input.expectedVersion });
  const state = templateMachine.next(template.state, "end", "staff");
  const today = localDay(tx.now, await timeZoneOf(tx, template.programId));
  const endsOn = input.endsOn ? checkDay(input.endsOn, "endsOn") : today;
  if (endsOn < today) throw invalid("endsOn", "What was is not ended any more.");
  await tx.update(SessionTemplate, template, { state, endsOn });
  await syncTemplate(tx, template.id);
  tx.audit({ action: "session-template.end", subjectType: "session_template", subjectId: template.id });
  return { templateId: template.id };
}

/** A program has closed: its templates end, and what was still to be held there is called off, whoever arranged it. */
export async function endSchedule(tx: Transaction, programId: string): Promise<void> {
  const endsOn = localDay(tx.now, await timeZoneOf(tx, programId));
  for (const template of await tx.find(SessionTemplate, { programId, state: "ACTIVE" }, { order: { id: "ASC" } })) {
    await tx.update(SessionTemplate, template, { state: templateMachine.next(template.state, "end", "staff"), endsOn });
    await syncTemplate(tx, template.id);
  }
  const coming = { programId, state: "SCHEDULED", startsAt: MoreThan(tx.now) } as const;
  for (const session of await tx.find(ProgramSession, coming, { order: { id: "ASC" } }))
    await callOff(tx, session, { cause: "STAFF", reason: "The program has closed." });
}

/**
 * Has clients expected at the sessions of a template from a day on.
 * @param input.startsOn YYYY-MM-DD; today unless given
 * @throws DomainError CONFLICT (reason FULL, MEMBER, INDIVIDUAL); ILLEGAL_TRANSITION once it has ended;
 *   INVALID (reason OTHER_PROGRAM, NOT_ADMITTED); NOT_FOUND
 */
export async function addTemplateMembers(
  tx: Transaction,
  input: { templateId: string; enrollmentIds: readonly string[]; startsOn?: string | null | undefined },
): Promise<{ templateId: string }> {
  authorise(tx.actor, "schedule.manage");
  const template = await locked(tx, input.templateId);
  templateMachine.next(template.state, "update", "staff");
  if (template.enrollmentId !== null)
    throw new DomainError("CONFLICT", "These are sessions of one client.", {
      path: ["templateId"],
      reason: "INDIVIDUAL",
    });
  if (input.enrollmentIds.length < 1 || input.enrollmentIds.length > 200)
    throw invalid("enrollmentIds", "Between 1 and 200 at once.");
  const today = localDay(tx.now, await timeZoneOf(tx, template.programId));
  const startsOn = input.startsOn ? checkDay(input.startsOn, "startsOn") : today;
  if (startsOn < today || startsOn > addDays(today, FARTHEST_DAYS))
    throw invalid("startsOn", "From today on, within about a year.");
  await join(tx, template, input.enrollmentIds, startsOn);
  await reconcileRosters(tx, { templateId: template.id });
  tx.audit({ action: "session-template.add-members", subjectType: "session_template", subjectId: template.id });
  return { templateId: template.id };
}

/**
 * Has a client no longer expected from a day on.
 * @param input.endsOn YYYY-MM-DD; today unless given
 * @throws DomainError NOT_FOUND where the client is not expected; INVALID
 */
export async function removeTemplateMember(
  tx: Transaction,
  input: { templateId: string; enrollmentId: string; endsOn?: string | null | undefined },
): Promise<{ templateId: string }> {
  authorise(tx.actor, "schedule.manage");
  const template = await locked(tx, input.templateId);
  const today = localDay(tx.now, await timeZoneOf(tx, template.programId));
  const endsOn = input.endsOn ? checkDay(input.endsOn, "endsOn") : today;
  if (endsOn < today) throw invalid("endsOn", "What was is not ended any more.");
  const [member] = await tx.find(SessionTemplateMember, {
    templateId: template.id,
    enrollmentId: input.enrollmentId,
    endsOn: IsNull(),
  });
  if (!member) throw notFound("session template member", ["enrollmentId"]);
  await tx.update(SessionTemplateMember, member, { endsOn: endsOn > member.startsOn ? endsOn : member.startsOn });
  await reconcileRosters(tx, { templateId: template.id });
  tx.audit({ action: "session-template.remove-member", subjectType: "session_template", subjectId: template.id });
  return { templateId: template.id };
}

/** @throws DomainError INVALID (reason BAD_RULE, NO_OCCURRENCE) */
function checkRecurrence(input: Recurrence, today: string, zone: string): Recurrence {
  const { startsOn } = input;
  const recurrence = { startsOn, rrule: checkRule(input.rrule), startTime: checkTime(input.startTime) };
  const from = startsOn > today ? startsOn : today;
  if (occurrences(recurrence, { from, to: addDays(from, FARTHEST_DAYS) }, zone).length === 0)
    throw invalid("rrule", "By this rule no session is to come.", "NO_OCCURRENCE");
  return recurrence;
}

async function join(
  tx: Transaction,
  template: SessionTemplate,
  enrollmentIds: readonly string[],
  startsOn: string,
): Promise<void> {
  await requirePlaced(tx, { enrollmentIds, programId: template.programId, day: startsOn, orLater: true });
  const open = await tx.find(SessionTemplateMember, { templateId: template.id, endsOn: IsNull() });
  const already = enrollmentIds.findIndex((id) => open.some((member) => member.enrollmentId === id));
  if (already >= 0)
    throw new DomainError("CONFLICT", "This client is expected already.", {
      path: ["enrollmentIds", String(already)],
      reason: "MEMBER",
    });
  if (open.length + enrollmentIds.length > (template.places ?? Infinity))
    throw new DomainError("CONFLICT", "There are no more places.", { path: ["enrollmentIds"], reason: "FULL" });
  await addMembers(tx, template.id, enrollmentIds, startsOn);
}

async function addMembers(
  tx: Transaction,
  templateId: string,
  enrollmentIds: readonly string[],
  startsOn: string,
): Promise<void> {
  for (const enrollmentId of enrollmentIds)
    await tx.insert(SessionTemplateMember, { templateId, enrollmentId, startsOn });
}

/** The template, held against others who change its members at the same time. */
async function locked(tx: Transaction, templateId: string): Promise<SessionTemplate> {
  await tx.query("select from session_templates where id = $1 for update", [templateId]);
  return tx.get(SessionTemplate, templateId, { path: ["templateId"] });
}
