import type pg from "pg";

/** Something of another organisation that one could read, or should have been able to. */
export interface Sight {
  readonly what: string;
  readonly id: string;
  readonly organisation: string;
}

/** What one look at a single instant found. */
export interface Look {
  readonly organisations: number;
  /** What was sent between organisations and exists at this instant. */
  readonly existing: number;
  /** Of what may be read, that which no consent opens but an emergency does. */
  readonly inEmergency: number;
  readonly readable: readonly Sight[];
  /** Read though neither consent, award and state nor an emergency allowed it. */
  readonly leaked: readonly Sight[];
  /** Shut though they allowed it. */
  readonly missing: readonly Sight[];
}

/** In these a recipient has a part in the referral; in the others it has none yet, or none any more. */
const IN_PLAY = [
  "SENT",
  "RECEIVED",
  "INFO_REQUESTED",
  "ACCEPTED",
  "SCHEDULED",
  "NO_SHOW",
  "APPT_CANCELLED",
  "INTAKE_DONE",
  "CANCEL_REQUESTED",
  "ADMITTED",
  "ATTENDED",
];

/**
 * Packets that a recipient may open at $1: read off the consents themselves, the award and the part, in words of its
 * own. It shares nothing with the policy, which reads the grants.
 */
const MAY_OPEN = `
  select p.id, part.id as part_id, part.recipient_organisation_id as organisation, c.categories
  from referral_packets p, referral_recipients part, referrals f, consents c
  where part.id = p.referral_recipient_id and f.id = part.referral_id
    and c.id = (select consent_id from consent_grants
                where id = p.grant_id and recipient_organisation_id = part.recipient_organisation_id)
    and c.client_id = f.client_id and c.state = 'ACTIVE' and c.signed_at <= $1::timestamptz
    and not coalesce(c.revoked_at <= $1::timestamptz, false) and not coalesce(c.expires_at <= $1::timestamptz, false)
    and part.state in (${IN_PLAY.map((state) => `'${state}'`).join(", ")})
    and case when (select winner_recipient_id from referral_awards where referral_id = f.id) is null
             then p.disclosure = 'AT_SEND'
             else (select winner_recipient_id from referral_awards where referral_id = f.id) = part.id end`;

/**
 * Packets that a recipient opened in a medical emergency (42 CFR 2.51), for the hours that takes: no consent is asked.
 * Categories are those of the consent all the same, for documents.
 */
const IN_EMERGENCY = `
  select p.id, part.id as part_id, part.recipient_organisation_id as organisation, g.categories
  from referral_packets p, referral_recipients part, consent_grants g, emergency_accesses e
  where part.id = p.referral_recipient_id and g.id = p.grant_id and e.referral_recipient_id = part.id
    and e.recipient_organisation_id = part.recipient_organisation_id
    and $1::timestamptz >= e.opened_at and $1::timestamptz < least(e.closes_at, e.opened_at + interval '4 hours')`;

/** Rows that either side of a part may write, and the other may read. */
const OF_THE_OTHER_SIDE = `(side = 'SENDER' and sender_organisation_id <> app_organisation()
  or side = 'RECIPIENT' and recipient_organisation_id <> app_organisation())`;

/** What is looked at: rows that one organisation wrote and another may read. `may`: who may read which, as SQL. */
interface Swept {
  readonly what: string;
  readonly table: string;
  /** Rows that are another's, for the organisation whose id stands in `app_organisation()`. */
  readonly others: string;
  readonly may: (open: string) => string;
}

const SWEPT: readonly Swept[] = [
  {
    what: "packet",
    table: "referral_packets",
    others: "sender_organisation_id <> app_organisation()",
    may: (open) => `select id, organisation from (${open}) as open`,
  },
  {
    what: "message",
    table: "referral_messages",
    others: OF_THE_OTHER_SIDE,
    may: (
      open,
    ) => `select m.id, open.organisation from referral_messages m join (${open}) as open on open.part_id = m.referral_recipient_id
            where m.side = 'SENDER'
          union all select id, sender_organisation_id from referral_messages where side = 'RECIPIENT'`,
  },
  {
    what: "document",
    table: "referral_documents",
    others: OF_THE_OTHER_SIDE,
    may: (
      open,
    ) => `select d.id, open.organisation from referral_documents d join (${open}) as open on open.part_id = d.referral_recipient_id
            where d.side = 'SENDER' and d.state in ('CLEAN', 'NOT_SCANNED') and d.category = any(open.categories)
          union all select id, sender_organisation_id from referral_documents where side = 'RECIPIENT'`,
  },
];

/**
 * Looks once, at one instant: what each organisation can read, as the application's role with its row security, beside
 * what consent, award and state allow, as counted by the superuser with SQL of its own. Both see the same snapshot.
 */
export async function lookOnce(admin: pg.Client, app: pg.Client, now: Date): Promise<Look> {
  await admin.query("begin isolation level repeatable read read only");
  try {
    const { rows: made } = await admin.query<{ snapshot: string }>("select pg_export_snapshot() as snapshot");
    await app.query("begin isolation level repeatable read read only");
    try {
      await app.query(`set transaction snapshot '${made[0]?.snapshot ?? ""}'`);
      await app.query("select set_config('app.now', $1, true)", [now.toISOString()]);
      return await compare(admin, app, now);
    } finally {
      await app.query("rollback");
    }
  } finally {
    await admin.query("rollback");
  }
}

async function compare(admin: pg.Client, app: pg.Client, now: Date): Promise<Look> {
  const { rows: organisations } = await admin.query<{ id: string }>(
    `select sender_organisation_id as id from referral_recipients where sent_at is not null
     union select recipient_organisation_id from referral_recipients where sent_at is not null order by id`,
  );
  const allowed = new Map<string, Sight>();
  let existing = 0;
  let inEmergency = 0;
  for (const { what, table, may } of SWEPT) {
    const rowsOf = async (open: string): Promise<Sight[]> =>
      (await admin.query<Sight>(`select '${what}' as what, * from (${may(open)}) as may`, [now.toISOString()])).rows;
    const consented = new Map((await rowsOf(MAY_OPEN)).map((row) => [sightText(row), row]));
    for (const row of await rowsOf(IN_EMERGENCY)) {
      if (!consented.has(sightText(row))) inEmergency += 1;
      allowed.set(sightText(row), row);
    }
    for (const [text, row] of consented) allowed.set(text, row);
    existing += (await admin.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? 0;
  }
  const readable = await readableBy(
    app,
    organisations.map((each) => each.id),
  );
  const seen = new Set(readable.map(sightText));
  return {
    organisations: organisations.length,
    existing,
    inEmergency,
    readable,
    leaked: readable.filter((sight) => !allowed.has(sightText(sight))),
    missing: [...allowed.values()].filter((sight) => !seen.has(sightText(sight))),
  };
}

export function sightText({ what, id, organisation }: Sight): string {
  return `${what} ${id} read by ${organisation}`;
}

const LOOK = SWEPT.map(
  ({ what, table, others }) =>
    `select '${what}' as what, id, app_organisation() as organisation from ${table} where ${others}`,
).join(" union all ");

/** Once on a connection that looks: planned once for all organisations. */
export async function prepareToLook(app: pg.Client): Promise<void> {
  await app.query(`prepare look as ${LOOK}`);
}

/** All in one round trip: the look must not take long, or it holds a snapshot too long. */
async function readableBy(app: pg.Client, organisations: readonly string[]): Promise<Sight[]> {
  if (organisations.length === 0) return [];
  const answers: unknown = await app.query(
    organisations.map((id) => `set local app.organisation_id = '${id}'; execute look`).join("; "),
  );
  return (answers as readonly pg.QueryResult<Sight>[]).flatMap((answer) => answer.rows);
}
