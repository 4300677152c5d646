-- Clients in full: safe contact, circumstances, substances, coverage, ids elsewhere, people outside who care, and merging.

alter table clients
  add column merged_into_id uuid,
  add constraint clients_merged_into_fk foreign key (organisation_id, merged_into_id) references clients (organisation_id, id),
  add constraint not_merged_into_itself check (merged_into_id <> id);
create index clients_merged on clients (organisation_id, merged_into_id) where merged_into_id is not null;

alter table client_details
  add column phone_shared boolean not null default false,
  add column voicemail_allowed boolean not null default false,
  add column home_mail_allowed boolean not null default false,
  add column preferred_channel text check (preferred_channel in ('EMAIL', 'SMS', 'VOICE', 'MAIL')),
  add column preferred_language text,
  add column best_time text check (best_time in ('MORNING', 'AFTERNOON', 'EVENING')),
  -- What a duplicate is found by: kept beside the values, because an index on an expression serves nobody under row security.
  add column email_key text generated always as (lower(email)) stored,
  add column phone_key text generated always as (nullif(right(regexp_replace(phone, '\D', '', 'g'), 10), '')) stored;
create index client_details_birth on client_details (organisation_id, birth_date);
create index client_details_email on client_details (organisation_id, email_key);
create index client_details_phone on client_details (organisation_id, phone_key);

alter table coverages
  add column payer_name text,
  add column plan_name text,
  add column member_id text,
  add column member_key text generated always as (nullif(upper(regexp_replace(member_id, '[^A-Za-z0-9]', '', 'g')), '')) stored,
  -- What the client pays: a part of the price, or so much a day in minor units.
  add column share_percent integer check (share_percent between 0 and 100),
  add column share_amount integer check (share_amount >= 0),
  add column share_currency text check (share_currency ~ '^[A-Z]{3}$'),
  add column deductible_note text,
  add column version integer not null default 1,
  add constraint one_kind_of_share check (share_percent is null or share_amount is null),
  add constraint amount_has_currency check ((share_amount is null) = (share_currency is null));
create index coverages_client on coverages (organisation_id, client_id);
create index coverages_member on coverages (organisation_id, member_key);

-- How a client lives, as seen on a day. Rows are added; `replaced_at` is null on the one that holds now.
create table client_circumstances (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  observed_on date not null,
  -- TEDS LIVARAG, EMPLOY, FREQ_ATND_SELF_HELP.
  living_arrangement smallint check (living_arrangement between 1 and 3),
  employment smallint check (employment between 1 and 4),
  self_help_frequency smallint check (self_help_frequency between 1 and 5),
  arrests_past_30_days smallint check (arrests_past_30_days between 0 and 99),
  pregnant boolean,
  veteran boolean,
  injects_drugs boolean,
  recorded_by uuid,
  recorded_at timestamptz not null,
  replaced_at timestamptz,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create index client_circumstances_client on client_circumstances (organisation_id, client_id, observed_on);

-- Substances as told on a day, one to three in a set, the gravest first. `replaced_at` as above.
create table client_substances (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  set_id uuid not null,
  rank smallint not null check (rank between 1 and 3),
  -- TEDS SUB, ROUTE, FREQ; age in years.
  substance smallint not null check (substance between 1 and 19),
  route smallint check (route between 1 and 5),
  frequency smallint check (frequency between 1 and 3),
  age_of_first_use smallint check (age_of_first_use between 0 and 120),
  observed_on date not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  replaced_at timestamptz,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create index client_substances_client on client_substances (organisation_id, client_id, observed_on);

-- Ids that other systems know a client by.
create table client_external_ids (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  system text not null,
  value text not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create unique index one_client_an_external_id on client_external_ids (organisation_id, system, value) where removed_at is null;
create index client_external_ids_client on client_external_ids (organisation_id, client_id);

-- People outside who care for a client or watch over them. Whether they may be told anything is asked of the consent.
create table care_team_members (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  role text not null check (role in ('THERAPIST', 'PRIMARY_CARE', 'PSYCHIATRIST', 'PRESCRIBER', 'PROBATION', 'COURT', 'CHILD_WELFARE', 'RECOVERY_RESIDENCE', 'SPONSOR', 'FAMILY', 'EMPLOYER', 'OTHER')),
  name text not null,
  organisation_name text,
  phone text,
  consent_id uuid,
  starts_on date not null,
  ends_on date,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  foreign key (organisation_id, consent_id) references consents (organisation_id, id),
  check (ends_on is null or ends_on >= starts_on)
);
create index care_team_members_client on care_team_members (organisation_id, client_id);

-- Two records of one person made one, and what it takes to part them again: ids of rows by table and column, values of flags
-- before and after, and the names of details that were filled in. No detail itself.
create table client_merges (
  id uuid primary key,
  organisation_id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  moved jsonb not null,
  changed jsonb not null,
  filled text[] not null,
  override_reason text,
  merged_by uuid,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, survivor_id) references clients (organisation_id, id),
  foreign key (organisation_id, merged_id) references clients (organisation_id, id)
);
create unique index merged_once on client_merges (organisation_id, merged_id) where undone_at is null;
create index client_merges_survivor on client_merges (organisation_id, survivor_id);

-- A primary substance told so far becomes the first set of its client.
insert into client_substances (id, organisation_id, client_id, set_id, rank, substance, observed_on, recorded_at)
  select gen_random_uuid(), organisation_id, id, gen_random_uuid(), 1, primary_substance, created_at::date, created_at
  from clients where primary_substance is not null;
