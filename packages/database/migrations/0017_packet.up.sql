-- Why a packet holds all of a record (42 CFR 2.13(a), 45 CFR 164.514(d)(5)).
alter table referrals add column whole_record_reason text check (length(whole_record_reason) between 1 and 1000);
