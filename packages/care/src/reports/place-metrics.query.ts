import { INSTANT, dayIn, fact } from "./facts.query.ts";
import type { Metric } from "./metric.rules.ts";

/** Share of the places from which an organisation should look at its waiting list (45 CFR 96.126(a)). */
const ALERT_AT = 0.9;

const OF_PLACE = {
  enrollment: "s.id",
  person: "s.client_id",
  program: "p.id",
  payer: "s.payer",
  substance: "s.substance",
};

/** Placements `m` of stays `s` in programs `p`: from the day of admission to the day of the end, which is free again. */
const PLACES = `stays s join placements m on m.enrollment_id = s.id and m.superseded_at is null
  join programs p on p.id = m.program_id join sites z on z.id = p.site_id`;

/**
 * Days of the window that have begun, where each program is and while it was open, with its capacity as believed now: of
 * what was to hold by that day the latest, of that what was recorded last.
 */
const DAYS = `request q cross join programs p join sites z on z.id = p.site_id
  cross join lateral (
    select min(c.effective_on) filter (where c.command = 'open') as opened, max(c.effective_on) filter (where c.command = 'close') as closed
    from program_state_changes c where c.program_id = p.id and c.taken_effect_at is not null) open
  cross join lateral (
    select generate_series(greatest(q.from_day, open.opened), least(q.to_day - 1, ${dayIn("z.time_zone", "app_now()")}),
      interval '1 day')::date as day) d
  join lateral (
    select c.capacity from program_capacities c where c.program_id = p.id and c.starts_on <= d.day
    order by c.starts_on desc, c.recorded_at desc, c.id desc limit 1) size on true`;

/** A closed program stays closed; one that was never opened has no places. */
const OPEN = "p.state <> 'DRAFT' and (p.state <> 'CLOSED' or d.day < open.closed)";

export const PLACE_METRICS: readonly Metric[] = [
  {
    name: "census",
    formula: "Stays that hold a place at an instant: admitted, active or on leave on that day where the program is.",
    shape: "COUNT",
    unit: "CLIENTS",
    asked: "INSTANT",
    records: { NUMERATOR: "enrollment" },
    facts: fact(
      {
        ...OF_PLACE,
        id: "s.id",
        on: dayIn("z.time_zone", INSTANT),
        edition: "m.edition",
        level: "m.level_code",
        numerator: "1",
      },
      `from ${PLACES}
        where m.starts_on <= ${dayIn("z.time_zone", INSTANT)} and (m.ends_on is null or m.ends_on > ${dayIn("z.time_zone", INSTANT)})`,
    ),
  },
  {
    name: "utilisation",
    formula:
      "Places taken (admitted, active or on leave), day by day ÷ places there were, day by day, over the days of the window up to today on which the program was open. Filters by payer and substance choose among the places taken alone. Calls for attention from 90 %.",
    shape: "RATIO",
    unit: "SHARE",
    asked: "WINDOW",
    records: { NUMERATOR: "enrollment", DENOMINATOR: "program" },
    undivided: ["PAYER", "SUBSTANCE"],
    alertAt: ALERT_AT,
    facts: `${fact(
      { ...OF_PLACE, id: "s.id", on: "d.day", edition: "p.edition", level: "p.level_code", numerator: "1" },
      `from ${DAYS} join placements m on m.program_id = p.id and m.superseded_at is null
          and m.starts_on <= d.day and (m.ends_on is null or m.ends_on > d.day)
        join stays s on s.id = m.enrollment_id
        where ${OPEN}`,
    )}
    union all ${fact(
      {
        id: "p.id",
        enrollment: "null::uuid",
        person: "null::uuid",
        on: "d.day",
        program: "p.id",
        edition: "p.edition",
        level: "p.level_code",
        payer: "null",
        substance: "null",
        numerator: "null",
        denominator: "size.capacity",
      },
      `from ${DAYS} where ${OPEN}`,
    )}`,
  },
];
