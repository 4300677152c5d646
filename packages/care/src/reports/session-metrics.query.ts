import { dayIn, fact, inWindow, ofStay, placedOn } from "./facts.query.ts";
import type { Metric } from "./metric.rules.ts";

const SHARE = { shape: "SHARE", unit: "SHARE", asked: "WINDOW" } as const;

/** Days from the beginning of an episode to its first service, and from that to two more. */
const INITIATION_DAYS = 14;
const ENGAGEMENT_DAYS = 34;

/** Episodes begun in the window, each with the stay that began it and the first session of any. */
const EPISODES = `from episodes e
  join lateral (select s.* from stays s where s.episode_id = e.id order by s.requested_at, s.id limit 1) s on true
  ${placedOn("e.opened_on")}
  left join lateral (
    select a."on", a.starts_at, a.id from attended a join enrollments m on m.id = a.enrollment_id
    where m.episode_id = e.id and m.voided_at is null and a."on" >= e.opened_on order by a.starts_at, a.id limit 1) first on true
  where ${inWindow("e.opened_on")}`;

const INITIATED = `first."on" is not null and first."on" <= e.opened_on + ${INITIATION_DAYS}`;

const episodes = (name: string, formula: string, numerator: string): Metric => ({
  name,
  formula,
  ...SHARE,
  records: { NUMERATOR: "episode", DENOMINATOR: "episode" },
  facts: fact({ ...ofStay("e.opened_on"), id: "e.id", numerator: `(${numerator})::int`, denominator: "1" }, EPISODES),
});

/** Weeks of the window that are over, without those that asked for nothing. */
const WEEKS = `from enrollment_weeks w join stays s on s.id = w.enrollment_id
  ${placedOn("w.week_starts_on + 6")}
  where ${inWindow("w.week_starts_on")} and w.ends_at <= app_now() and w.status <> 'EXEMPT'`;

const OF_WEEK = { ...ofStay("w.week_starts_on"), id: "w.id", program: "w.program_id" };

export const SESSION_METRICS: readonly Metric[] = [
  {
    name: "hoursRatio",
    formula:
      "Hours delivered ÷ hours required, added up over the weeks of stays that begin in the window and are over. Exempt weeks (leave, fewer than 4 days) are left out.",
    ...SHARE,
    shape: "RATIO",
    records: { NUMERATOR: "enrollment_week", DENOMINATOR: "enrollment_week" },
    facts: fact(
      { ...OF_WEEK, numerator: "w.delivered_minutes / 60.0", denominator: "w.required_minutes / 60.0" },
      WEEKS,
    ),
  },
  {
    name: "weeksMet",
    formula:
      "Weeks of stays whose hours were MET ÷ weeks of stays that begin in the window and are over. Exempt weeks (leave, fewer than 4 days) are left out; short, tapering and overlong ones are not met.",
    ...SHARE,
    records: { NUMERATOR: "enrollment_week", DENOMINATOR: "enrollment_week" },
    facts: fact({ ...OF_WEEK, numerator: "(w.status = 'MET')::int", denominator: "1" }, WEEKS),
  },
  {
    name: "noShowRate",
    formula:
      "NO_SHOW ÷ (ATTENDED + PARTIAL + NO_SHOW + LATE_CANCEL), over the attendances of sessions of the window. What the program cancelled, and who was excused, is nobody's absence.",
    ...SHARE,
    records: { NUMERATOR: "attendance", DENOMINATOR: "attendance" },
    facts: fact(
      {
        ...ofStay("n.day"),
        id: "a.id",
        program: "n.program_id",
        edition: "coalesce(placed.edition, n.edition)",
        level: "coalesce(placed.level_code, n.level_code)",
        numerator: "(a.state = 'NO_SHOW')::int",
        denominator: "1",
      },
      // The bounds in UTC, a day wider either way, are what the index can answer.
      `from (
          select n.id, n.program_id, p.edition, p.level_code, ${dayIn("z.time_zone", "n.starts_at")} as day
          from program_sessions n join programs p on p.id = n.program_id join sites z on z.id = p.site_id, request q
          where n.starts_at >= q.from_day - 1 and n.starts_at < q.to_day + 1) n
        join attendances a on a.session_id = n.id and a.state in ('ATTENDED', 'PARTIAL', 'NO_SHOW', 'LATE_CANCEL')
        join stays s on s.id = a.enrollment_id
        ${placedOn("n.day")}
        where ${inWindow("n.day")}`,
    ),
  },
  {
    name: "stepDownCompletion",
    formula:
      "Step-downs that took effect in the window and were followed by an attended session in the program stepped down to, at most 7 days later ÷ step-downs that took effect in the window. Corrected ones are left out. Ask about windows that ended 7 days ago.",
    ...SHARE,
    records: { NUMERATOR: "transition", DENOMINATOR: "transition" },
    facts: fact(
      {
        ...ofStay("t.effective_on"),
        id: "t.id",
        program: "t.to_program_id",
        edition: "t.to_edition",
        level: "t.to_code",
        numerator: `exists (select from attended a where a.enrollment_id = s.id and a.program_id = t.to_program_id
          and a."on" between t.effective_on and t.effective_on + 7)::int`,
        denominator: "1",
      },
      `from level_transitions t join stays s on s.id = t.enrollment_id
        where t.type = 'STEP_DOWN' and ${inWindow("t.effective_on")}
          and not exists (select from level_transitions l where l.supersedes_id = t.id)`,
    ),
  },
  episodes(
    "initiation",
    `Episodes begun in the window with an attended session within ${INITIATION_DAYS} days ÷ episodes begun in the window. Ask about windows that ended ${INITIATION_DAYS} days ago.`,
    INITIATED,
  ),
  episodes(
    "engagement",
    `Episodes begun in the window that were initiated (a session within ${INITIATION_DAYS} days) and had two more attended sessions within ${ENGAGEMENT_DAYS} days of the first ÷ episodes begun in the window.`,
    `${INITIATED} and 2 <= (
      select count(*) from attended a join enrollments m on m.id = a.enrollment_id
      where m.episode_id = e.id and m.voided_at is null and a."on" <= first."on" + ${ENGAGEMENT_DAYS}
        and (a.starts_at, a.id) > (first.starts_at, first.id))`,
  ),
  {
    name: "alumniReached",
    formula:
      "Check-ins due in the window, today or earlier, that were reached within 7 days of their day ÷ check-ins so due. Those that ended with an opt-out, a death or do-not-contact stand apart.",
    ...SHARE,
    records: { NUMERATOR: "check_in", DENOMINATOR: "check_in", APART: "check_in" },
    apart: "opted out, not to be contacted, or deceased",
    facts: fact(
      {
        ...ofStay("s.discharged_on"),
        id: "c.id",
        on: "c.due_on",
        numerator: `(c.state = 'REACHED' and abs(${dayIn("s.time_zone", "c.completed_at")} - c.due_on) <= 7)::int`,
        denominator: "(c.state <> 'CANCELLED')::int",
        apart: "(c.state = 'CANCELLED')::int",
      },
      `from check_ins c join alumni f on f.id = c.alumnus_id join stays s on s.id = f.enrollment_id
        ${placedOn("s.discharged_on")}
        where ${inWindow("c.due_on")} and c.due_on <= ${dayIn("s.time_zone", "app_now()")}`,
    ),
  },
];
