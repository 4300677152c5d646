-- Takes back 0005_programs.
delete from codes where system in ('PROGRAM_SERVICE', 'TREATMENT_MODEL', 'POPULATION', 'PAYER', 'ACCREDITATION_BODY');
alter table enrollments drop constraint enrollments_closed_reason_check;
update enrollments set closed_reason = 'ADMITTED_ELSEWHERE' where closed_reason = 'PROGRAM_CLOSED';
alter table enrollments add constraint enrollments_closed_reason_check check (closed_reason in
  ('NOT_ELIGIBLE', 'HIGHER_LEVEL_NEEDED', 'NO_PAYER', 'DECLINED', 'UNREACHABLE', 'NEVER_STARTED', 'ADMITTED_ELSEWHERE', 'DECEASED', 'DUPLICATE'));
alter table directory_entries
  drop column treatment_models, drop column weekdays, drop column parts_of_day, drop column ages_min, drop column ages_max,
  drop column co_occurring, drop column medication_policy, drop column telehealth, drop column price_per_day_minor,
  drop column price_currency, drop column accreditations;
drop table screenings;
drop table program_state_changes;
drop table program_revisions;
drop table program_capacities;
drop table program_staff;
drop table program_credentials;
drop table program_prices;
drop table program_slots;
alter table programs
  drop column treatment_models, drop column ages_min, drop column ages_max, drop column typical_weeks_min,
  drop column typical_weeks_max, drop column co_occurring, drop column medication_policy, drop column telehealth,
  drop column admission_criteria, drop column exclusions, drop column block_grant, drop column primary_substance_focus;
