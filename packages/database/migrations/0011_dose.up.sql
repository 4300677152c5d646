-- Leaves as they were, and what each week of a stay came to.

-- Valid time (starts_on, ends_on exclusive; null while the client is away) and recorded time.
create table enrollment_leaves (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  starts_on date not null,
  ends_on date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  check (ends_on is null or ends_on >= starts_on)
);
create unique index one_open_leave on enrollment_leaves (organisation_id, enrollment_id)
  where ends_on is null and superseded_at is null;
create index enrollment_leaves_enrollment on enrollment_leaves (organisation_id, enrollment_id, starts_on);

-- Follows from placements, plan, leaves and attendance; written by the worker, never by hand.
create table enrollment_weeks (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  program_id uuid not null,
  -- A Monday where the program is.
  week_starts_on date not null check (extract(isodow from week_starts_on) = 1),
  -- When the week is over there; before that its status is only what it came to so far.
  ends_at timestamptz not null,
  required_minutes integer not null check (required_minutes >= 0),
  delivered_minutes integer not null check (delivered_minutes >= 0),
  max_minutes integer,
  status text not null check (status in ('MET', 'SHORT', 'OVER_MAX', 'TAPER', 'EXEMPT')),
  -- Without the days of leave.
  days_in_placement integer not null check (days_in_placement between 0 and 7),
  computed_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, enrollment_id, week_starts_on),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index enrollment_weeks_program on enrollment_weeks (organisation_id, program_id, week_starts_on);

-- Tasks about a record are looked for whenever it changes.
create index tasks_subject on tasks (organisation_id, subject_id);

-- Who is away already, and for every program with clients the first week to be closed. The owner, too, is under row
-- security until it is lifted; the migrator puts it back.
alter table enrollments no force row level security;
alter table placements no force row level security;
alter table timers no force row level security;
insert into enrollment_leaves (id, organisation_id, enrollment_id, starts_on, recorded_at)
  select gen_random_uuid(), organisation_id, id, leave_from, now()
  from enrollments where state = 'ON_LEAVE' and voided_at is null and leave_from is not null;
insert into timers (id, organisation_id, job, subject_id, ref_ids, due_at, dedupe_key)
  select gen_random_uuid(), organisation_id, 'dose.close-week', program_id, '{}', now(), 'dose-week:' || program_id || ':first'
  from placements where superseded_at is null group by organisation_id, program_id;
