-- Takes back 0009_attendance.
drop table attendance_records;
alter table attendances
  drop column make_up_for_id,
  drop constraint counted_within_minutes,
  drop column counted_minutes,
  drop column left_at,
  drop column arrived_at;
alter table program_sessions
  drop column cancel_reason,
  drop column make_up,
  drop column places,
  drop column staff_member_id,
  drop column room,
  drop column mode,
  drop column title;
