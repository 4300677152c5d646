-- The dates of the way in, what a discharge says, and what was taken back.

alter table enrollments
  add column first_contact_on date,
  add column first_offered_on date,
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
