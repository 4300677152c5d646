import type { Transaction } from "@causeway/database";
import { authorise } from "../access/permission.rules.ts";
import type { BusinessCalendar, BusinessHours } from "./calendar.rules.ts";
import { checkHours } from "./calendar.rules.ts";
import { Organisation } from "./organisation.entity.ts";

/** When an organisation answers. */
export function calendarOf({ timeZone, calendar }: Organisation): BusinessCalendar {
  return { zone: timeZone, ...calendar };
}

/**
 * Says on which weekdays and between which hours the organisation answers. Deadlines that run are counted anew.
 * @throws DomainError INVALID with the path of what is wrong
 */
export async function setBusinessHours(
  tx: Transaction,
  input: { hours: readonly BusinessHours[]; expectedVersion?: number | null | undefined },
): Promise<{ organisationId: string }> {
  authorise(tx.actor, "organisation.manage");
  const hours = checkHours(input.hours);
  const organisation = await tx.get(Organisation, tx.actor.organisationId, { expectedVersion: input.expectedVersion });
  await tx.update(Organisation, organisation, { calendar: { ...organisation.calendar, hours } });
  tell(tx);
  return { organisationId: organisation.id };
}

/** The days on which all of the organisation is closed, kept with its public record for those who wait for its answer. */
export async function setClosedDays(tx: Transaction, closedDays: readonly string[]): Promise<void> {
  const changed = await tx.change(
    `update organisations set calendar = jsonb_set(calendar, '{closedDays}', $2::jsonb), version = version + 1
     where id = $1 and calendar->'closedDays' <> $2::jsonb`,
    [tx.actor.organisationId, JSON.stringify(closedDays)],
  );
  if (changed === 1) tell(tx);
}

function tell(tx: Transaction): void {
  const { organisationId } = tx.actor;
  tx.audit({ action: "organisation.change-calendar", subjectType: "organisation", subjectId: organisationId });
  tx.emit({ type: "organisation.calendar-changed", subjectId: organisationId, refIds: {} });
}
