-- Treatment within a stay: assessments, plans with goals, stages, planned hours and weeks, drug tests; the history of tasks.

-- Appended and never changed; a correction names the one it supersedes.
create table assessments (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  kind text not null check (kind in ('ADMISSION', 'REASSESSMENT', 'DISCHARGE')),
  assessed_on date not null,
  edition text not null,
  -- As the clinician entered them, by number of the dimension: { "1": "0", "4": "3A" }. Nothing is computed from them.
  ratings jsonb not null,
  summary text,
  assessed_by uuid,
  supersedes_id uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  unique (organisation_id, supersedes_id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, assessed_by) references memberships (organisation_id, id),
  foreign key (organisation_id, supersedes_id) references assessments (organisation_id, id)
);
create index assessments_enrollment on assessments (organisation_id, enrollment_id, recorded_at);
create unique index one_admission_assessment on assessments (organisation_id, enrollment_id)
  where kind = 'ADMISSION' and supersedes_id is null;

create table treatment_plans (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  state text not null check (state in ('DRAFT', 'ACTIVE', 'REVISED', 'CLOSED')),
  starts_on date not null,
  review_due_on date not null,
  summary text,
  -- How and when the client agreed; null while the client did not.
  agreement text check (agreement in ('SIGNED', 'SPOKEN')),
  agreed_on date,
  revises_id uuid,
  written_by uuid,
  created_at timestamptz not null,
  activated_at timestamptz,
  ended_at timestamptz,
  -- Closed by the end of the stay: in force again when that end is taken back.
  ended_with_stay boolean not null default false,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, revises_id) references treatment_plans (organisation_id, id),
  foreign key (organisation_id, written_by) references memberships (organisation_id, id),
  constraint agreement_is_dated check ((agreement is null) = (agreed_on is null)),
  check (review_due_on > starts_on)
);
create index treatment_plans_enrollment on treatment_plans (organisation_id, enrollment_id, created_at);
create unique index one_active_plan on treatment_plans (organisation_id, enrollment_id) where state = 'ACTIVE';
create unique index one_draft_plan on treatment_plans (organisation_id, enrollment_id) where state = 'DRAFT';

create table treatment_goals (
  id uuid primary key,
  organisation_id uuid not null,
  plan_id uuid not null,
  category text not null check (category in ('REDUCE_USE', 'FUNCTIONING', 'COPING', 'PEER_SUPPORT', 'WORK', 'HOUSING', 'LEGAL')),
  objective text not null,
  target_on date,
  state text not null check (state in ('OPEN', 'MET', 'NOT_MET', 'DROPPED')),
  settled_on date,
  -- The same goal in the plan that this one revises.
  carried_from_id uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, plan_id) references treatment_plans (organisation_id, id),
  foreign key (organisation_id, carried_from_id) references treatment_goals (organisation_id, id),
  constraint settled_is_dated check ((state = 'OPEN') = (settled_on is null))
);
create index treatment_goals_plan on treatment_goals (organisation_id, plan_id);

create table goal_notes (
  id uuid primary key,
  organisation_id uuid not null,
  goal_id uuid not null,
  noted_on date not null,
  note text not null,
  written_by uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, goal_id) references treatment_goals (organisation_id, id),
  foreign key (organisation_id, written_by) references memberships (organisation_id, id)
);
create index goal_notes_goal on goal_notes (organisation_id, goal_id, noted_on);

create table plan_reviews (
  id uuid primary key,
  organisation_id uuid not null,
  plan_id uuid not null,
  reviewed_on date not null,
  note text not null,
  next_review_on date not null,
  reviewed_by uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, plan_id) references treatment_plans (organisation_id, id),
  foreign key (organisation_id, reviewed_by) references memberships (organisation_id, id)
);
create index plan_reviews_plan on plan_reviews (organisation_id, plan_id, recorded_at);

-- Valid time (starts_on, ends_on) and recorded time; never changed but to say when a row was superseded.
create table treatment_stages (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  stage text not null check (stage in ('ENGAGEMENT', 'EARLY_RECOVERY', 'MAINTENANCE', 'COMMUNITY_SUPPORT')),
  starts_on date not null,
  ends_on date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, recorded_by) references memberships (organisation_id, id),
  check (ends_on is null or ends_on > starts_on)
);
create index treatment_stages_enrollment on treatment_stages (organisation_id, enrollment_id, starts_on);

create table plan_hours (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  minutes_per_week integer not null check (minutes_per_week between 0 and 10080),
  days_per_week integer check (days_per_week between 1 and 7),
  reason text not null check (reason in ('INDIVIDUAL_PLAN', 'TAPER')),
  note text,
  starts_on date not null,
  ends_on date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, recorded_by) references memberships (organisation_id, id),
  constraint taper_has_an_end check (reason <> 'TAPER' or ends_on is not null),
  check (ends_on is null or ends_on > starts_on)
);
create index plan_hours_enrollment on plan_hours (organisation_id, enrollment_id, starts_on);

create table planned_stays (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  kind text not null check (kind in ('PLANNED', 'EXTENSION')),
  weeks integer not null check (weeks between 1 and 520),
  -- Weeks of the whole stay with this line.
  total_weeks integer not null check (total_weeks >= weeks),
  reason text,
  decided_by uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, decided_by) references memberships (organisation_id, id),
  constraint over_a_year_has_a_reason check (total_weeks <= 52 or reason is not null)
);
create index planned_stays_enrollment on planned_stays (organisation_id, enrollment_id, recorded_at);

-- drug tests --------------------------------------------------------------------------------------

create table drug_tests (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  client_id uuid not null,
  specimen text not null check (specimen in ('URINE', 'ORAL_FLUID', 'BREATH', 'BLOOD', 'HAIR')),
  panel text[] not null check (cardinality(panel) > 0),
  state text not null check (state in ('ORDERED', 'COLLECTED', 'RESULTED', 'CONFIRMED', 'CANCELLED', 'REFUSED')),
  laboratory text,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create index drug_tests_enrollment on drug_tests (organisation_id, enrollment_id, created_at);

-- The chain of custody: who did what with it, and when.
create table drug_test_steps (
  id uuid primary key,
  organisation_id uuid not null,
  drug_test_id uuid not null,
  step text not null check (step in ('ORDERED', 'COLLECTED', 'RESULTED', 'CONFIRMED', 'CANCELLED', 'REFUSED')),
  happened_at timestamptz not null,
  observed boolean,
  note text,
  done_by uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, drug_test_id) references drug_tests (organisation_id, id),
  foreign key (organisation_id, done_by) references memberships (organisation_id, id)
);
create index drug_test_steps_test on drug_test_steps (organisation_id, drug_test_id, recorded_at);

-- Appended; of several for one substance the latest holds.
create table drug_test_results (
  id uuid primary key,
  organisation_id uuid not null,
  drug_test_id uuid not null,
  kind text not null check (kind in ('SCREEN', 'CONFIRMATION')),
  substance text not null,
  result text not null check (result in ('NEGATIVE', 'POSITIVE', 'INVALID')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, drug_test_id) references drug_tests (organisation_id, id),
  foreign key (organisation_id, recorded_by) references memberships (organisation_id, id)
);
create index drug_test_results_test on drug_test_results (organisation_id, drug_test_id, recorded_at);

-- tasks -------------------------------------------------------------------------------------------

alter table tasks add column outcome text;
create index tasks_queue on tasks (organisation_id, assigned_role, due_at, id) where state = 'OPEN';

create table task_changes (
  id uuid primary key,
  organisation_id uuid not null,
  task_id uuid not null,
  change text not null check (change in ('ASSIGNED', 'CLAIMED', 'UNASSIGNED', 'POSTPONED', 'COMPLETED')),
  assigned_to uuid,
  due_at timestamptz,
  note text,
  changed_by uuid,
  changed_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, task_id) references tasks (organisation_id, id),
  foreign key (organisation_id, assigned_to) references memberships (organisation_id, id),
  foreign key (organisation_id, changed_by) references memberships (organisation_id, id)
);
create index task_changes_task on task_changes (organisation_id, task_id, changed_at);
