-- Attendance counted once, its whole history, and what a session says of itself.

alter table program_sessions
  add column title text check (length(title) between 1 and 200),
  add column mode text not null default 'IN_PERSON' check (mode in ('IN_PERSON', 'TELEHEALTH', 'HYBRID')),
  add column room text check (length(room) between 1 and 100),
  add column staff_member_id uuid,
  add column places integer check (places between 1 and 1000),
  -- Held for those who missed another one.
  add column make_up boolean not null default false,
  add column cancel_reason text,
  add foreign key (organisation_id, staff_member_id) references memberships (organisation_id, id);

alter table attendances
  add column arrived_at timestamptz,
  add column left_at timestamptz,
  -- Minutes of care after sessions that overlap are counted once: what every sum is made of.
  add column counted_minutes integer not null default 0,
  -- The missed session that this one makes up for.
  add column make_up_for_id uuid,
  add constraint counted_within_minutes check (counted_minutes between 0 and minutes),
  add foreign key (organisation_id, make_up_for_id) references attendances (organisation_id, id);
create unique index made_up_for_once on attendances (organisation_id, make_up_for_id) where make_up_for_id is not null;

-- Every recording and every correction: what was believed at any time.
create table attendance_records (
  id uuid primary key,
  organisation_id uuid not null,
  attendance_id uuid not null,
  session_id uuid not null,
  enrollment_id uuid not null,
  state text not null,
  minutes integer not null,
  counted_minutes integer not null,
  mode text not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, session_id) references program_sessions (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id)
);
create index attendance_records_attendance on attendance_records (organisation_id, attendance_id, recorded_at);
create index attendance_records_session on attendance_records (organisation_id, session_id);
create index attendance_records_enrollment on attendance_records (organisation_id, enrollment_id);

-- What is on record already was counted as it was recorded. The owner, too, is under row security until it is lifted;
-- the migrator puts it back.
alter table attendances no force row level security;
update attendances set counted_minutes = minutes;
insert into attendance_records
  select gen_random_uuid(), organisation_id, id, session_id, enrollment_id, state, minutes, counted_minutes, mode, recorded_by, recorded_at
  from attendances;
