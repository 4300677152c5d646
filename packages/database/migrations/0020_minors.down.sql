-- Takes back 0020_minors.
drop table minor_consent_rules;
