-- Takes back 0020_restrictions.
drop table disclosure_restrictions;
