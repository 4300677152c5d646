-- Takes back 0009_schedule.
drop table attendance_day_events;
drop table attendance_days;
drop table holidays;
drop trigger only_expected_are_deleted on attendances;
drop function only_expected_are_deleted();
alter table attendances drop column by_hand;
alter table program_sessions
  drop column cancel_cause,
  drop column by_hand,
  drop column occurs_on,
  drop column template_id;
drop index program_sessions_time;
drop table session_template_members;
drop table session_templates;
