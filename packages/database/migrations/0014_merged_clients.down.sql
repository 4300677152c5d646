-- Takes back 0014_merged_clients.
drop function belief_is_kept() cascade;
drop function client_is_not_merged() cascade;
