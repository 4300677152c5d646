-- The dates of the way in, what a discharge says, and what was taken back.

alter table enrollments
  add column first_contact_on date,
  add column first_offered_on date,
  add column offer_expires_at timestamptz,
  add column overlap_override_reason text,
  add column disposition_code text check (disposition_code in ('HOME', 'RECOVERY_RESIDENCE', 'CONTINUING_CARE', 'OTHER_PROGRAM', 'HIGHER_LEVEL', 'HOSPITAL', 'CORRECTIONAL', 'UNKNOWN', 'DECEASED', 'OTHER')),
  -- When the discharge was entered: it can be taken back for a while.
  add column discharge_recorded_at timestamptz;

create table enrollment_date_changes (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  field text not null check (field in ('requestedAt', 'firstContactOn', 'firstOfferedOn', 'admittedOn')),
  -- As it stood and as it stands: a day, or for the request an instant.
  from_value text,
  to_value text not null,
  reason text not null,
  changed_by uuid,
  changed_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id)
);
create index enrollment_date_changes_enrollment on enrollment_date_changes (organisation_id, enrollment_id, changed_at);

create table voided_discharges (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  -- What the discharge said, by the names of the enrollment's columns.
  record jsonb not null,
  recorded_at timestamptz not null,
  void_reason text not null,
  voided_by uuid,
  voided_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id)
);
create index voided_discharges_enrollment on voided_discharges (organisation_id, enrollment_id, voided_at);

-- One wait of one enrollment. The number names nobody (45 CFR 96.126(c)).
create table waitlist_entries (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  program_id uuid not null,
  number text not null,
  waiting_reason text not null check (waiting_reason in ('NO_PLACE', 'CLIENT_REQUEST', 'PAYER_PENDING', 'DOCUMENTS_PENDING', 'NO_ANSWER', 'PROGRAM_CLOSED', 'OTHER')),
  waiting_note text,
  -- 1 goes first. Four kinds of need where a federal block grant pays, everybody alike (4) elsewhere.
  priority smallint not null check (priority between 1 and 4),
  priority_reasons text[] not null default '{}' check (priority_reasons <@ array['PREGNANT', 'INJECTS']),
  requested_at timestamptz not null,
  joined_at timestamptz not null,
  -- While an offer is open the client stands in no line.
  offered_at timestamptz,
  left_at timestamptz,
  left_reason text check (left_reason in ('ADMITTED', 'CLOSED', 'VOIDED')),
  interim_due_at timestamptz,
  interim_given_at timestamptz,
  admit_due_on date,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, number),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id),
  constraint left_with_a_reason check ((left_at is null) = (left_reason is null))
);
create unique index one_open_wait on waitlist_entries (organisation_id, enrollment_id) where left_at is null;
create index waitlist_line on waitlist_entries (organisation_id, program_id, priority, requested_at, number) where left_at is null;

create table waitlist_events (
  id uuid primary key,
  organisation_id uuid not null,
  entry_id uuid not null,
  program_id uuid not null,
  kind text not null check (kind in ('JOINED', 'MOVED', 'OFFERED', 'OFFER_DECLINED', 'OFFER_EXPIRED', 'INTERIM_SERVICES', 'LEFT')),
  -- When it happened, and when it was written down.
  at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  -- Where the entry stood in the line from here on: by these three, and counted.
  priority smallint not null,
  requested_at timestamptz not null,
  position integer,
  priority_reasons text[] not null default '{}',
  -- Who said what the priority rests on.
  stated_by text check (stated_by in ('CLIENT', 'CLINICIAN', 'REFERRER', 'RECORD')),
  services text[] not null default '{}',
  note text,
  unique (organisation_id, id),
  foreign key (organisation_id, entry_id) references waitlist_entries (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index waitlist_events_entry on waitlist_events (organisation_id, entry_id, recorded_at);
create index waitlist_events_program on waitlist_events (organisation_id, program_id, recorded_at);

-- 45 CFR 96.126(a): the state is told within seven days when a program reaches 90 % of its capacity.
create table capacity_notices (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  reached_at timestamptz not null,
  places_held integer not null,
  capacity integer not null,
  due_on date not null,
  sent_on date,
  sent_to text,
  reference text,
  recorded_by uuid,
  recorded_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id),
  constraint sent_to_somebody check ((sent_on is null) = (sent_to is null))
);
create index capacity_notices_program on capacity_notices (organisation_id, program_id, reached_at);
