import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { Program, ProgramSlot, localDay, timeZoneOf } from "../programs/index.ts";
import { syncTemplate } from "./schedule.service.ts";
import { SessionTemplate } from "./session-template.entity.ts";
import { createTemplate } from "./template.service.ts";

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/**
 * Templates for the weekly hours of the program's public timetable: one for each hour that has none, and an end for
 * those whose hour ends. Doing it again changes nothing.
 * @throws DomainError CONFLICT (reason NOT_OPEN); NOT_FOUND
 */
export async function templatesFromSlots(
  tx: Transaction,
  input: { programId: string },
): Promise<{ programId: string }> {
  authorise(tx.actor, "schedule.manage");
  const program = await tx.get(Program, input.programId, { path: ["programId"] });
  const today = localDay(tx.now, await timeZoneOf(tx, program.id));
  const slots = await tx.find(
    ProgramSlot,
    { programId: program.id },
    { order: { weekday: "ASC", startsAtLocal: "ASC" } },
  );
  const templates = await tx.find(SessionTemplate, { programId: program.id });
  for (const slot of slots) {
    const template = templates.find((one) => one.slotId === slot.id);
    if (template) {
      if (template.state === "ACTIVE" && slot.validTo !== null && slot.validTo !== template.endsOn) {
        await tx.update(SessionTemplate, template, { endsOn: slot.validTo });
        await syncTemplate(tx, template.id);
      }
      continue;
    }
    const startsOn = slot.validFrom > today ? slot.validFrom : today;
    if (slot.validTo !== null && slot.validTo <= startsOn) continue;
    await createTemplate(tx, {
      programId: program.id,
      slotId: slot.id,
      rrule: `FREQ=WEEKLY;BYDAY=${WEEKDAYS[slot.weekday - 1]}`,
      startsOn,
      endsOn: slot.validTo,
      startTime: slot.startsAtLocal.slice(0, 5),
      minutes: slot.minutes,
      modality: slot.modality,
      mode: slot.telehealth ? "TELEHEALTH" : "IN_PERSON",
    });
  }
  return { programId: program.id };
}
