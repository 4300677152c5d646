import type { Database } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { Ask } from "../authorisations/index.ts";
import { askBeside, clientOfStay, stayThen } from "../authorisations/index.ts";
import type { LaneFacts } from "./lanes.rules.ts";

/** The years from which people are asked the hours of adults. */
const ADULT_YEARS = 18;

/**
 * What the three lanes of a stay are drawn from, as believed at a moment; null where there is no such stay. What
 * levels ask of adolescents holds for those who were younger than 18 when the stay began; where it is not set, that of adults.
 */
export async function laneFacts(ask: Ask, enrollmentId: string, asBelievedAt: Date): Promise<LaneFacts | null> {
  const stay = await stayThen(ask, enrollmentId, asBelievedAt);
  if (!stay) return null;
  const [more] = await ask<Omit<LaneFacts, keyof typeof stay>>(
    `with people as (
       select case when d.birth_date > ($3::date - make_interval(years => ${ADULT_YEARS})) then 'ADOLESCENT' else 'ADULT' end as population
       from enrollments e join client_details d on d.client_id = e.client_id where e.id = $1)
     select
       coalesce((select json_agg(json_build_object('edition', l.edition, 'code', l.code, 'rank', l.rank, 'setting', l.setting,
           'withdrawalManagement', l.withdrawal_management, 'minHoursPerWeek', h.min_hours_per_week) order by l.edition, l.rank)
         from levels_of_care l left join lateral (
           select h.min_hours_per_week from level_of_care_hours h where h.edition = l.edition and h.code = l.code
             and h.population in ('ADULT', coalesce((select population from people), 'ADULT'))
           order by h.population = 'ADULT' limit 1) h on true), '[]') as levels,
       coalesce((select json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on) order by starts_on) from enrollment_leaves
         where enrollment_id = $1 and recorded_at <= $2 and (superseded_at is null or superseded_at > $2)), '[]') as leaves,
       coalesce((select json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on) order by starts_on) from plan_hours
         where enrollment_id = $1 and reason = 'TAPER' and recorded_at <= $2 and (superseded_at is null or superseded_at > $2)), '[]') as tapers,
       (select to_char($3::date + 7 * total_weeks, 'YYYY-MM-DD') from planned_stays where enrollment_id = $1 and recorded_at <= $2
         order by recorded_at desc, id desc limit 1) as "plannedEndsOn"`,
    [enrollmentId, asBelievedAt, stay.placements[0]?.startsOn ?? stay.today],
  );
  return more ? { ...stay, ...more } : null;
}

/**
 * The same for a reader.
 * @throws DomainError FORBIDDEN
 */
export async function laneFactsFor(
  db: Database,
  actor: Actor,
  enrollmentId: string,
  asBelievedAt: Date,
): Promise<LaneFacts | null> {
  authorise(actor, "enrollment.read");
  const facts = await laneFacts(askBeside(db, actor), enrollmentId, asBelievedAt);
  if (facts) await db.keepReads(actor, ["ledger"], clientOfStay(enrollmentId));
  return facts;
}
