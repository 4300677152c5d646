import type { Database } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";

/** Ids of what held for a stay; null where nothing did. */
export interface TreatmentHeld {
  readonly assessment: string | null;
  readonly treatmentPlan: string | null;
  readonly stage: string | null;
  readonly planHours: string | null;
  readonly plannedStay: string | null;
}

const spanOf = (table: string): string => `(select r.id from ${table} r
  where r.enrollment_id = e.id and r.starts_on <= $2::date and (r.ends_on is null or r.ends_on > $2::date)
    and r.recorded_at <= $3 and (r.superseded_at is null or r.superseded_at > $3)
  order by r.recorded_at desc, r.id desc limit 1)`;

/**
 * What held for a stay on a day, as it was believed at a moment: the latest assessment, the plan in force, stage and
 * hours, and the planned length (which has no days of its own).
 * @param on YYYY-MM-DD where the program is
 * @returns null when there is no such stay
 */
export async function treatmentAsOf(
  db: Database,
  actor: Actor,
  enrollmentId: string,
  on: string,
  asBelievedAt: Date,
): Promise<TreatmentHeld | null> {
  authorise(actor, "treatment.read");
  const [held] = await db.readWith<TreatmentHeld>(actor, {
    sql: `select
        (select a.id from assessments a where a.enrollment_id = e.id and a.assessed_on <= $2::date and a.recorded_at <= $3
          and not exists (select from assessments later where later.supersedes_id = a.id and later.recorded_at <= $3)
          order by a.assessed_on desc, a.recorded_at desc limit 1) as assessment,
        (select p.id from treatment_plans p where p.enrollment_id = e.id and p.activated_at <= $3
          and greatest(p.starts_on, (p.activated_at at time zone s.time_zone)::date) <= $2::date
          and (p.ended_at is null or p.ended_at > $3 or (p.ended_at at time zone s.time_zone)::date > $2::date)
          order by p.activated_at desc limit 1) as "treatmentPlan",
        ${spanOf("treatment_stages")} as stage,
        ${spanOf("plan_hours")} as "planHours",
        (select l.id from planned_stays l where l.enrollment_id = e.id and l.recorded_at <= $3
          order by l.recorded_at desc, l.id desc limit 1) as "plannedStay"
      from enrollments e join programs g on g.id = e.program_id join sites s on s.id = g.site_id
      where e.id = $1 and e.voided_at is null`,
    values: [enrollmentId, on, asBelievedAt],
  });
  if (!held) return null;
  await db.keepReads(actor, ["treatment"], {
    sql: "select client_id as id from enrollments where id = $1",
    values: [enrollmentId],
  });
  return held;
}
