drop trigger read_is_now on disclosures;
drop function read_is_now();
drop trigger grant_ends_for_good on consent_grants;
drop function grant_ends_for_good();
