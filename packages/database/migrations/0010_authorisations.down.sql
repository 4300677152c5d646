-- Takes back 0010_authorisations.
drop table authorisation_decisions;
drop table authorisations;
drop table billing_codes;
