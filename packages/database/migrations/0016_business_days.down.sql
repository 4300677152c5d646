alter table referral_recipients drop column clock_from, drop column clock_spent_minutes;
alter table organisations drop column calendar;
