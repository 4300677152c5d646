-- Care: programs, clients, enrollments, the ledger, consent, referrals, alumni.

-- programs and the directory ----------------------------------------------------------------------

create table sites (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  name text not null,
  address_line text,
  city text,
  region text,
  postal_code text,
  latitude double precision,
  longitude double precision,
  time_zone text not null,
  phone text,
  external_id text,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, external_id)
);

create table programs (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  site_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  edition text not null,
  level_code text not null,
  state text not null check (state in ('DRAFT', 'ACTIVE', 'PAUSED', 'CLOSED')),
  published boolean not null default false,
  capacity integer not null check (capacity >= 0),
  -- Places held by admitted clients and accepted referrals. Changed by one conditional update alone.
  places_held integer not null default 0,
  services text[] not null default '{}',
  payers text[] not null default '{}',
  populations text[] not null default '{}',
  languages text[] not null default '{en}',
  hours_per_week_min numeric(5,2),
  hours_per_week_max numeric(5,2),
  days_per_week_min integer,
  days_per_week_max integer,
  openings_confirmed_at timestamptz,
  external_id text,
  created_at timestamptz not null,
  version integer not null default 1,
  constraint never_over_capacity check (places_held between 0 and capacity),
  unique (organisation_id, id),
  unique (organisation_id, external_id),
  foreign key (organisation_id, site_id) references sites (organisation_id, id),
  foreign key (edition, level_code) references levels_of_care (edition, code)
);

-- What other organisations may find. No client data, so no row filter, so its indexes serve.
create table directory_entries (
  program_id uuid primary key,
  organisation_id uuid not null,
  organisation_name text not null,
  program_name text not null,
  site_name text not null,
  city text,
  region text,
  postal_code text,
  latitude double precision,
  longitude double precision,
  time_zone text not null,
  edition text not null,
  level_code text not null,
  level_rank integer not null,
  services text[] not null,
  payers text[] not null,
  populations text[] not null,
  languages text[] not null,
  capacity integer not null,
  openings integer not null,
  openings_confirmed_at timestamptz,
  updated_at timestamptz not null,
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index directory_entries_level on directory_entries (edition, level_code, latitude, longitude);
create index directory_entries_name on directory_entries using gin ((organisation_name || ' ' || program_name || ' ' || site_name) gin_trgm_ops);

-- clients -----------------------------------------------------------------------------------------

create table clients (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  time_zone text,
  primary_substance smallint check (primary_substance between 1 and 19),
  do_not_contact boolean not null default false,
  deceased_on date,
  external_id text,
  created_at timestamptz not null,
  voided_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, external_id)
);

-- The one room for what identifies a client.
create table client_details (
  client_id uuid primary key,
  organisation_id uuid not null,
  given_name text not null,
  family_name text not null,
  birth_date date,
  sex text check (sex in ('FEMALE', 'MALE', 'OTHER', 'UNKNOWN')),
  email text,
  email_safe boolean not null default true,
  phone text,
  phone_safe boolean not null default true,
  postal_code text,
  -- Normalised for search: the only columns of this table that SQL may match on.
  search_name text not null,
  version integer not null default 1,
  unique (organisation_id, client_id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create index client_details_search on client_details (organisation_id, search_name text_pattern_ops);

create table coverages (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  -- TEDS PRIMPAY: 1 self, 2 private, 3 Medicare, 4 Medicaid, 5 other government, 6 no charge, 7 other.
  payment_source smallint not null check (payment_source between 1 and 7),
  valid_from date not null,
  valid_to date,
  created_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);

-- enrollments, sessions, the ledger ----------------------------------------------------------------

create table episodes (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  previous_episode_id uuid,
  opened_on date not null,
  closed_on date,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  foreign key (organisation_id, previous_episode_id) references episodes (organisation_id, id)
);

create table enrollments (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  program_id uuid not null,
  episode_id uuid not null,
  previous_enrollment_id uuid,
  referral_recipient_id uuid,
  state text not null check (state in ('INQUIRY', 'PRE_SCREENED', 'WAITLISTED', 'OFFERED', 'ADMITTED', 'ACTIVE', 'ON_LEAVE', 'DISCHARGED', 'CLOSED_NOT_ADMITTED')),
  admission_path text not null check (admission_path in ('DIRECT', 'STEP_DOWN', 'STEP_UP', 'RE_ENTRY')),
  -- True while this enrollment counts in programs.places_held.
  holds_place boolean not null default false,
  closed_reason text check (closed_reason in ('NOT_ELIGIBLE', 'HIGHER_LEVEL_NEEDED', 'NO_PAYER', 'DECLINED', 'UNREACHABLE', 'NEVER_STARTED', 'ADMITTED_ELSEWHERE', 'DECEASED', 'DUPLICATE')),
  requested_at timestamptz not null,
  admitted_at timestamptz,
  first_session_on date,
  last_contact_on date,
  leave_reason text,
  leave_from date,
  leave_until date,
  discharged_on date,
  -- TEDS-D REASON 1 to 7, SERVICES_D 1 to 8; the local reason is kept beside the code.
  discharge_reason smallint check (discharge_reason between 1 and 7),
  discharge_local_reason text,
  services_at_discharge smallint check (services_at_discharge between 1 and 8),
  disposition text,
  aftercare_plan text,
  -- Where a transferred client went (TEDS-D REASON 4): a referral of this organisation, or a name.
  onward_referral_id uuid,
  discharge_destination text,
  -- Where a transition of a later day already holds a place; program_id follows on that day.
  incoming_program_id uuid,
  teds_admission jsonb not null default '{}',
  teds_discharge jsonb not null default '{}',
  external_id text,
  created_at timestamptz not null,
  voided_at timestamptz,
  void_reason text,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, external_id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id),
  foreign key (organisation_id, incoming_program_id) references programs (organisation_id, id),
  foreign key (organisation_id, episode_id) references episodes (organisation_id, id),
  foreign key (organisation_id, previous_enrollment_id) references enrollments (organisation_id, id),
  constraint place_only_while_admitted check (not holds_place or state in ('ADMITTED', 'ACTIVE', 'ON_LEAVE')),
  constraint discharge_is_complete check (state <> 'DISCHARGED' or (discharged_on is not null and discharge_reason is not null and services_at_discharge is not null)),
  constraint closed_has_reason check (state <> 'CLOSED_NOT_ADMITTED' or closed_reason is not null)
);
create unique index one_open_enrollment on enrollments (organisation_id, client_id, program_id)
  where state not in ('DISCHARGED', 'CLOSED_NOT_ADMITTED') and voided_at is null;
create index enrollments_program on enrollments (organisation_id, program_id, state);
create index enrollments_client on enrollments (organisation_id, client_id);
create index enrollments_recent on enrollments (organisation_id, created_at desc, id desc);

-- A dated level within an enrollment: valid time (starts_on, ends_on) and recorded time.
create table placements (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  program_id uuid not null,
  edition text not null,
  level_code text not null,
  starts_on date not null,
  ends_on date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id),
  foreign key (edition, level_code) references levels_of_care (edition, code),
  check (ends_on is null or ends_on >= starts_on)
);
create index placements_enrollment on placements (organisation_id, enrollment_id, starts_on);

create table level_transitions (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  type text not null check (type in ('STEP_DOWN', 'STEP_UP', 'LATERAL', 'RECODE')),
  reason text not null check (reason in ('GOALS_MET', 'INSUFFICIENT_PROGRESS', 'RETURN_TO_USE', 'WITHDRAWAL_RISK', 'PSYCH', 'MEDICAL', 'ENVIRONMENT', 'CLIENT_PREFERENCE', 'AUTH_DENIED', 'PROGRAM_CLOSED')),
  from_edition text not null,
  from_code text not null,
  from_program_id uuid not null,
  to_edition text not null,
  to_code text not null,
  to_program_id uuid not null,
  effective_on date not null,
  assessed_on date,
  client_agrees boolean not null,
  note text,
  decided_by uuid,
  supersedes_id uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, from_program_id) references programs (organisation_id, id),
  foreign key (organisation_id, to_program_id) references programs (organisation_id, id),
  foreign key (organisation_id, supersedes_id) references level_transitions (organisation_id, id)
);
create index level_transitions_enrollment on level_transitions (organisation_id, enrollment_id, recorded_at);

create table program_sessions (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 1 and 1440),
  modality text not null check (modality in ('GROUP', 'INDIVIDUAL', 'FAMILY', 'EDUCATION')),
  state text not null check (state in ('SCHEDULED', 'HELD', 'PROGRAM_CANCELLED')),
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index program_sessions_program on program_sessions (organisation_id, program_id, starts_at);

create table attendances (
  id uuid primary key,
  organisation_id uuid not null,
  session_id uuid not null,
  enrollment_id uuid not null,
  state text not null check (state in ('SCHEDULED', 'ATTENDED', 'PARTIAL', 'LATE_CANCEL', 'EXCUSED', 'NO_SHOW', 'PROGRAM_CANCELLED')),
  minutes integer not null default 0 check (minutes >= 0),
  mode text not null check (mode in ('IN_PERSON', 'TELEHEALTH')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, session_id, enrollment_id),
  foreign key (organisation_id, session_id) references program_sessions (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id)
);
create index attendances_enrollment on attendances (organisation_id, enrollment_id);

-- consent (42 CFR 2.31) -----------------------------------------------------------------------------

create table consents (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  purpose text not null check (purpose in ('TREATMENT', 'PAYMENT', 'OPERATIONS', 'TPO', 'LEGAL_PROCEEDING', 'OTHER')),
  purpose_text text,
  categories text[] not null check (cardinality(categories) > 0),
  description text not null,
  expires_at timestamptz,
  expiry_event text,
  signed_at timestamptz not null,
  signer_kind text not null check (signer_kind in ('CLIENT', 'REPRESENTATIVE', 'PARENT_OR_GUARDIAN')),
  signer_name text not null,
  signer_authority text,
  revocation_explained boolean not null,
  redisclosure_explained boolean not null,
  state text not null check (state in ('ACTIVE', 'REVOKED')),
  revoked_at timestamptz,
  recorded_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  constraint revoked_is_dated check ((state = 'REVOKED') = (revoked_at is not null)),
  constraint expiry_unless_tpo check (purpose = 'TPO' or expires_at is not null or expiry_event is not null)
);
create index consents_client on consents (organisation_id, client_id);

-- A consent's reach to one named recipient; what the packet policy asks. Seen by the recipient once released.
create table consent_grants (
  id uuid primary key,
  sender_organisation_id uuid not null,
  recipient_organisation_id uuid not null references organisations (id),
  consent_id uuid not null,
  purpose text not null,
  categories text[] not null,
  starts_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  released_at timestamptz,
  check (sender_organisation_id <> recipient_organisation_id),
  unique (id, sender_organisation_id, recipient_organisation_id),
  unique (consent_id, recipient_organisation_id),
  foreign key (sender_organisation_id, consent_id) references consents (organisation_id, id)
);
create index consent_grants_recipient on consent_grants (recipient_organisation_id);

-- referrals -------------------------------------------------------------------------------------------

create table referrals (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  -- What people say on the phone and mails may show; random, tells nothing.
  number text not null,
  client_id uuid not null,
  enrollment_id uuid,
  edition text not null,
  level_code text not null,
  reason text not null,
  urgency text not null check (urgency in ('STAT', 'ASAP', 'URGENT', 'ROUTINE')),
  mode text not null check (mode in ('FIRST_ACCEPT', 'CLIENT_CHOICE')),
  disclosure text not null check (disclosure in ('TWO_STAGE', 'AT_SEND')),
  state text not null check (state in ('DRAFT', 'OPEN', 'FULFILLED', 'UNFULFILLED', 'WITHDRAWN')),
  categories text[] not null,
  -- What the sender writes for the packet, by category: { "MEDICATIONS": "..." }.
  sections jsonb not null default '{}',
  created_by uuid,
  created_at timestamptz not null,
  sent_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, number),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (edition, level_code) references levels_of_care (edition, code)
);
create index referrals_recent on referrals (organisation_id, created_at desc, id desc);
create index referrals_client on referrals (organisation_id, client_id);
alter table enrollments add constraint enrollments_onward_referral_fk
  foreign key (organisation_id, onward_referral_id) references referrals (organisation_id, id);

create table referral_recipients (
  id uuid primary key,
  referral_id uuid not null,
  sender_organisation_id uuid not null,
  recipient_organisation_id uuid not null references organisations (id),
  program_id uuid not null,
  grant_id uuid,
  wave integer not null check (wave >= 1),
  number text not null,
  state text not null check (state in ('DRAFT', 'SENT', 'RECEIVED', 'INFO_REQUESTED', 'ACCEPTED', 'SCHEDULED', 'NO_SHOW', 'APPT_CANCELLED', 'INTAKE_DONE', 'CANCEL_REQUESTED', 'ADMITTED', 'ATTENDED', 'NOT_STARTED', 'DECLINED', 'CANCELLED', 'WITHDRAWN', 'EXPIRED')),
  -- The de-identified enquiry: all that a recipient sees before a packet opens.
  edition text not null,
  level_code text not null,
  urgency text not null,
  mode text not null,
  age_band text not null,
  payment_source smallint,
  needs text[] not null default '{}',
  sent_at timestamptz,
  received_at timestamptz,
  due_at timestamptz,
  expires_at timestamptz,
  -- Set while the recipient waits for information: the deadline stands still.
  clock_stopped_at timestamptz,
  -- Asked and answered before a packet opens, and so without anything that names the client.
  info_question text,
  info_answer text,
  first_response_at timestamptz,
  decline_reason text check (decline_reason in ('NO_CAPACITY', 'LEVEL_TOO_LOW', 'LEVEL_TOO_HIGH', 'MEDICAL_ACUITY', 'PSYCH_ACUITY', 'WITHDRAWAL_RISK', 'AGE_OR_POPULATION', 'BEHAVIOURAL_HISTORY', 'OUT_OF_NETWORK', 'NO_AUTHORISATION', 'INCOMPLETE_INFO', 'UNREACHABLE', 'CLIENT_DECLINED', 'DISTANCE', 'DUPLICATE', 'CONFLICT', 'OTHER')),
  decline_note text,
  cancel_reason text,
  -- True while the accepted referral counts in the recipient program's places_held.
  holds_place boolean not null default false,
  appointment_at timestamptz,
  recipient_enrollment_id uuid,
  admitted_on date,
  first_session_on date,
  acknowledged_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  check (sender_organisation_id <> recipient_organisation_id),
  unique (id, sender_organisation_id, recipient_organisation_id),
  unique (id, referral_id, sender_organisation_id, recipient_organisation_id),
  unique (referral_id, recipient_organisation_id, program_id),
  foreign key (sender_organisation_id, referral_id) references referrals (organisation_id, id),
  foreign key (recipient_organisation_id, program_id) references programs (organisation_id, id),
  foreign key (recipient_organisation_id, recipient_enrollment_id) references enrollments (organisation_id, id),
  foreign key (grant_id, sender_organisation_id, recipient_organisation_id) references consent_grants (id, sender_organisation_id, recipient_organisation_id)
);
create index referral_recipients_inbox on referral_recipients (recipient_organisation_id, sent_at desc, id desc);
create index referral_recipients_outbox on referral_recipients (sender_organisation_id, sent_at desc, id desc);
create index referral_recipients_referral on referral_recipients (referral_id);

-- Who won a referral. Apart from the referral so that a recipient can compare-and-set it
-- without seeing the client or its rivals.
create table referral_awards (
  referral_id uuid primary key,
  sender_organisation_id uuid not null,
  winner_recipient_id uuid,
  winner_organisation_id uuid,
  awarded_at timestamptz,
  check ((winner_recipient_id is null) = (winner_organisation_id is null)),
  foreign key (sender_organisation_id, referral_id) references referrals (organisation_id, id),
  -- The winner is a recipient of this very referral, not of another one of the same two parties.
  foreign key (winner_recipient_id, referral_id, sender_organisation_id, winner_organisation_id) references referral_recipients (id, referral_id, sender_organisation_id, recipient_organisation_id)
);

-- The snapshot that travels, with its notice (42 CFR 2.32) and consent copy.
create table referral_packets (
  id uuid primary key,
  referral_recipient_id uuid not null,
  sender_organisation_id uuid not null,
  recipient_organisation_id uuid not null,
  grant_id uuid not null,
  disclosure text not null check (disclosure in ('TWO_STAGE', 'AT_SEND')),
  categories text[] not null,
  content jsonb not null,
  notice text not null,
  consent_copy jsonb not null,
  created_at timestamptz not null,
  unique (referral_recipient_id),
  foreign key (referral_recipient_id, sender_organisation_id, recipient_organisation_id) references referral_recipients (id, sender_organisation_id, recipient_organisation_id),
  foreign key (grant_id, sender_organisation_id, recipient_organisation_id) references consent_grants (id, sender_organisation_id, recipient_organisation_id)
);

-- Accounting of disclosures (42 CFR 2.25): reads, deliveries and exports alike.
create table disclosures (
  id uuid primary key,
  sender_organisation_id uuid not null,
  recipient_organisation_id uuid references organisations (id),
  recipient_name text not null,
  kind text not null check (kind in ('READ', 'DELIVERY', 'EXPORT')),
  client_id uuid,
  referral_recipient_id uuid,
  grant_id uuid,
  purpose text not null,
  categories text[] not null,
  legal_basis text not null check (legal_basis in ('CONSENT', 'MEDICAL_EMERGENCY', 'RESEARCH', 'AUDIT_EVALUATION', 'QSO', 'WITHIN_PROGRAM', 'CHILD_ABUSE_REPORT', 'CRIME_ON_PREMISES', 'PUBLIC_HEALTH_DEIDENTIFIED', 'COURT_ORDER')),
  actor_kind text not null,
  actor_id uuid,
  at timestamptz not null,
  foreign key (referral_recipient_id, sender_organisation_id, recipient_organisation_id) references referral_recipients (id, sender_organisation_id, recipient_organisation_id)
);
create index disclosures_sender on disclosures (sender_organisation_id, at desc);

-- alumni -------------------------------------------------------------------------------------------------

create table contact_consents (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  channel text not null check (channel in ('EMAIL', 'SMS', 'VOICE')),
  purpose text not null check (purpose in ('CHECK_IN', 'EVENTS', 'MENTORING', 'SURVEY', 'FUNDRAISING')),
  opted_in_at timestamptz not null,
  opted_out_at timestamptz,
  opted_out_by text check (opted_out_by in ('CLIENT', 'STAFF', 'SIGNED_LINK', 'REPLY')),
  recorded_by uuid,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create unique index one_live_contact_consent on contact_consents (organisation_id, client_id, channel, purpose) where opted_out_at is null;

create table alumni (
  id uuid primary key,
  organisation_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  discharged_on date not null,
  cadence_days integer[] not null,
  state text not null check (state in ('FOLLOWED', 'ENDED')),
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, enrollment_id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id)
);

create table check_ins (
  id uuid primary key,
  organisation_id uuid not null,
  alumnus_id uuid not null,
  day_offset integer not null,
  due_on date not null,
  state text not null check (state in ('DUE', 'REACHED', 'NOT_REACHED', 'CANCELLED')),
  attempts integer not null default 0,
  completed_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, alumnus_id, day_offset),
  foreign key (organisation_id, alumnus_id) references alumni (organisation_id, id)
);
create index check_ins_due on check_ins (organisation_id, due_on) where state = 'DUE';

create table check_in_attempts (
  id uuid primary key,
  organisation_id uuid not null,
  check_in_id uuid not null,
  channel text not null check (channel in ('EMAIL', 'SMS', 'VOICE')),
  outcome text not null check (outcome in ('SENT', 'SUPPRESSED', 'REACHED', 'LEFT_MESSAGE', 'NO_ANSWER', 'WRONG_NUMBER', 'REFUSED', 'OPTED_OUT', 'DECEASED', 'INCARCERATED')),
  suppressed_reason text,
  recorded_by uuid,
  at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, check_in_id) references check_ins (organisation_id, id)
);

-- work ---------------------------------------------------------------------------------------------------

create table tasks (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  assigned_role text not null,
  assigned_to uuid,
  due_at timestamptz not null,
  state text not null check (state in ('OPEN', 'DONE', 'CANCELLED')),
  dedupe_key text not null,
  created_at timestamptz not null,
  done_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, dedupe_key),
  foreign key (organisation_id, assigned_to) references memberships (organisation_id, id)
);
create index tasks_open on tasks (organisation_id, due_at) where state = 'OPEN';
