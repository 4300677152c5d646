/** What both sides are asked: the inbox of one organisation, 50 rows with four relations. */
export const INBOX_QUERY = `query {
  referralInbox(first: 50) {
    nodes {
      id number state urgency levelCode ageBand sentAt dueAt version
      sender { id name timeZone }
      program { id name levelCode capacity }
      enrollment { id state admittedAt }
      grant { id purpose expiresAt }
    }
  }
}`;

const INSTANT = (column: string): string => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The same by hand: one statement, joined, answered as one JSON text. The limit that the API is measured against. */
export const INBOX_SQL = `
  select coalesce(json_agg(json_build_object(
      'id', r.id, 'number', r.number, 'state', r.state, 'urgency', r.urgency, 'levelCode', r.level_code, 'ageBand', r.age_band,
      'sentAt', ${INSTANT("r.sent_at")}, 'dueAt', ${INSTANT("r.due_at")}, 'version', r.version,
      'sender', json_build_object('id', o.id, 'name', o.name, 'timeZone', o.time_zone),
      'program', json_build_object('id', p.id, 'name', p.name, 'levelCode', p.level_code, 'capacity', p.capacity),
      'enrollment', case when e.id is not null then json_build_object('id', e.id, 'state', e.state, 'admittedAt', ${INSTANT("e.admitted_at")}) end,
      'grant', case when g.id is not null then json_build_object('id', g.id, 'purpose', g.purpose, 'expiresAt', ${INSTANT("g.expires_at")}) end
    ) order by r.sent_at desc, r.id desc), '[]') as nodes
  from (select * from referral_recipients where recipient_organisation_id = $1 order by sent_at desc, id desc limit 50) r
  join organisations o on o.id = r.sender_organisation_id
  join programs p on p.id = r.program_id
  left join enrollments e on e.id = r.recipient_enrollment_id
  left join consent_grants g on g.id = r.grant_id`;

/** Kinds of the ids in a node, by the path to them. */
export const ID_KINDS = {
  id: "referral_recipient",
  sender: "organisation",
  program: "program",
  enrollment: "enrollment",
  grant: "consent_grant",
} as const;

export interface InboxNode {
  id: string;
  sender: { id: string };
  program: { id: string };
  enrollment: { id: string } | null;
  grant: { id: string } | null;
}
