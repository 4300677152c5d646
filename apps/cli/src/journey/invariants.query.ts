import type { TableClass } from "@causeway/database";
import { TABLES } from "@causeway/database";
import { decodeId, kindOfId } from "@causeway/kernel";
import type pg from "pg";

/** What must be true after any journey. `violations` is 0 when it is. */
export interface Finding {
  readonly invariant: string;
  /** How many things were looked at; an invariant that looked at nothing proves nothing. */
  readonly checked: number;
  readonly violations: number;
  /** Up to five, as ids. */
  readonly examples: readonly string[];
}

/** Queries as the superuser: what no runtime role may see whole. Each row is one violation. */
interface Check {
  readonly violations: string;
  readonly checked: string;
}

const CLOSED = "('ATTENDED','NOT_STARTED','DECLINED','CANCELLED','WITHDRAWN','EXPIRED')";
/** States only the chosen recipient can be in. */
const CHOSEN = "('ACCEPTED','SCHEDULED','NO_SHOW','APPT_CANCELLED','INTAKE_DONE','ADMITTED','ATTENDED')";

const BOTH_SIDES_AGREE: readonly Check[] = [
  {
    // What the recipient did and what the sender was shown of it are written in two places.
    checked: "select count(*)::int as n from referral_recipients where state = 'ATTENDED'",
    // A receiver off the platform keeps no stays here: its word stands for them.
    violations: `select r.id from referral_recipients r
      join organisations o on o.id = r.recipient_organisation_id and o.status <> 'OUTSIDE'
      left join enrollments e on e.id = r.recipient_enrollment_id and e.organisation_id = r.recipient_organisation_id
      where r.state = 'ATTENDED' and (e.id is null or e.referral_recipient_id is distinct from r.id
        or e.first_session_on is distinct from r.first_session_on or r.admitted_on is null
        or not exists (select 1 from attendances a where a.enrollment_id = e.id and a.state in ('ATTENDED', 'PARTIAL') and a.minutes > 0))`,
  },
  {
    checked: "select count(*)::int as n from referral_recipients where state = 'NOT_STARTED'",
    violations: `select r.id from referral_recipients r join enrollments e on e.id = r.recipient_enrollment_id
      where r.state = 'NOT_STARTED' and e.first_session_on is not null`,
  },
  {
    checked: `select count(*)::int as n from referral_recipients where state in ${CHOSEN}`,
    violations: `select r.id from referral_recipients r join referral_awards a on a.referral_id = r.referral_id
      where r.state in ${CHOSEN} and (r.mode = 'FIRST_ACCEPT' or r.state <> 'ACCEPTED') and a.winner_recipient_id is distinct from r.id`,
  },
  {
    // The sender's state is derived by a job; it must say what the recipients' rows say.
    checked: "select count(*)::int as n from referrals where sent_at is not null",
    violations: `select f.id from referrals f
      where f.sent_at is not null and f.state <> 'WITHDRAWN' and f.state <> (
        select case
          when bool_or(r.state not in ${CLOSED} and r.state <> 'DRAFT') then 'OPEN'
          when bool_or(r.state = 'ATTENDED') then 'FULFILLED'
          else 'UNFULFILLED' end
        from referral_recipients r where r.referral_id = f.id)`,
  },
  {
    // Each end of a referral reached the feed of both organisations.
    checked: `select count(*)::int as n from referral_recipients where state in ${CLOSED} and sent_at is not null`,
    violations: `select r.id from referral_recipients r
      cross join lateral (values (r.sender_organisation_id), (r.recipient_organisation_id)) as side(organisation_id)
      where r.state in ${CLOSED} and r.sent_at is not null and not exists (
        select 1 from event_feed f where f.organisation_id = side.organisation_id and f.subject_id = r.id
          and f.type = 'referral.' || replace(lower(r.state), '_', '-'))`,
  },
];

/** Facts and the one event that tells of each. */
const FACTS: readonly (readonly [event: string, facts: string])[] = [
  ["enrollment.admitted", "select id from enrollments where admitted_at is not null"],
  ["enrollment.first-session", "select id from enrollments where first_session_on is not null"],
  ["enrollment.discharged", "select id from enrollments where state = 'DISCHARGED'"],
  ["referral.sent", "select id from referral_recipients where sent_at is not null"],
  ["referral.admitted", "select id from referral_recipients where admitted_on is not null"],
  ["referral.attended", "select id from referral_recipients where state = 'ATTENDED'"],
  ["referral.expired", "select id from referral_recipients where state = 'EXPIRED'"],
  ["referral.not-started", "select id from referral_recipients where state = 'NOT_STARTED'"],
  ["referral.acknowledged", "select id from referral_recipients where acknowledged_at is not null"],
  ["consent.recorded", "select id from consents"],
];

const EVENTS_ARE_EFFECTS: readonly Check[] = [
  ...FACTS.map(([event, facts]) => ({
    checked: `select count(*)::int as n from (${facts}) as fact`,
    violations: `select coalesce(fact.id, event.subject_id) as id from (${facts}) as fact
      full join (select subject_id, count(*) as times from outbox where type = '${event}' group by subject_id) as event
        on event.subject_id = fact.id
      where event.times is distinct from 1 or fact.id is null`,
  })),
  {
    checked: "select count(*)::int as n from outbox",
    violations: "select id from outbox where relayed_at is null",
  },
  {
    // Once in the feed of each hearer, and in nobody else's.
    checked: "select count(*)::int as n from event_feed",
    violations: `select coalesce(heard.id, f.event_id) as id
      from (select id, unnest(audience) as organisation_id from outbox) as heard
      full join event_feed f on (f.event_id, f.organisation_id) = (heard.id, heard.organisation_id)
      where heard.id is null or f.event_id is null`,
  },
  {
    // A feed without holes: a partner that has seen number n has seen all before it.
    checked: "select count(*)::int as n from feed_cursors",
    violations: `select c.organisation_id as id from feed_cursors c
      where c.last_seq <> (select count(*) from event_feed f where f.organisation_id = c.organisation_id)`,
  },
  {
    checked: "select count(*)::int as n from dispatches",
    violations: "select id from dispatches where done_at is null or dead_at is not null",
  },
  {
    checked: "select count(*)::int as n from timers where fired_at is not null",
    violations: `select t.id from timers t where t.fired_at is not null and 1 <> (select count(*) from dispatches d where d.source_id = t.id)`,
  },
  {
    // Whoever was asked was told, in the console at least.
    checked: "select count(*)::int as n from referral_recipients where received_at is not null",
    violations: `select r.id from referral_recipients r join organisations o on o.id = r.recipient_organisation_id and o.status <> 'OUTSIDE'
      where r.received_at is not null and not exists (
      select 1 from notifications n where n.organisation_id = r.recipient_organisation_id and n.subject_id = r.id)`,
  },
  {
    checked: "select count(*)::int as n from messages",
    violations: "select id from messages where state in ('QUEUED', 'FAILED')",
  },
  {
    checked: "select count(*)::int as n from webhook_deliveries",
    violations: `select d.id from webhook_deliveries d where d.state <> 'DELIVERED'
      or not exists (select 1 from event_feed f where (f.organisation_id, f.event_id) = (d.organisation_id, d.event_id))`,
  },
];

const NO_PLACE_TWICE: readonly Check[] = [
  {
    checked: "select count(*)::int as n from programs where capacity > 0",
    violations: `select p.id from programs p where p.places_held > p.capacity or p.places_held <> (
      (select count(*) from enrollments e where p.id in (e.program_id, e.incoming_program_id) and e.holds_place) +
      (select count(*) from referral_recipients r where r.program_id = p.id and r.holds_place))`,
  },
  {
    // Held by the acceptance or by the enrollment that came of it, never by both.
    checked: "select count(*)::int as n from enrollments where referral_recipient_id is not null",
    violations: `select r.id from referral_recipients r join enrollments e on e.referral_recipient_id = r.id
      where r.holds_place and e.holds_place`,
  },
  {
    checked: "select count(*)::int as n from enrollments where holds_place",
    violations: `select min(e.id::text) as id from enrollments e where e.holds_place group by e.client_id, e.program_id having count(*) > 1`,
  },
  {
    checked: "select count(*)::int as n from directory_entries where capacity > 0",
    violations: `select d.program_id as id from directory_entries d join programs p on p.id = d.program_id
      where d.capacity <> p.capacity or d.openings <> p.capacity - p.places_held`,
  },
];

const DISCHARGE_HAS_CODE: readonly Check[] = [
  {
    checked: "select count(*)::int as n from enrollments where state = 'DISCHARGED'",
    violations: `select id from enrollments where state = 'DISCHARGED' and voided_at is null
      and (discharge_reason is null or discharge_reason not between 1 and 7
        or services_at_discharge is null or services_at_discharge not between 1 and 8 or discharged_on is null)`,
  },
];

async function run(client: pg.Client, invariant: string, checks: readonly Check[]): Promise<Finding> {
  let checked = 0;
  const ids: string[] = [];
  for (const check of checks) {
    checked += (await client.query<{ n: number }>(check.checked)).rows[0]?.n ?? 0;
    ids.push(...(await client.query<{ id: string }>(check.violations)).rows.map((row) => row.id));
  }
  return { invariant, checked, violations: ids.length, examples: ids.slice(0, 5) };
}

/** Rows of a table that are none of this organisation's, as SQL; null where everybody may look. */
function strangeRows(table: string, spec: TableClass): string | null {
  if (spec.kind === "tenant" || (spec.kind === "identity" && spec.app === "organisation"))
    return "organisation_id <> $1";
  if (spec.kind === "queue" && spec.app === "select") return "organisation_id <> $1";
  if (spec.kind !== "two-party") return null;
  if (table !== "referral_awards")
    return "sender_organisation_id <> $1 and recipient_organisation_id is distinct from $1";
  return `sender_organisation_id <> $1 and (winner_organisation_id <> $1 or not exists (
    select 1 from referral_recipients r where r.referral_id = referral_awards.referral_id and r.recipient_organisation_id = $1))`;
}

/**
 * Looks at every table with the eyes of each organisation, and of one that has nothing, in the application's own role.
 * @param app a client of the application's login, whose row security is what is proven
 */
export async function noStrangerSees(
  admin: pg.Client,
  app: pg.Client,
  organisations: readonly string[],
): Promise<Finding> {
  const tables = Object.entries(TABLES).flatMap(([table, spec]) => {
    const strange = strangeRows(table, spec);
    return strange === null ? [] : [{ table, strange }];
  });
  const filled: typeof tables = [];
  for (const each of tables) {
    const { rows } = await admin.query<{ filled: boolean }>(`select exists (select 1 from ${each.table}) as filled`);
    if (rows[0]?.filled) filled.push(each);
  }
  const looks = filled.map(
    ({ table, strange }) => `select '${table}' as t, count(*)::int as n from ${table} where ${strange}`,
  );
  const examples: string[] = [];
  let violations = 0;
  const stranger = "00000000-0000-4000-8000-000000000000";
  for (const organisation of [...organisations, stranger]) {
    await app.query("begin read only");
    await app.query("select set_config('app.organisation_id', $1, true)", [organisation]);
    const { rows } = await app.query<{ t: string; n: number }>(
      `select t, n from (${looks.join(" union all ")}) as look where n > 0`,
      looks.length > 0 ? [organisation] : [],
    );
    await app.query("commit");
    for (const { t, n } of rows) {
      violations += n;
      examples.push(`${t} seen by ${organisation}`);
    }
  }
  return {
    invariant: STRANGER,
    checked: filled.length * (organisations.length + 1),
    violations,
    examples: examples.slice(0, 5),
  };
}

const STRANGER = "no row visible to a stranger";

/**
 * The replayed discharges, by reason, against a count taken from the file by other code.
 * @param replayed enrollment that carries the discharge of each row of the file
 * @param counted rows of the file by TEDS REASON
 */
export async function reasonsAgree(
  admin: pg.Client,
  replayed: ReadonlyMap<string, string>,
  counted: Readonly<Record<number, number>>,
): Promise<Finding> {
  const { rows } = await admin.query<{ reason: number; n: number }>(
    `select discharge_reason as reason, count(*)::int as n from enrollments
     where id = any($1) and state = 'DISCHARGED' and voided_at is null group by discharge_reason`,
    [[...replayed.values()]],
  );
  const found = new Map(rows.map((row) => [row.reason, row.n]));
  let violations = 0;
  const examples: string[] = [];
  for (let reason = 1; reason <= 7; reason++) {
    const [here, there] = [found.get(reason) ?? 0, counted[reason] ?? 0];
    violations += Math.abs(here - there);
    if (here !== there) examples.push(`reason ${reason}: ${here} here, ${there} in the file`);
  }
  const checked = Object.values(counted).reduce((sum, n) => sum + n, 0);
  return { invariant: "discharges by reason equal the file's", checked, violations, examples };
}

/**
 * What a partner's endpoint took, by its own account, against what the delivery log says was delivered.
 * @param taken ids of the messages that were verified there, by path `/hooks/ORGANISATION`
 */
export async function receiverAgrees(
  admin: pg.Client,
  taken: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Finding> {
  const { rows } = await admin.query<{ organisation: string; event_id: string }>(
    "select organisation_id as organisation, event_id from webhook_deliveries where state = 'DELIVERED'",
  );
  const logged = new Set(rows.map((row) => `/hooks/${row.organisation} ${row.event_id}`));
  const met = new Set([...taken].flatMap(([path, ids]) => [...ids].map((id) => `${path} ${eventOf(id)}`)));
  const examples = [...[...logged].filter((each) => !met.has(each)), ...[...met].filter((each) => !logged.has(each))];
  return {
    invariant: "webhooks delivered = webhooks received",
    checked: logged.size,
    violations: examples.length,
    examples: examples.slice(0, 5),
  };
}

/** The id of a message names its event. */
function eventOf(messageId: string): string {
  return kindOfId(messageId) === "event" ? decodeId("event", messageId) : messageId;
}

export interface Evidence {
  /** Superuser: sees everything. */
  readonly admin: pg.Client;
  /** The application's login. */
  readonly app: pg.Client;
  readonly replayed: ReadonlyMap<string, string>;
  readonly counted: Readonly<Record<number, number>>;
}

/** Every invariant, over the whole database. */
export async function checkInvariants(evidence: Evidence): Promise<Finding[]> {
  const { admin, app, replayed, counted } = evidence;
  const { rows } = await admin.query<{ id: string }>(
    `select id from organisations where status = 'LIVE' or id in (select sender_organisation_id from referral_recipients) order by id`,
  );
  return [
    await run(admin, "both sides of every referral agree", BOTH_SIDES_AGREE),
    await noStrangerSees(
      admin,
      app,
      rows.map((row) => row.id),
    ),
    await run(admin, "events = effects", EVENTS_ARE_EFFECTS),
    await run(admin, "no place given twice", NO_PLACE_TWICE),
    await run(admin, "every discharge has a code", DISCHARGE_HAS_CODE),
    await reasonsAgree(admin, replayed, counted),
  ];
}
