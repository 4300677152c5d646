import { Database } from "@causeway/database";
import {
  AGREEMENT_EDITION,
  createOrganisation,
  goLive,
  grantsOfRole,
  identityEntities,
  setPassword,
  signAgreement,
} from "@causeway/identity";
import type { Stage } from "../journey/stage.ts";

export interface BenchOrganisation {
  readonly organisationId: string;
  readonly email: string;
  readonly password: string;
}

const PASSWORD = "a password for the bench alone";

/** Organisations with an owner; the first is the one that reads. */
async function organisations(stage: Stage, count: number): Promise<BenchOrganisation[]> {
  const db = await Database.open({ urls: stage.urls, entities: identityEntities, clock: stage.clock, poolSize: 2 });
  try {
    const made: BenchOrganisation[] = [];
    for (let i = 0; i < count; i++) {
      const email = `owner@bench-${i}.example`;
      const { organisationId, membershipId, personId } = await createOrganisation(db, {
        name: `Bench ${i}`,
        timeZone: "America/Chicago",
        senderAlias: `Office ${i}`,
        owner: { email, displayName: "Owner" },
      });
      if (i === 0) await setPassword(db, { personId, password: PASSWORD });
      const grants = grantsOfRole("OWNER", "ONBOARDING");
      await db.run(
        { kind: "person", id: membershipId, personId, organisationId, grants, reason: "OWNER" },
        async (tx) => {
          await signAgreement(tx, { signedBy: "Owner", edition: AGREEMENT_EDITION });
          await goLive(tx);
        },
      );
      made.push({ organisationId, email, password: PASSWORD });
    }
    return made;
  } finally {
    await db.close();
  }
}

/** Fills the tables the inbox reads, set-wise: each organisation is sent to by the next. */
export async function fillBench(stage: Stage, rows: number): Promise<BenchOrganisation> {
  const made = await organisations(stage, 20);
  const ids = made.map((each) => each.organisationId);
  const now = stage.clock.now();
  const perPair = Math.ceil(rows / ids.length);
  for (const [i, recipient] of ids.entries()) {
    const sender = ids[(i + 1) % ids.length];
    await stage.admin.query(BENCH_ROWS, [sender, recipient, perPair, now]);
  }
  await stage.admin.query("analyze");
  const [reader] = made;
  if (!reader) throw new Error("the bench has no organisation");
  return reader;
}

/** $1 sender, $2 recipient, $3 rows, $4 now. One in three was admitted; one in two shows its consent. */
const BENCH_ROWS = `
with made as (
  select n, gen_random_uuid() as client, gen_random_uuid() as patient, gen_random_uuid() as consent, gen_random_uuid() as grant_id,
    gen_random_uuid() as referral, gen_random_uuid() as recipient, gen_random_uuid() as enrollment,
    $4::timestamptz - n * interval '7 minutes' as at
  from generate_series(1, $3::int) n),
site as (insert into sites (id, organisation_id, name, time_zone, created_at) values (gen_random_uuid(), $2, 'Main', 'America/Chicago', $4) returning id),
program as (
  insert into programs (id, organisation_id, site_id, name, edition, level_code, state, published, capacity, created_at)
  select gen_random_uuid(), $2, id, 'Evening program', 'ASAM3', '2.1', 'ACTIVE', true, 500, $4 from site returning id),
clients_made as (
  insert into clients (id, organisation_id, created_at) select client, $1, at from made union all select patient, $2, at from made returning 1),
consents_made as (
  insert into consents (id, organisation_id, client_id, purpose, categories, description, expires_at, signed_at, signer_kind, signer_name,
    revocation_explained, redisclosure_explained, state, created_at)
  select consent, $1, client, 'TREATMENT', '{DEMOGRAPHICS}', 'x', at + interval '180 days', at, 'CLIENT', 'x', true, true, 'ACTIVE', at from made returning 1),
grants_made as (
  insert into consent_grants (id, sender_organisation_id, recipient_organisation_id, consent_id, purpose, categories, starts_at, expires_at, released_at)
  select grant_id, $1, $2, consent, 'TREATMENT', '{DEMOGRAPHICS}', at, at + interval '180 days', case when n % 2 = 0 then at end from made returning 1),
referrals_made as (
  insert into referrals (id, organisation_id, number, client_id, edition, level_code, reason, urgency, mode, disclosure, state, categories, created_at, sent_at)
  select referral, $1, 'B' || n, client, 'ASAM3', '2.1', 'x', 'ROUTINE', 'FIRST_ACCEPT', 'TWO_STAGE', 'OPEN', '{DEMOGRAPHICS}', at, at from made returning 1),
episodes_made as (
  insert into episodes (id, organisation_id, client_id, opened_on, created_at) select enrollment, $2, patient, at::date, at from made where n % 3 = 0 returning 1),
enrollments_made as (
  insert into enrollments (id, organisation_id, client_id, program_id, episode_id, state, admission_path, requested_at, admitted_at, created_at)
  select enrollment, $2, patient, program.id, enrollment, 'ADMITTED', 'DIRECT', at, at, at from made, program where n % 3 = 0 returning 1)
insert into referral_recipients (id, referral_id, sender_organisation_id, recipient_organisation_id, program_id, grant_id, wave, number, state, edition,
  level_code, urgency, mode, age_band, sent_at, received_at, due_at, recipient_enrollment_id, created_at)
select recipient, referral, $1, $2, program.id, grant_id, 1, 'B' || n, case when n % 3 = 0 then 'ADMITTED' else 'RECEIVED' end, 'ASAM3',
  '2.1', 'ROUTINE', 'FIRST_ACCEPT', 'FROM_26_TO_44', at, at, at + interval '3 days', case when n % 3 = 0 then enrollment end, at
from made, program`;
