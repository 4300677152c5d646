-- What payers authorised, with every word of theirs as it came.

-- HCPCS codes by which programs of these levels are authorised. Units are what payers count in; the daily minimum
-- is part of the code's own description, or null where each payer sets one.
create table billing_codes (
  code text primary key,
  label text not null,
  units text[] not null,
  daily_minutes_min integer,
  revenue_code text,
  sort integer not null
);
insert into billing_codes (code, label, units, daily_minutes_min, revenue_code, sort) values
  ('H0015', 'Alcohol and/or drug services; intensive outpatient, at least 3 hours a day and 3 days a week', '{DAY,HOUR,VISIT}', 180, '0906', 1),
  ('S9480', 'Intensive outpatient psychiatric services, per diem', '{DAY}', null, '0905', 2),
  ('H0035', 'Partial hospitalization, less than 24 hours', '{DAY,HOUR,VISIT}', null, '0912', 3),
  ('S0201', 'Partial hospitalization services, less than 24 hours, per diem', '{DAY}', null, '0913', 4),
  ('H2035', 'Alcohol and/or other drug treatment program, per hour', '{HOUR}', null, null, 5),
  ('H2036', 'Alcohol and/or other drug treatment program, per diem', '{DAY}', null, null, 6);

-- How it stands now; each step is a row of authorisation_decisions.
create table authorisations (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  client_id uuid not null,
  coverage_id uuid,
  state text not null check (state in ('REQUESTED', 'APPROVED', 'PARTIAL', 'PENDED', 'DENIED', 'APPEALED', 'EXPIRED')),
  number text check (length(number) between 1 and 60),
  edition text not null,
  level_code text not null,
  service_code text not null references billing_codes (code),
  unit text not null check (unit in ('DAY', 'HOUR', 'VISIT')),
  -- Minutes of care that make a day billable; of no meaning for hours and visits.
  daily_minutes_min integer not null check (daily_minutes_min between 0 and 1440),
  requested_units integer not null check (requested_units between 1 and 10000),
  approved_units integer not null check (approved_units between 0 and 10000),
  starts_on date not null,
  ends_on date not null,
  next_review_on date,
  appeal_due_on date,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  foreign key (organisation_id, coverage_id) references coverages (organisation_id, id),
  foreign key (edition, level_code) references levels_of_care (edition, code),
  check (ends_on > starts_on),
  constraint approved_has_units check (state not in ('APPROVED', 'PARTIAL', 'EXPIRED') or approved_units > 0),
  constraint denied_has_none check (state not in ('REQUESTED', 'PENDED', 'DENIED') or approved_units = 0)
);
create index authorisations_enrollment on authorisations (organisation_id, enrollment_id, starts_on);
create index authorisations_created on authorisations (organisation_id, created_at, id);

-- Appended and never changed: how the authorisation stood after each step, as it was believed from then on.
create table authorisation_decisions (
  id uuid primary key,
  organisation_id uuid not null,
  authorisation_id uuid not null,
  -- The authorisation's version that this step led to: the order of the log.
  version integer not null,
  command text not null check (command in ('request', 'approve', 'approvePartly', 'pend', 'deny', 'appeal', 'expire')),
  state text not null check (state in ('REQUESTED', 'APPROVED', 'PARTIAL', 'PENDED', 'DENIED', 'APPEALED', 'EXPIRED')),
  number text,
  edition text not null,
  level_code text not null,
  approved_units integer not null,
  starts_on date not null,
  ends_on date not null,
  next_review_on date,
  appeal_due_on date,
  -- The payer's own day, where a payer decided.
  decided_on date,
  reason text check (length(reason) between 1 and 2000),
  -- The step that was entered wrongly and that this one stands in place of.
  corrects_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  unique (organisation_id, authorisation_id, version),
  foreign key (organisation_id, authorisation_id) references authorisations (organisation_id, id),
  foreign key (organisation_id, corrects_id) references authorisation_decisions (organisation_id, id),
  foreign key (organisation_id, recorded_by) references memberships (organisation_id, id),
  foreign key (edition, level_code) references levels_of_care (edition, code)
);

-- Where the lanes of a stay are, or were, apart: clinical, authorised, attended. Follows from the rows; kept so that
-- somebody is told once, and so that a list over the organisation costs one index.
create table lane_alerts (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  authorisation_id uuid,
  kind text not null check (kind in ('UNAUTHORISED', 'LEVEL_DIFFERS', 'ATTENDED_BELOW', 'UNITS_EXHAUSTED', 'CARE_AFTER_DENIAL', 'ENDS_BEFORE_PLAN')),
  starts_on date not null,
  -- First day the lanes are together again; null while they are apart, and where it turned out that they never were.
  ends_on date,
  clinical_edition text,
  clinical_code text,
  authorised_edition text,
  authorised_code text,
  -- An answer of the payer is awaited for these days.
  pending boolean not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, authorisation_id) references authorisations (organisation_id, id)
);
create index lane_alerts_enrollment on lane_alerts (organisation_id, enrollment_id, opened_at);
create index lane_alerts_open on lane_alerts (organisation_id, starts_on, id) where closed_at is null;
create index lane_alerts_all on lane_alerts (organisation_id, opened_at, id);

-- What a change of level rests on. The ratings as they stood when it was decided: opaque tokens by dimension.
alter table level_transitions
  add column assessment_id uuid,
  add column assessment_age_days integer,
  add column ratings jsonb,
  add column authorisation_id uuid,
  add foreign key (organisation_id, assessment_id) references assessments (organisation_id, id),
  add foreign key (organisation_id, authorisation_id) references authorisations (organisation_id, id);
