-- Takes back 0010_authorisations.
alter table level_transitions
  drop column assessment_id,
  drop column assessment_age_days,
  drop column ratings,
  drop column authorisation_id;
drop table lane_alerts;
drop table authorisation_decisions;
drop table authorisations;
drop table billing_codes;
