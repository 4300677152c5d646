alter table referrals drop column whole_record_reason;
