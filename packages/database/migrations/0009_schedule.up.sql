-- The schedule of a program: templates of sessions, who belongs to them, holidays; and the closing of days.

create table session_templates (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  -- The public timetable's slot it was made from.
  slot_id uuid,
  -- Of an individual session: whose it is.
  enrollment_id uuid,
  state text not null check (state in ('ACTIVE', 'ENDED')),
  title text check (length(title) between 1 and 200),
  rrule text not null check (length(rrule) between 1 and 200),
  starts_on date not null,
  -- First day without a session; null while it goes on.
  ends_on date,
  -- HH:MM where the program is.
  start_time text not null check (start_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes integer not null check (minutes between 1 and 1440),
  modality text not null check (modality in ('GROUP', 'INDIVIDUAL', 'FAMILY', 'EDUCATION')),
  mode text not null check (mode in ('IN_PERSON', 'TELEHEALTH', 'HYBRID')),
  room text check (length(room) between 1 and 100),
  staff_member_id uuid,
  places integer check (places between 1 and 1000),
  created_at timestamptz not null,
  version integer not null default 1,
  constraint ended_has_a_day check (state = 'ACTIVE' or ends_on is not null),
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id),
  foreign key (organisation_id, slot_id) references program_slots (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, staff_member_id) references memberships (organisation_id, id)
);
create index session_templates_program on session_templates (organisation_id, program_id);

create table session_template_members (
  id uuid primary key,
  organisation_id uuid not null,
  template_id uuid not null,
  enrollment_id uuid not null,
  starts_on date not null,
  -- First day on which the client is no longer expected.
  ends_on date,
  created_at timestamptz not null,
  version integer not null default 1,
  check (ends_on is null or ends_on >= starts_on),
  unique (organisation_id, id),
  foreign key (organisation_id, template_id) references session_templates (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id)
);
create unique index one_open_membership on session_template_members (organisation_id, template_id, enrollment_id) where ends_on is null;
create index session_template_members_enrollment on session_template_members (organisation_id, enrollment_id);

alter table program_sessions
  add column template_id uuid,
  -- The day for which the template made it, whatever day it was moved to.
  add column occurs_on date,
  -- Moved, changed or cancelled by a person: the template leaves it alone.
  add column by_hand boolean not null default false,
  add column cancel_cause text check (cancel_cause in ('STAFF', 'HOLIDAY', 'TEMPLATE')),
  add constraint of_a_template check ((template_id is null) = (occurs_on is null)),
  add unique (organisation_id, template_id, occurs_on),
  add foreign key (organisation_id, template_id) references session_templates (organisation_id, id);
create index program_sessions_time on program_sessions (organisation_id, starts_at);

alter table attendances
  -- Put on the list by a person, not by membership of the template.
  add column by_hand boolean not null default true;

-- What was recorded is corrected, never deleted; only who was merely expected leaves a list.
create function only_expected_are_deleted() returns trigger language plpgsql as $$
begin
  if old.state <> 'SCHEDULED' then raise exception 'recorded attendance is not deleted' using errcode = 'check_violation'; end if;
  return old;
end $$;
create trigger only_expected_are_deleted before delete on attendances for each row execute function only_expected_are_deleted();

create table holidays (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  -- Null: at every site.
  site_id uuid,
  day date not null,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  unique (organisation_id, id),
  unique nulls not distinct (organisation_id, site_id, day),
  foreign key (organisation_id, site_id) references sites (organisation_id, id)
);

create table attendance_days (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  day date not null,
  state text not null check (state in ('OPEN', 'CLOSED')),
  closed_at timestamptz,
  closed_by uuid,
  reopened_at timestamptz,
  reopened_by uuid,
  reopen_reason text,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, program_id, day),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);

-- Every closing and re-opening of a day.
create table attendance_day_events (
  id uuid primary key,
  organisation_id uuid not null,
  attendance_day_id uuid not null,
  kind text not null check (kind in ('CLOSED', 'REOPENED')),
  reason text,
  done_by uuid,
  done_at timestamptz not null,
  constraint reopened_with_a_reason check (kind = 'CLOSED' or reason is not null),
  unique (organisation_id, id),
  foreign key (organisation_id, attendance_day_id) references attendance_days (organisation_id, id)
);
create index attendance_day_events_day on attendance_day_events (organisation_id, attendance_day_id, done_at);
