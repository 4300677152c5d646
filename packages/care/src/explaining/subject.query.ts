import type { Database } from "@causeway/database";
import { PERMISSIONS, can, type Permission } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid, notFound } from "@causeway/kernel";

/** A record that access is asked about: whose it is, and the parts of referrals by which others may see of it. */
export interface Subject {
  readonly side: "OWN" | "RECEIVED";
  readonly clientId: string | null;
  /** UUIDs of `referral_recipients`. */
  readonly recipientIds: readonly string[];
  /** What there is to see of it inside the organisation, and by which permission. */
  readonly parts: readonly Part[];
}

export interface Part {
  readonly name: string;
  readonly permission: Permission;
}

/** Of a permission that this version does not know there is nothing to see. */
const parts = (given: Readonly<Record<string, string>>): readonly Part[] =>
  Object.entries(given).flatMap(([name, permission]) =>
    (PERMISSIONS as readonly string[]).includes(permission) ? [{ name, permission: permission as Permission }] : [],
  );

const CLIENT = parts({
  record: "client.read",
  details: "client.details.read",
  enrollments: "enrollment.read",
  treatment: "treatment.read",
  drugTests: "drug_test.read",
  counselingNotes: "counseling_note.read",
  consents: "consent.read",
  accounting: "disclosure.read",
});
const ENROLLMENT = parts({
  record: "enrollment.read",
  treatment: "treatment.read",
  drugTests: "drug_test.read",
  counselingNotes: "counseling_note.read",
  authorisations: "authorisation.read",
});
const REFERRAL = parts({ record: "referral.read", exchange: "packet.read" });

const PARTS_OF = (where: string): string =>
  `array(select p.id from referral_recipients p join referrals r on r.id = p.referral_id where ${where})`;

interface Kind {
  readonly parts: readonly Part[];
  /** One row, under row security: side, client and parts. $1 is the id. */
  readonly sql: string;
}

/** The record with this id, and every referral of its client. */
const ofClient = (table: string, client: string, shown: readonly Part[]): Kind => ({
  parts: shown,
  sql: `select 'OWN' as side, ${client} as client_id, ${PARTS_OF(`r.client_id = ${client}`)} as recipient_ids from ${table} t where t.id = $1`,
});

const ofStay = (table: string, permission: string): Kind =>
  ofClient(
    table,
    "(select e.client_id from enrollments e where e.id = t.enrollment_id)",
    parts({ record: permission }),
  );

const EXCHANGE = (table: string): string =>
  `select case when t.sender_organisation_id = app_organisation() then 'OWN' else 'RECEIVED' end as side,
     (select r.client_id from referrals r join referral_recipients p on p.referral_id = r.id where p.id = t.part_id) as client_id,
     array[t.part_id] as recipient_ids
   from (${table}) t`;

const KINDS: Readonly<Record<string, Kind>> = {
  client: ofClient("clients", "t.id", CLIENT),
  enrollment: ofClient("enrollments", "t.client_id", ENROLLMENT),
  assessment: ofStay("assessments", "treatment.read"),
  treatment_plan: ofStay("treatment_plans", "treatment.read"),
  drug_test: ofStay("drug_tests", "drug_test.read"),
  authorisation: ofStay("authorisations", "authorisation.read"),
  counseling_note: ofClient("counseling_notes", "t.client_id", parts({ record: "counseling_note.read" })),
  referral: {
    parts: REFERRAL,
    sql: `select 'OWN' as side, t.client_id, ${PARTS_OF("r.id = t.id")} as recipient_ids from referrals t where t.id = $1`,
  },
  consent: {
    parts: parts({ record: "consent.read" }),
    sql: `select 'OWN' as side, t.client_id, ${PARTS_OF("p.grant_id in (select g.id from consent_grants g where g.consent_id = t.id)")} as recipient_ids
      from consents t where t.id = $1`,
  },
  referral_recipient: {
    parts: REFERRAL,
    sql: EXCHANGE("select sender_organisation_id, id as part_id from referral_recipients where id = $1"),
  },
  referral_message: {
    parts: parts({ exchange: "packet.read" }),
    sql: EXCHANGE(
      "select sender_organisation_id, referral_recipient_id as part_id from referral_messages where id = $1",
    ),
  },
  referral_document: {
    parts: parts({ exchange: "packet.read" }),
    sql: EXCHANGE(
      "select sender_organisation_id, referral_recipient_id as part_id from referral_documents where id = $1",
    ),
  },
};

/**
 * The record that access is asked about, as far as the actor sees it.
 * @param kind prefix of its id
 * @throws DomainError INVALID for a kind whose access is not explained; NOT_FOUND when it is missing or not the
 *   actor's, or there is nothing of it that the actor may read, alike
 */
export async function subjectOf(db: Database, actor: Actor, kind: string, id: string): Promise<Subject> {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!known) throw invalid("id", "Access to records of this kind is not explained.", "KIND");
  const [row] = await db.readWith<{ side: "OWN" | "RECEIVED"; client_id: string | null; recipient_ids: string[] }>(
    actor,
    { sql: known.sql, values: [id] },
  );
  if (!row || !known.parts.some((part) => can(actor, part.permission))) throw notFound("record", ["id"]);
  return { side: row.side, clientId: row.client_id, recipientIds: row.recipient_ids, parts: known.parts };
}
