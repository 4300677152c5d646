import type pg from "pg";

/** Referrals of one organisation on one side: `SENT` by it, or `RECEIVED`. */
export interface SideCount {
  readonly organisation: string;
  readonly direction: "SENT" | "RECEIVED";
  /** Recipients that a referral was sent to. */
  readonly sent: number;
  /** Of them those not taken back before an answer: the base of the acceptance rate. */
  readonly asked: number;
  readonly accepted: number;
  readonly answered: number;
  /** Hours to the first response, summed; and its median by the clock on the wall. */
  readonly hours: number;
  readonly median: number | null;
  /** Ended, and the sender took note of it. */
  readonly closed: number;
}

/** What no report tells, of one organisation as a recipient. */
export interface ReceivingMore {
  readonly organisation: string;
  readonly expired: number;
  /** Median hours to the first response in the recipient's business hours, weekdays from 8 to 18 where it is. */
  readonly officeMedian: number | null;
}

/** Of the whole network. */
export interface NetworkTotals extends Omit<SideCount, "organisation" | "direction"> {
  readonly expired: number;
  readonly officeMedian: number | null;
  readonly referrals: number;
  /** Waves that were sent, over all referrals, and the most of one. */
  readonly waves: number;
  readonly mostWaves: number;
  /** Of `sent`, those whose recipient is not on the platform. */
  readonly outside: number;
}

const SENT = "r.sent_at is not null and r.state <> 'DRAFT'";
const TAKEN_BACK = "r.state in ('WITHDRAWN', 'CANCELLED')";
const WALL_HOURS = "extract(epoch from r.first_response_at - r.sent_at) / 3600";

/** Counted from the rows of the parts, apart from the code that reports use. */
const COUNTED = `count(*)::int as sent,
  (count(*) filter (where not (${TAKEN_BACK}) or r.accepted_at is not null))::int as asked,
  (count(*) filter (where r.accepted_at is not null))::int as accepted,
  (count(*) filter (where r.first_response_at is not null))::int as answered,
  coalesce(sum(${WALL_HOURS}), 0)::float as hours,
  (percentile_cont(0.5) within group (order by ${WALL_HOURS}) filter (where r.first_response_at is not null))::float as median,
  (count(*) filter (where r.acknowledged_at is not null))::int as closed`;

/** Hours between sending and first response that lie in the recipient's weekdays, from 8 to 18. */
const OFFICE_HOURS = `(select coalesce(sum(greatest(0, extract(epoch from
      least(r.first_response_at, (day::date + time '18:00') at time zone o.time_zone)
      - greatest(r.sent_at, (day::date + time '08:00') at time zone o.time_zone)))), 0) / 3600
    from generate_series((r.sent_at at time zone o.time_zone)::date::timestamp,
                         (r.first_response_at at time zone o.time_zone)::date::timestamp, interval '1 day') as day
    where extract(isodow from day) <= 5)`;
const OFFICE_MEDIAN = `(percentile_cont(0.5) within group (order by ${OFFICE_HOURS}) filter (where r.first_response_at is not null))::float as "officeMedian"`;
const EXPIRED = "(count(*) filter (where r.state = 'EXPIRED'))::int as expired";

export async function countSides(admin: pg.Client): Promise<SideCount[]> {
  const { rows } = await admin.query<SideCount>(
    `select side.organisation, side.direction, ${COUNTED}
     from referral_recipients r
       cross join lateral (values ('SENT', r.sender_organisation_id), ('RECEIVED', r.recipient_organisation_id)) as side(direction, organisation)
     where ${SENT} group by side.organisation, side.direction order by side.organisation, side.direction`,
  );
  return rows;
}

export async function countMore(admin: pg.Client): Promise<ReceivingMore[]> {
  const { rows } = await admin.query<ReceivingMore>(
    `select r.recipient_organisation_id as organisation, ${EXPIRED}, ${OFFICE_MEDIAN}
     from referral_recipients r join organisations o on o.id = r.recipient_organisation_id
     where ${SENT} group by r.recipient_organisation_id`,
  );
  return rows;
}

export async function countNetwork(admin: pg.Client): Promise<NetworkTotals> {
  const { rows } = await admin.query<NetworkTotals>(
    `select ${COUNTED}, ${EXPIRED}, ${OFFICE_MEDIAN},
       count(distinct r.referral_id)::int as referrals,
       count(distinct (r.referral_id, r.wave))::int as waves,
       (select coalesce(max(n), 0) from (select count(distinct wave) as n from referral_recipients where sent_at is not null group by referral_id) as w)::int as "mostWaves",
       (count(*) filter (where o.status = 'OUTSIDE'))::int as outside
     from referral_recipients r join organisations o on o.id = r.recipient_organisation_id where ${SENT}`,
  );
  return rows[0] as NetworkTotals;
}

export async function knownOf(
  admin: pg.Client,
): Promise<readonly { readonly id: string; readonly name: string; readonly status: string }[]> {
  const { rows } = await admin.query<{ id: string; name: string; status: string }>(
    "select id, name, status from organisations where id in (select sender_organisation_id from referral_recipients union select recipient_organisation_id from referral_recipients)",
  );
  return rows;
}
