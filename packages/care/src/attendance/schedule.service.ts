import type { Transaction } from "@causeway/database";
import { LessThan, MoreThan, MoreThanOrEqual } from "typeorm";
import { Program, addDays, daysBetween, localDay, startOfDay, timeZoneOf } from "../programs/index.ts";
import { extendSchedule } from "./attendance.jobs.ts";
import { bringBack, callOff } from "./calling-off.service.ts";
import { watchDays } from "./day.service.ts";
import { detailsOf } from "./details.service.ts";
import { holidaysOf } from "./holiday.query.ts";
import { ProgramSession } from "./program-session.entity.ts";
import { occurrences } from "./recurrence.rules.ts";
import { reconcileRosters } from "./roster.service.ts";
import { SessionTemplate } from "./session-template.entity.ts";
import { sessionMachine } from "./session.machine.ts";

/** How far ahead sessions are made. */
const SCHEDULED_DAYS = 42;
const A_MONDAY = "1970-01-05";
/** A template without an occurrence in this time is over. */
const OVER_AFTER_DAYS = 400;

/**
 * Makes the coming sessions of a template what it says: adds, changes, cancels and brings back. Sessions that have
 * begun stay, and those that a person moved, changed or cancelled. Doing it again changes nothing. Comes round each
 * Monday as long as there is anything to come.
 */
export async function syncTemplate(tx: Transaction, templateId: string): Promise<void> {
  await tx.query("select from session_templates where id = $1 for update", [templateId]);
  const template = await tx.get(SessionTemplate, templateId);
  const zone = await timeZoneOf(tx, template.programId);
  const today = localDay(tx.now, zone);
  const to = addDays(today, SCHEDULED_DAYS);
  const coming = await comingOf(tx, template, today, zone);
  const wanted = new Map(coming.filter(({ day }) => day < to).map(({ day, startsAt }) => [day, startsAt]));
  const holidays = await holidaysOf(tx, { programId: template.programId, from: today, to });
  const existing = await tx.find(ProgramSession, { templateId, occursOn: MoreThanOrEqual(today) });
  const byDay = new Map(existing.map((session) => [session.occursOn ?? "", session]));

  for (const [day, startsAt] of wanted) {
    const holiday = holidays.get(day);
    const session = byDay.get(day);
    const values = { ...detailsOf(template), startsAt };
    if (!session) await add(tx, template, day, values, holiday);
    else if (isOurs(session, tx.now)) await align(tx, session, values, holiday);
  }
  await watchDays(tx, { programId: template.programId, days: [...wanted.keys()], zone });
  const ended = template.state === "ENDED";
  const strays = ended
    ? await tx.find(ProgramSession, { templateId, occursOn: LessThan(today), startsAt: MoreThan(tx.now) })
    : [];
  for (const session of [...existing, ...strays]) {
    if (session.state !== "SCHEDULED" || session.startsAt <= tx.now || wanted.has(session.occursOn ?? "")) continue;
    if (ended || !session.byHand) await callOff(tx, session, { cause: "TEMPLATE", reason: null });
  }
  await reconcileRosters(tx, { templateId });
  if (coming.length > 0) comeRoundAgain(tx, template.id, today, zone);
}

/** Days and instants still to come, before the template ends or its program is closed. */
async function comingOf(
  tx: Transaction,
  template: SessionTemplate,
  today: string,
  zone: string,
): Promise<readonly { day: string; startsAt: Date }[]> {
  const program = await tx.get(Program, template.programId);
  if (program.state === "CLOSED") return [];
  const latest = addDays(today, OVER_AFTER_DAYS);
  const to = template.endsOn !== null && template.endsOn < latest ? template.endsOn : latest;
  return occurrences(template, { from: today, to }, zone).filter(({ startsAt }) => startsAt > tx.now);
}

/** A session that its template may change: no person did, and it was neither begun nor held. */
function isOurs(session: ProgramSession, now: Date): boolean {
  if (session.byHand || session.state === "HELD") return false;
  return session.state === "PROGRAM_CANCELLED" || session.startsAt > now;
}

type Values = ReturnType<typeof detailsOf> & { readonly startsAt: Date };

async function add(
  tx: Transaction,
  template: SessionTemplate,
  day: string,
  values: Values,
  holiday: string | undefined,
): Promise<void> {
  const off = holiday === undefined ? {} : ({ cancelCause: "HOLIDAY", cancelReason: holiday } as const);
  await tx.insert(ProgramSession, {
    ...values,
    ...off,
    programId: template.programId,
    templateId: template.id,
    occursOn: day,
    makeUp: false,
    byHand: false,
    state: holiday === undefined ? sessionMachine.initial : "PROGRAM_CANCELLED",
  });
}

async function align(
  tx: Transaction,
  session: ProgramSession,
  values: Values,
  holiday: string | undefined,
): Promise<void> {
  if (session.state === "PROGRAM_CANCELLED") {
    if (holiday === undefined) await bringBack(tx, session, "schedule", values);
    return;
  }
  if (holiday !== undefined) return callOff(tx, session, { cause: "HOLIDAY", reason: holiday });
  const isSame =
    session.startsAt.getTime() === values.startsAt.getTime() && alike(detailsOf(session), detailsOf(values));
  if (!isSame)
    await tx.update(ProgramSession, session, {
      ...values,
      state: sessionMachine.next(session.state, "change", "schedule"),
    });
}

function alike(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function comeRoundAgain(tx: Transaction, templateId: string, today: string, zone: string): void {
  // The same Monday whoever asks, so that there is one timer a week however often a template is changed.
  const monday = addDays(today, 7 - (daysBetween(A_MONDAY, today) % 7));
  tx.schedule({
    job: extendSchedule.name,
    subjectId: templateId,
    dueAt: startOfDay(monday, zone),
    key: `extend:${templateId}:${monday}`,
  });
}
