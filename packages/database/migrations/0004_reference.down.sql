-- Takes back 0004_reference.
delete from codes;
delete from level_of_care_hours;
delete from levels_of_care;
