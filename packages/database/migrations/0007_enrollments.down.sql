-- Takes back 0007_enrollments.
drop table capacity_notices;
drop table waitlist_events;
drop table waitlist_entries;
drop table voided_discharges;
drop table enrollment_date_changes;
alter table enrollments
  drop column discharge_recorded_at,
  drop column disposition_code,
  drop column overlap_override_reason,
  drop column offer_expires_at,
  drop column first_offered_on,
  drop column first_contact_on;
