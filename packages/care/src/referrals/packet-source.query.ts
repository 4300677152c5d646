import type { Transaction } from "@causeway/database";
import { DomainError } from "@causeway/kernel";
import type { RecordFacts } from "./packet.rules.ts";

/**
 * What the sender's record knows of a client today, for a packet: one statement, under the sender's row security.
 * Of what was corrected, superseded or replaced only what holds now.
 * @throws DomainError INVALID when nobody has entered who the client is
 */
export async function recordFacts(
  tx: Transaction,
  { clientId, enrollmentId }: { clientId: string; enrollmentId: string | null },
): Promise<RecordFacts> {
  const [row] = await tx.query<{ facts: RecordFacts }>(
    `select jsonb_build_object(
       'details', jsonb_build_object(
          'givenName', d.given_name, 'familyName', d.family_name, 'birthDate', d.birth_date, 'sex', d.sex,
          'email', d.email, 'emailSafe', d.email_safe, 'phone', d.phone, 'phoneSafe', d.phone_safe,
          'phoneShared', d.phone_shared, 'voicemailAllowed', d.voicemail_allowed, 'preferredChannel', d.preferred_channel,
          'preferredLanguage', d.preferred_language, 'bestTime', d.best_time, 'postalCode', d.postal_code),
       'primarySubstance', c.primary_substance,
       'substances', (select coalesce(jsonb_agg(jsonb_build_object('substance', s.substance, 'route', s.route,
            'frequency', s.frequency, 'ageOfFirstUse', s.age_of_first_use, 'observedOn', s.observed_on) order by s.rank), '[]')
          from client_substances s where s.client_id = c.id and s.replaced_at is null),
       'circumstances', (select jsonb_build_object('livingArrangement', k.living_arrangement, 'employment', k.employment,
            'arrestsPast30Days', k.arrests_past_30_days, 'pregnant', k.pregnant, 'injectsDrugs', k.injects_drugs)
          from client_circumstances k where k.client_id = c.id and k.replaced_at is null
          order by k.observed_on desc, k.recorded_at desc limit 1),
       'coverage', (select jsonb_build_object('paymentSource', v.payment_source, 'payerName', v.payer_name,
            'planName', v.plan_name, 'memberId', v.member_id)
          from coverages v where v.client_id = c.id and v.valid_from <= app_now()::date
            and (v.valid_to is null or v.valid_to > app_now()::date) order by v.valid_from desc limit 1),
       'authorisation', (select jsonb_build_object('number', a.number, 'edition', a.edition, 'levelCode', a.level_code,
            'approvedUnits', a.approved_units, 'unit', a.unit, 'startsOn', a.starts_on, 'endsOn', a.ends_on)
          from authorisations a where a.enrollment_id = e.id and a.state in ('APPROVED', 'PARTIAL')
            and a.ends_on > app_now()::date order by a.starts_on desc, a.id limit 1),
       'assessment', (select jsonb_build_object('assessedOn', m.assessed_on, 'edition', m.edition, 'ratings', m.ratings,
            'summary', m.summary)
          from assessments m where m.enrollment_id = e.id
            and not exists (select from assessments later where later.supersedes_id = m.id)
          order by m.assessed_on desc, m.recorded_at desc limit 1),
       'stay', case when e.id is null then null else jsonb_build_object(
          'admittedOn', (e.admitted_at at time zone 'UTC')::date, 'firstSessionOn', e.first_session_on,
          'edition', p.edition, 'levelCode', p.level_code, 'teds', e.teds_admission) end) as facts
     from clients c
       join client_details d on d.client_id = c.id
       left join enrollments e on e.id = $2 and e.client_id = c.id
       left join lateral (select b.edition, b.level_code from placements b
          where b.enrollment_id = e.id and b.superseded_at is null order by b.starts_on desc limit 1) p on true
     where c.id = $1`,
    [clientId, enrollmentId],
  );
  if (!row) throw new DomainError("INVALID", "The client has no details yet.", { path: ["clientId"] });
  return row.facts;
}
