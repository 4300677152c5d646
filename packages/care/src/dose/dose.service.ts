import type { Transaction } from "@causeway/database";
import { In } from "typeorm";
import { addDays, localDay, mondayOf, timeZoneOf } from "../programs/index.ts";
import { Task, cancelTask, openTask } from "../tasks/index.ts";
import { closeWeek } from "./dose.jobs.ts";
import type { FactsRow } from "./dose.query.ts";
import { factsOf, factsOfStays } from "./dose.query.ts";
import type { DoseStatus } from "./dose.rules.ts";
import { shortPairOf, weeksOf } from "./dose.rules.ts";

/** Days as Mondays, both included. */
interface WeekSpan {
  readonly from: string;
  readonly to: string;
}

/** Days that a person has for the review of two short weeks. */
const REVIEW_DAYS = 3;

/**
 * Brings the weeks of these stays to what their rows say now: all of them, or those of a span. A week that comes to
 * the same is left as it was. Two short weeks in a row become a task, and no task where one of them was mended.
 */
export async function recomputeWeeks(
  tx: Transaction,
  enrollmentIds: readonly string[],
  span: WeekSpan | null = null,
): Promise<void> {
  if (enrollmentIds.length === 0) return;
  // One at a time for each stay: what was read before another's correction must not be written after it.
  await tx.query(
    "select pg_advisory_xact_lock(hashtextextended('dose ' || id, 0)) from (select id from unnest($1::uuid[]) as id order by id) as ids",
    [enrollmentIds],
  );
  const rows = await tx.query<FactsRow>(factsOfStays, [enrollmentIds, span?.from ?? null, span?.to ?? null]);
  const weeks = rows.flatMap((row) =>
    weeksOf(factsOf(row), tx.now, span ?? {}).map((week) => ({
      ...week,
      id: tx.newId(),
      enrollmentId: row.enrollmentId,
    })),
  );
  const values = [tx.actor.organisationId, JSON.stringify(weeks), tx.now];
  await tx.query(
    `insert into enrollment_weeks as known (id, organisation_id, enrollment_id, program_id, week_starts_on, ends_at,
       required_minutes, delivered_minutes, max_minutes, status, days_in_placement, computed_at)
     select w."id", $1, w."enrollmentId", w."programId", w."weekStartsOn", w."endsAt",
       w."requiredMinutes", w."deliveredMinutes", w."maxMinutes", w."status", w."daysInPlacement", $3
     from jsonb_to_recordset($2::jsonb) as w("id" uuid, "enrollmentId" uuid, "programId" uuid, "weekStartsOn" date,
       "endsAt" timestamptz, "requiredMinutes" int, "deliveredMinutes" int, "maxMinutes" int, "status" text, "daysInPlacement" int)
     on conflict (organisation_id, enrollment_id, week_starts_on) do update set
       (program_id, ends_at, required_minutes, delivered_minutes, max_minutes, status, days_in_placement, computed_at, version)
       = (excluded.program_id, excluded.ends_at, excluded.required_minutes, excluded.delivered_minutes, excluded.max_minutes,
          excluded.status, excluded.days_in_placement, excluded.computed_at, known.version + 1)
     where (known.program_id, known.ends_at, known.required_minutes, known.delivered_minutes, known.max_minutes,
         known.status, known.days_in_placement)
       is distinct from (excluded.program_id, excluded.ends_at, excluded.required_minutes, excluded.delivered_minutes,
         excluded.max_minutes, excluded.status, excluded.days_in_placement)`,
    values,
  );
  await tx.change(
    `delete from enrollment_weeks known where enrollment_id = any($1::uuid[])
       and ($2::date is null or week_starts_on between $2 and $3)
       and not exists (select from jsonb_to_recordset($4::jsonb) as w("enrollmentId" uuid, "weekStartsOn" date)
         where w."enrollmentId" = known.enrollment_id and w."weekStartsOn" = known.week_starts_on)`,
    [enrollmentIds, span?.from ?? null, span?.to ?? null, JSON.stringify(weeks)],
  );
  await reviewShortWeeks(tx, enrollmentIds);
  // The week that goes on is closed when it is over, even if nothing more is heard of anybody in it.
  const current = weeks.filter(({ endsAt }) => endsAt > tx.now);
  for (const week of new Map(current.map((each) => [each.programId, each])).values()) scheduleClosing(tx, week);
}

/** The session was recorded, corrected or taken back: its week, for everyone who has a part in it. */
export async function recomputeSession(tx: Transaction, sessionId: string): Promise<void> {
  const touched = await tx.query<{ id: string; startsAt: Date; zone: string }>(
    `select a.enrollment_id as id, ps.starts_at as "startsAt", s.time_zone as zone
     from program_sessions ps join programs g on g.id = ps.program_id join sites s on s.id = g.site_id
       join attendances a on a.session_id = ps.id
     where ps.id = $1`,
    [sessionId],
  );
  const [session] = touched;
  if (!session) return;
  const monday = mondayOf(localDay(session.startsAt, session.zone));
  await recomputeWeeks(
    tx,
    touched.map((row) => row.id),
    { from: monday, to: monday },
  );
}

/**
 * A week of a program is over: every stay placed there since the week before, and any that has no weeks yet, is computed
 * again, whether or not an event told of it. The next closing is set while anybody is placed there.
 */
export async function closeWeekOf(tx: Transaction, programId: string): Promise<void> {
  const lastMonday = addDays(mondayOf(localDay(tx.now, await timeZoneOf(tx, programId))), -7);
  const placed = await tx.query<{ id: string }>(
    `select distinct p.enrollment_id as id from placements p
     where p.program_id = $1 and p.superseded_at is null and (
       p.ends_on is null or p.ends_on >= $2::date
       or not exists (select from enrollment_weeks w where w.enrollment_id = p.enrollment_id))`,
    [programId, lastMonday],
  );
  await recomputeWeeks(
    tx,
    placed.map((row) => row.id),
  );
}

function scheduleClosing(
  tx: Transaction,
  week: { readonly programId: string; readonly weekStartsOn: string; readonly endsAt: Date },
): void {
  tx.schedule({
    job: closeWeek.name,
    subjectId: week.programId,
    dueAt: week.endsAt,
    key: `dose-week:${week.programId}:${week.weekStartsOn}`,
  });
}

/**
 * `two-short-weeks`: one open task at most for each stay, about the latest pair. What was reviewed is not opened again;
 * a task whose pair is no longer short is taken back, and may come again.
 */
async function reviewShortWeeks(tx: Transaction, enrollmentIds: readonly string[]): Promise<void> {
  const stays = await tx.query<{ id: string; weeks: { weekStartsOn: string; status: DoseStatus }[] }>(
    `select e.id, json_agg(json_build_object('weekStartsOn', w.week_starts_on, 'status', w.status) order by w.week_starts_on) as weeks
     from enrollments e join enrollment_weeks w on w.enrollment_id = e.id
     where e.id = any($1::uuid[]) and w.ends_at <= $2 and e.voided_at is null and e.state in ('ADMITTED', 'ACTIVE', 'ON_LEAVE')
     group by e.id`,
    [enrollmentIds, tx.now],
  );
  const pairs = new Map(stays.map((stay) => [stay.id, shortPairOf(stay.weeks)]));
  const known = await tx.find(Task, { kind: "DOSE_REVIEW", subjectId: In([...enrollmentIds]) });
  for (const enrollmentId of enrollmentIds) {
    const pair = pairs.get(enrollmentId) ?? null;
    const tasks = known.filter((task) => task.subjectId === enrollmentId);
    const ofPair = (task: Task): boolean => pair !== null && task.dedupeKey.startsWith(`dose:${enrollmentId}:${pair}`);
    for (const task of tasks) if (task.state === "OPEN" && !ofPair(task)) await cancelTask(tx, task);
    if (pair === null || tasks.some((task) => ofPair(task) && task.state !== "CANCELLED")) continue;
    await openTask(tx, {
      kind: "DOSE_REVIEW",
      subjectId: enrollmentId,
      dueAt: new Date(tx.now.getTime() + REVIEW_DAYS * 86_400_000),
      key: `dose:${enrollmentId}:${pair}:${tasks.filter(ofPair).length}`,
    });
  }
}
