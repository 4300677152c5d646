-- Takes back 0013_report_facts.
drop index level_transitions_effective;
drop index program_sessions_starts;
drop index enrollments_first_session;
drop index enrollments_discharged;
alter table referral_recipients drop column accepted_at;
