-- Takes back 0008_treatment.
drop table task_changes;
drop index tasks_queue;
alter table tasks drop column outcome;
drop table drug_test_results;
drop table drug_test_steps;
drop table drug_tests;
drop table planned_stays;
drop table plan_hours;
drop table treatment_stages;
drop table plan_reviews;
drop table goal_notes;
drop table treatment_goals;
drop table treatment_plans;
drop table assessments;
