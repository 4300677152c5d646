/**
 * What every metric is made of. A metric is one SELECT of facts: rows that each say which record they stand for, on which
 * day, by what they are counted (program, level, payer, primary substance), and what they add to each part of the number.
 * Sums, groups, shares and the rows behind them are the same for all (`report.query.ts`).
 */
interface FactColumns {
  readonly id: string;
  /** Null where a fact is of no stay. */
  readonly enrollment: string;
  /** Whom it is about: a cell of few people is small however many facts it has. */
  readonly person: string;
  readonly on: string;
  readonly program: string;
  readonly edition: string;
  readonly level: string;
  readonly payer: string;
  readonly substance: string;
  readonly band?: string;
  readonly numerator: string;
  readonly denominator?: string;
  readonly baseline?: string;
  readonly apart?: string;
}

/** A SELECT of facts: its columns, and where they come from. */
export function fact(columns: FactColumns, source: string): string {
  return `select ${columns.id} as id, ${columns.enrollment} as enrollment_id, ${columns.person} as person, ${columns.on} as "on",
    ${columns.program} as program_id, ${columns.edition} as edition, ${columns.level} as level_code,
    (${columns.payer})::smallint as payer, (${columns.substance})::smallint as substance, (${columns.band ?? "null"})::smallint as band,
    (${columns.numerator})::numeric as numerator, (${columns.denominator ?? "null"})::numeric as denominator,
    (${columns.baseline ?? "null"})::numeric as baseline, (${columns.apart ?? "null"})::numeric as apart
  ${source}`;
}

/** What is asked, in the order of its parameters; named here so that every statement knows all of their types. */
const REQUEST = `request (from_day, to_day, instant, direction, partner) as (
  select $1::date, $2::date, $3::timestamptz, $4::text, $5::uuid)`;

/** First day of the window, and the first day after it. */
export const FROM = "(select from_day from request)";
export const TO = "(select to_day from request)";
export const INSTANT = "(select instant from request)";

/** Whether a day lies in the window. */
export const inWindow = (day: string): string => `${day} >= ${FROM} and ${day} < ${TO}`;

/** As TEDS writes what is not known. */
export const UNKNOWN = -9;

/** A TEDS answer that is a code within bounds, else null. Answers are kept as given, labels and nonsense among them. */
export function tedsAnswer(record: string, field: string, lowest: number, highest: number): string {
  const code = `substring(${record} ->> '${field}' from '^[0-9]{1,2}$')::smallint`;
  return `(case when ${code} between ${lowest} and ${highest} then ${code} end)`;
}

/** The calendar day of an instant in a zone. */
export function dayIn(zone: string, instant: string): string {
  return `(${instant} at time zone ${zone})::date`;
}

/** The gravest substance that a client had told of by a day. */
const toldBy = (client: string, day: string): string =>
  `(select t.substance from client_substances t where t.client_id = ${client} and t.rank = 1 and t.observed_on <= ${day}
    order by t.observed_on desc, t.recorded_at desc, t.id desc limit 1)`;

/**
 * `stays`: enrollments that were not voided, of clients that were not; with the zone of their site. Payer and primary
 * substance are those of the admission: the TEDS answer, else the coverage of that day and what the client had told by then.
 */
const STAYS = `stays as not materialized (
  select e.id, e.client_id, e.program_id, e.episode_id, e.state, e.requested_at, e.first_session_on, e.discharged_on,
    e.discharge_reason, e.teds_admission, e.teds_discharge, z.time_zone,
    coalesce(${tedsAnswer("e.teds_admission", "SUB1", 1, 19)}, ${toldBy("e.client_id", "admission.day")}, c.primary_substance, ${UNKNOWN}) as substance,
    coalesce(${tedsAnswer("e.teds_admission", "PRIMPAY", 1, 7)}, (
      select v.payment_source from coverages v
      where v.client_id = e.client_id and v.valid_from <= admission.day and (v.valid_to is null or v.valid_to > admission.day)
      order by v.valid_from desc, v.id desc limit 1), ${UNKNOWN}) as payer
  from enrollments e join clients c on c.id = e.client_id join programs p on p.id = e.program_id join sites z on z.id = p.site_id
    cross join lateral (select coalesce(e.first_session_on, ${dayIn("z.time_zone", "coalesce(e.admitted_at, e.requested_at)")}) as day) admission
  where e.voided_at is null and c.voided_at is null)`;

/** `attended`: sessions somebody was at, on their day where they were held. */
const ATTENDED = `attended as not materialized (
  select a.id, a.enrollment_id, n.program_id, n.starts_at, ${dayIn("z.time_zone", "n.starts_at")} as "on"
  from attendances a join program_sessions n on n.id = a.session_id join programs p on p.id = n.program_id join sites z on z.id = p.site_id
  where a.state in ('ATTENDED', 'PARTIAL'))`;

/**
 * `asked`: recipients that were sent a referral, seen from this organisation's side. The sender knows the client, the
 * recipient the stay that came of it; the payer is that of the enquiry.
 */
const ASKED = `asked as not materialized (
  select r.*, ${dayIn("o.time_zone", "r.sent_at")} as sent_on, o.time_zone,
    coalesce(${toldBy("c.id", dayIn("o.time_zone", "r.sent_at"))}, c.primary_substance, s.substance, ${UNKNOWN}) as substance, coalesce(r.payment_source, ${UNKNOWN}) as payer,
    coalesce(c.id, s.client_id, r.id) as person, coalesce(s.id, f.enrollment_id) as enrollment_id,
    case when r.sender_organisation_id = o.id then r.recipient_organisation_id else r.sender_organisation_id end as partner_id,
    case when r.sender_organisation_id = o.id then 'SENT' else 'RECEIVED' end as direction
  from referral_recipients r join organisations o on o.id = app_organisation()
    left join referrals f on f.id = r.referral_id
    left join clients c on c.id = f.client_id
    left join stays s on s.id = r.recipient_enrollment_id
  where r.state <> 'DRAFT' and r.sent_at is not null and c.voided_at is null)`;

/** Ahead of every metric; what one does not name costs it nothing. */
export const BLOCKS = [REQUEST, STAYS, ATTENDED, ASKED].join(",\n");

/** Where a stay was on a day: its placement begun last by then, and that placement's program; under these names. */
export function placedOn(day: string, names = { stay: "s", placed: "placed", program: "g" }): string {
  const { stay, placed, program } = names;
  return `left join lateral (
      select p.program_id, p.edition, p.level_code from placements p
      where p.enrollment_id = ${stay}.id and p.superseded_at is null and p.starts_on <= ${day}
      order by p.starts_on desc, p.ends_on desc nulls first, p.id desc limit 1) ${placed} on true
    join programs ${program} on ${program}.id = coalesce(${placed}.program_id, ${stay}.program_id)`;
}

/** By what a fact of a stay `s` on a day is counted; needs `placedOn` of that day. */
export function ofStay(day: string) {
  return {
    id: "s.id",
    enrollment: "s.id",
    person: "s.client_id",
    on: day,
    program: "g.id",
    edition: "coalesce(placed.edition, g.edition)",
    level: "coalesce(placed.level_code, g.level_code)",
    payer: "s.payer",
    substance: "s.substance",
  };
}

/** The spans of a TEDS code: its number is that of the first span whose last day is not passed, counted from `first`. */
export function bandOf(days: string, first: number, lastDays: readonly number[]): string {
  const spans = lastDays.map((last, i) => `when ${days} <= ${last} then ${first + i}`);
  return `case ${spans.join(" ")} else ${first + lastDays.length} end`;
}
