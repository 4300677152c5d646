-- When an organisation answers. Deadlines of referrals run in its hours, so that the other side can count them too.
alter table organisations
  add column calendar jsonb not null default
    '{"hours": [{"weekday": 1, "opens": "08:00", "closes": "18:00"}, {"weekday": 2, "opens": "08:00", "closes": "18:00"}, {"weekday": 3, "opens": "08:00", "closes": "18:00"}, {"weekday": 4, "opens": "08:00", "closes": "18:00"}, {"weekday": 5, "opens": "08:00", "closes": "18:00"}], "closedDays": []}'
    check (jsonb_array_length(calendar->'hours') between 1 and 7 and jsonb_typeof(calendar->'closedDays') = 'array');

-- Where the clock of an answer was started last, and how much of the time was used before.
alter table referral_recipients
  add column clock_from timestamptz,
  add column clock_spent_minutes integer not null default 0 check (clock_spent_minutes >= 0);
alter table referral_recipients no force row level security;
update referral_recipients set clock_from = sent_at;
alter table referral_recipients force row level security;
