import type { Transaction } from "@causeway/database";
import { authorise, setClosedDays } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { In, IsNull } from "typeorm";
import { checkDay } from "../clients/index.ts";
import { Site } from "../programs/index.ts";
import { bringBack, callOff } from "./calling-off.service.ts";
import { shortText } from "./details.service.ts";
import { Holiday } from "./holiday.entity.ts";
import { ProgramSession } from "./program-session.entity.ts";
import { reconcileRosters } from "./roster.service.ts";
import { syncTemplate } from "./schedule.service.ts";

/**
 * Nothing is held on this day, at one site or at all: sessions not held yet are cancelled, which is nobody's absence.
 * @throws DomainError CONFLICT (reason EXISTS); INVALID; NOT_FOUND
 */
export async function addHoliday(
  tx: Transaction,
  input: { day: string; name: string; siteId?: string | null | undefined },
): Promise<{ holidayId: string }> {
  authorise(tx.actor, "schedule.manage");
  const day = checkDay(input.day, "day");
  const name = shortText(input.name, "name", 100);
  if (name === null) throw invalid("name", "A holiday has a name.");
  const siteId = input.siteId ?? null;
  if (siteId !== null) await tx.get(Site, siteId, { path: ["siteId"] });
  if (await tx.findOne(Holiday, { day, siteId: siteId ?? IsNull() }))
    throw new DomainError("CONFLICT", "This day is a holiday already.", { path: ["day"], reason: "EXISTS" });
  const holiday = await tx.insert(Holiday, { day, name, siteId });
  for (const session of await sessionsOn(tx, day, siteId, "s.state = 'SCHEDULED'"))
    await callOff(tx, session, { cause: "HOLIDAY", reason: name });
  if (siteId === null) await closeOrganisation(tx);
  tx.audit({ action: "holiday.add", subjectType: "holiday", subjectId: holiday.id });
  return { holidayId: holiday.id };
}

/** The day is like any other: what the holiday alone had cancelled is held. */
export async function removeHoliday(tx: Transaction, input: { holidayId: string }): Promise<{ holidayId: string }> {
  authorise(tx.actor, "schedule.manage");
  const { id, day, siteId } = await tx.get(Holiday, input.holidayId);
  await tx.change("delete from holidays where id = $1", [id]);
  const given = await sessionsOn(
    tx,
    day,
    siteId,
    `s.cancel_cause = 'HOLIDAY' and not exists (select from holidays h where h.day = $1::date and (h.site_id is null or h.site_id = site.id))`,
  );
  for (const session of given) await bringBack(tx, session, "schedule");
  for (const templateId of new Set(given.map((session) => session.templateId)))
    if (templateId !== null) await syncTemplate(tx, templateId);
  for (const session of given) if (session.templateId === null) await reconcileRosters(tx, { sessionId: session.id });
  if (siteId === null) await closeOrganisation(tx);
  tx.audit({ action: "holiday.remove", subjectType: "holiday", subjectId: id });
  return { holidayId: id };
}

/** A day on which every site is closed is no day to answer on; days of a year ago bear on nothing. */
async function closeOrganisation(tx: Transaction): Promise<void> {
  const days = await tx.query<{ day: string }>(
    "select day::text as day from holidays where site_id is null and day > app_now()::date - 366 order by day",
  );
  await setClosedDays(
    tx,
    days.map(({ day }) => day),
  );
}

async function sessionsOn(
  tx: Transaction,
  day: string,
  siteId: string | null,
  condition: string,
): Promise<ProgramSession[]> {
  const rows = await tx.query<{ id: string }>(
    `select s.id from program_sessions s join programs p on p.id = s.program_id join sites site on site.id = p.site_id
     where ($2::uuid is null or site.id = $2) and s.starts_at between $1::date - 1 and $1::date + 2
       and (s.starts_at at time zone site.time_zone)::date = $1::date and ${condition}
     order by s.id for update of s`,
    [day, siteId],
  );
  return tx.find(ProgramSession, { id: In(rows.map((row) => row.id)) }, { order: { startsAt: "ASC", id: "ASC" } });
}
