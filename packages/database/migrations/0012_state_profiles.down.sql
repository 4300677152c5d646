-- Takes back 0012_state_profiles.
drop table code_maps;
drop table state_profiles;
