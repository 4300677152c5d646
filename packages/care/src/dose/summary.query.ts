import type { Database } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import { addDays, daysBetween, localDay } from "../programs/index.ts";

export interface ProgramWeek {
  readonly programId: string;
  readonly programName: string;
  readonly weekStartsOn: string;
  /** False while the week goes on, and its counts with it. */
  readonly over: boolean;
  readonly met: number;
  readonly short: number;
  readonly overMax: number;
  readonly taper: number;
  readonly exempt: number;
  readonly requiredMinutes: number;
  readonly deliveredMinutes: number;
}

const LONGEST_DAYS = 371;
const USUAL_DAYS = 84;

/**
 * Weeks of stays counted by what they came to, for each program and week, the latest first.
 * @param window days; weeks that begin on or after `from` and before `to`, at most 53; the last twelve unless given
 * @throws DomainError INVALID
 */
export async function doseSummary(
  db: Database,
  actor: Actor,
  window: { programId?: string | null | undefined; from?: string | null | undefined; to?: string | null | undefined },
): Promise<ProgramWeek[]> {
  authorise(actor, "report.read");
  const to = window.to ?? addDays(localDay(db.clock.now(), "utc"), 1);
  const from = window.from ?? addDays(to, -USUAL_DAYS);
  const days = daysBetween(from, to);
  if (days <= 0) throw invalid("to", "A window ends after it begins.");
  if (days > LONGEST_DAYS) throw invalid("to", "At most 53 weeks at once.");
  return db.readWith<ProgramWeek>(actor, {
    sql: `select w.program_id as "programId", g.name as "programName", w.week_starts_on::text as "weekStartsOn",
        bool_and(w.ends_at <= app_now()) as over,
        count(*) filter (where w.status = 'MET')::int as met,
        count(*) filter (where w.status = 'SHORT')::int as short,
        count(*) filter (where w.status = 'OVER_MAX')::int as "overMax",
        count(*) filter (where w.status = 'TAPER')::int as taper,
        count(*) filter (where w.status = 'EXEMPT')::int as exempt,
        sum(w.required_minutes)::int as "requiredMinutes", sum(w.delivered_minutes)::int as "deliveredMinutes"
      from enrollment_weeks w join programs g on g.id = w.program_id
      where w.week_starts_on >= $2::date and w.week_starts_on < $3::date and ($1::uuid is null or w.program_id = $1)
      group by w.program_id, g.name, w.week_starts_on order by w.week_starts_on desc, g.name, w.program_id`,
    values: [window.programId ?? null, from, to],
  });
}
