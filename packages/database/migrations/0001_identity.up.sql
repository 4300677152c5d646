-- Identity, reference codes and the functions every policy reads.
-- Row security and grants are not written here: they are generated from the one list of table classes.

create extension if not exists pg_trgm;

-- Settings read as '' after a COMMIT on a pooled connection, hence nullif.
create function app_organisation() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.organisation_id', true), '')::uuid $$;
-- The one clock of policies: db.run sets it from the Clock it was given.
create function app_now() returns timestamptz language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;

-- reference -----------------------------------------------------------------------------------

create table levels_of_care (
  edition text not null check (edition in ('ASAM3', 'ASAM4')),
  code text not null,
  name text not null,
  rank integer not null,
  setting text not null check (setting in ('OUTPATIENT', 'RESIDENTIAL', 'INPATIENT', 'COMMUNITY')),
  withdrawal_management boolean not null default false,
  primary key (edition, code)
);

create table level_of_care_hours (
  edition text not null,
  code text not null,
  population text not null check (population in ('ADULT', 'ADOLESCENT')),
  min_hours_per_week numeric(5,2),
  max_hours_per_week numeric(5,2),
  primary key (edition, code, population),
  foreign key (edition, code) references levels_of_care (edition, code)
);

-- TEDS and other public code lists, one row a code.
create table codes (
  system text not null,
  code text not null,
  label text not null,
  sort integer not null default 0,
  primary key (system, code)
);

-- organisations and their people ----------------------------------------------------------------

create table organisations (
  id uuid primary key,
  name text not null check (length(name) between 1 and 300),
  status text not null check (status in ('ONBOARDING', 'LIVE', 'SUSPENDED', 'CLOSED')),
  time_zone text not null,
  -- Neutral name used as sender of messages: the legal name itself may reveal treatment.
  sender_alias text not null check (length(sender_alias) between 1 and 60),
  agreement_id uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  -- 42 CFR 2.11 (qualified service organisation) and 45 CFR 164.504(e): nobody is served unsigned.
  constraint live_needs_agreement check (status <> 'LIVE' or agreement_id is not null)
);

create table agreements (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  kind text not null check (kind in ('QSOA_BAA')),
  edition text not null,
  signed_by text not null,
  signed_at timestamptz not null,
  unique (organisation_id, id)
);
alter table organisations add constraint organisations_agreement_fk
  foreign key (id, agreement_id) references agreements (organisation_id, id) deferrable initially deferred;

create table people (
  id uuid primary key,
  email text not null check (email = lower(email)),
  created_at timestamptz not null,
  constraint people_email_key unique (email)
);

create table credentials (
  person_id uuid primary key references people (id),
  password_hash text not null,
  changed_at timestamptz not null
);

-- Keyed by a hash of the address typed, so that an unknown address locks like a known one.
create table sign_in_failures (
  account_key bytea primary key,
  failures integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);

create table memberships (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  person_id uuid not null references people (id),
  display_name text not null,
  email text not null,
  role text not null check (role in ('OWNER', 'ADMIN', 'INTAKE', 'CLINICIAN', 'UTILISATION_REVIEW', 'OUTREACH', 'READ_ONLY')),
  status text not null check (status in ('ACTIVE', 'LEFT')),
  joined_at timestamptz not null,
  left_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, person_id)
);
create index memberships_person on memberships (person_id) where status = 'ACTIVE';

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references people (id),
  organisation_id uuid not null,
  membership_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (organisation_id, membership_id) references memberships (organisation_id, id)
);
create index sessions_person on sessions (person_id);

create table invitations (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  email text not null,
  display_name text not null,
  role text not null,
  token_hash bytea not null unique,
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  unique (organisation_id, id)
);

create table password_resets (
  id uuid primary key,
  person_id uuid not null references people (id),
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table api_clients (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  name text not null,
  scopes text[] not null,
  created_by uuid not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, created_by) references memberships (organisation_id, id)
);

-- Two keys of one client may be valid at once, so that a rotation loses no request.
create table api_keys (
  id uuid primary key,
  organisation_id uuid not null,
  api_client_id uuid not null,
  key_hash bytea not null unique,
  last_four text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  foreign key (organisation_id, api_client_id) references api_clients (organisation_id, id)
);

-- One-purpose links in a mail: opt-out, later packet views. The token is kept as a hash alone.
create table signed_links (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  token_hash bytea not null unique,
  purpose text not null,
  subject_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  unique (organisation_id, id)
);

-- queue, effects, audit -------------------------------------------------------------------------

-- Events, written in the transaction that caused them; ids only.
create table outbox (
  id uuid primary key,
  organisation_id uuid not null,
  audience uuid[] not null,
  type text not null,
  subject_id uuid not null,
  ref_ids jsonb not null,
  occurred_at timestamptz not null,
  relayed_at timestamptz
);
create index outbox_waiting on outbox (id) where relayed_at is null;

-- Deadlines: rows swept by the worker, never delays inside a queue.
create table timers (
  id uuid primary key,
  organisation_id uuid not null,
  job text not null,
  subject_id uuid not null,
  ref_ids jsonb not null,
  due_at timestamptz not null,
  -- Scheduling the same deadline again replaces nothing and adds nothing.
  dedupe_key text not null,
  fired_at timestamptz,
  unique (organisation_id, dedupe_key)
);
create index timers_due on timers (due_at) where fired_at is null;

-- One row for each job that an event or a timer owes; done when its handler committed.
create table dispatches (
  id uuid primary key,
  source_id uuid not null,
  job text not null,
  organisation_id uuid not null,
  data jsonb not null,
  created_at timestamptz not null,
  enqueued_at timestamptz,
  attempts integer not null default 0,
  -- Times an operator handed it over again after it was dead; part of the id in the queue, which keeps the old one.
  replays integer not null default 0,
  done_at timestamptz,
  dead_at timestamptz,
  dead_reason text,
  unique (source_id, job, organisation_id)
);
create index dispatches_waiting on dispatches (created_at) where done_at is null and dead_at is null;

create table feed_cursors (
  organisation_id uuid primary key,
  last_seq bigint not null
);

create table event_feed (
  organisation_id uuid not null,
  seq bigint not null,
  event_id uuid not null,
  type text not null,
  subject_id uuid not null,
  ref_ids jsonb not null,
  occurred_at timestamptz not null,
  primary key (organisation_id, seq),
  unique (organisation_id, event_id)
);

create table effects (
  organisation_id uuid not null,
  key text not null,
  created_at timestamptz not null,
  primary key (organisation_id, key)
);

create table idempotency_keys (
  organisation_id uuid not null,
  actor_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  operation text not null,
  input_hash text not null,
  outcome jsonb not null,
  created_at timestamptz not null,
  primary key (organisation_id, actor_id, key)
);

create table audit_entries (
  id uuid primary key,
  organisation_id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  action text not null,
  subject_type text not null,
  subject_id uuid,
  client_id uuid,
  purpose text,
  legal_basis text,
  consent_id uuid,
  fields text[],
  outcome text not null check (outcome in ('DONE', 'DENIED')),
  reason text
);
create index audit_entries_recent on audit_entries (organisation_id, at desc, id desc);
create index audit_entries_client on audit_entries (organisation_id, client_id, at desc) where client_id is not null;
