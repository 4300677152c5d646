-- Takes back 0011_dose.
drop index tasks_subject;
drop table enrollment_weeks;
drop table enrollment_leaves;
delete from timers where job = 'dose.close-week';
