-- From which age a minor may ask for treatment of substance use alone, by state (42 CFR 2.14). A state without a row: nobody
-- has looked its law up, and minor and parent both sign. Statutes that ask for findings or hold for some care alone are left out.
create table minor_consent_rules (
  state text primary key check (state ~ '^[A-Z]{2}$'),
  alone_from_age smallint not null check (alone_from_age between 0 and 17),
  source text not null
);

insert into minor_consent_rules (state, alone_from_age, source) values
  ('AZ', 12, 'Ariz. Rev. Stat. 44-133.01'),
  ('CA', 12, 'Cal. Fam. Code 6929(b)'),
  ('CT', 0, 'Conn. Gen. Stat. 17a-688'),
  ('DE', 14, '16 Del. Code 2210'),
  ('IA', 0, 'Iowa Code 125.33'),
  ('IL', 12, '410 ILCS 210/4'),
  ('OH', 0, 'Ohio Rev. Code 3719.012'),
  ('WA', 13, 'Wash. Rev. Code 71.34.530');
