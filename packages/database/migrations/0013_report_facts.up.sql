-- What reports count by. An acceptance may be taken back by a later decline, so that the state alone does not tell of it.
alter table referral_recipients add column accepted_at timestamptz;

create index enrollments_discharged on enrollments (organisation_id, discharged_on) where discharged_on is not null;
create index enrollments_first_session on enrollments (organisation_id, first_session_on) where first_session_on is not null;
create index program_sessions_starts on program_sessions (organisation_id, starts_at);
create index level_transitions_effective on level_transitions (organisation_id, effective_on);

-- What was accepted so far is told by the recipient's own audit. The owner, too, is under row security until it is
-- lifted; the migrator puts it back.
alter table referral_recipients no force row level security;
alter table audit_entries no force row level security;
update referral_recipients r set accepted_at = a.at
from (select subject_id, min(at) as at from audit_entries where action = 'referral.accept' and outcome = 'DONE' group by subject_id) a
where a.subject_id = r.id;
