-- Programs in full: what they offer, when, for what price, by whom; their history; and screening decisions.

alter table programs
  add column treatment_models text[] not null default '{}',
  add column ages_min integer check (ages_min between 0 and 120),
  add column ages_max integer check (ages_max between 0 and 120),
  add column typical_weeks_min integer check (typical_weeks_min between 1 and 260),
  add column typical_weeks_max integer check (typical_weeks_max between 1 and 260),
  -- Null in these three: the program has not said.
  add column co_occurring text check (co_occurring in ('NONE', 'CAPABLE', 'ENHANCED')),
  add column medication_policy text check (medication_policy in ('NOT_ACCEPTED', 'ACCEPTED', 'PRESCRIBED')),
  add column telehealth text check (telehealth in ('NONE', 'HYBRID', 'FULL')),
  add column admission_criteria text,
  add column exclusions text,
  add column block_grant boolean not null default false,
  add column primary_substance_focus smallint check (primary_substance_focus between 2 and 19),
  add constraint ages_in_order check (ages_min <= ages_max),
  add constraint typical_weeks_in_order check (typical_weeks_min <= typical_weeks_max);

-- The public timetable. Days bound a slot, the last one exclusive; one that ends where it begins never took effect.
create table program_slots (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  starts_at_local time not null,
  minutes integer not null check (minutes between 5 and 1440),
  modality text not null check (modality in ('GROUP', 'INDIVIDUAL', 'FAMILY', 'EDUCATION')),
  telehealth boolean not null,
  valid_from date not null,
  valid_to date,
  created_at timestamptz not null,
  version integer not null default 1,
  check (valid_to >= valid_from),
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index program_slots_program on program_slots (organisation_id, program_id);

create table program_prices (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  unit text not null check (unit in ('DAY', 'HOUR', 'VISIT')),
  amount_minor integer not null check (amount_minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  valid_from date not null,
  valid_to date,
  created_at timestamptz not null,
  version integer not null default 1,
  check (valid_to >= valid_from),
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index program_prices_program on program_prices (organisation_id, program_id);

create table program_credentials (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  kind text not null check (kind in ('LICENCE', 'ACCREDITATION')),
  issuer text not null,
  number text not null,
  expires_on date,
  withdrawn_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index program_credentials_program on program_credentials (organisation_id, program_id);

create table program_staff (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  membership_id uuid not null,
  role text not null check (role in ('MANAGER', 'COUNSELOR', 'THERAPIST', 'NURSE', 'PRESCRIBER', 'CASE_MANAGER', 'PEER', 'OTHER')),
  starts_on date not null,
  ends_on date,
  created_at timestamptz not null,
  version integer not null default 1,
  check (ends_on >= starts_on),
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id),
  foreign key (organisation_id, membership_id) references memberships (organisation_id, id)
);
create index program_staff_program on program_staff (organisation_id, program_id);

-- Capacity of a past day: the latest starts_on up to it, of those the one recorded last.
create table program_capacities (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  capacity integer not null check (capacity >= 0),
  starts_on date not null,
  recorded_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index program_capacities_program on program_capacities (organisation_id, program_id, starts_on);
insert into program_capacities (id, organisation_id, program_id, capacity, starts_on, recorded_at)
  select gen_random_uuid(), p.organisation_id, p.id, p.capacity, (p.created_at at time zone s.time_zone)::date, p.created_at
  from programs p join sites s on s.id = p.site_id;

create table program_revisions (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  at timestamptz not null,
  -- The member; null for the system.
  changed_by uuid,
  changes jsonb not null,
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index program_revisions_program on program_revisions (organisation_id, program_id, at);

-- Every change of a program's state: those that took effect, and the one that is planned.
create table program_state_changes (
  id uuid primary key,
  organisation_id uuid not null,
  program_id uuid not null,
  command text not null check (command in ('open', 'pause', 'close')),
  effective_on date not null,
  reason text,
  decided_by uuid,
  recorded_at timestamptz not null,
  taken_effect_at timestamptz,
  cancelled_at timestamptz,
  version integer not null default 1,
  check (taken_effect_at is null or cancelled_at is null),
  unique (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create unique index one_planned_state_change on program_state_changes (organisation_id, program_id) where taken_effect_at is null and cancelled_at is null;

-- What a clinician decided of a request, on which answers. Flags never decide.
create table screenings (
  id uuid primary key,
  organisation_id uuid not null,
  enrollment_id uuid not null,
  program_id uuid not null,
  answers jsonb not null,
  flags text[] not null,
  decision text not null check (decision in ('PROCEED', 'PROCEED_WITH_PLAN', 'HIGHER_LEVEL_NEEDED', 'NOT_SUITABLE')),
  note text,
  decided_by uuid not null,
  decided_at timestamptz not null,
  -- Who goes on despite flags says how.
  constraint flags_need_words check (decision <> 'PROCEED' or cardinality(flags) = 0),
  constraint plan_has_words check (decision = 'PROCEED' or note is not null),
  unique (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, program_id) references programs (organisation_id, id)
);
create index screenings_enrollment on screenings (organisation_id, enrollment_id);

alter table directory_entries
  add column treatment_models text[] not null default '{}',
  add column weekdays smallint[] not null default '{}',
  add column parts_of_day text[] not null default '{}',
  add column ages_min integer,
  add column ages_max integer,
  add column co_occurring text,
  add column medication_policy text,
  add column telehealth text,
  add column price_per_day_minor integer,
  add column price_currency text,
  add column accreditations text[] not null default '{}';

-- A program that closes ends the requests that led to no stay.
alter table enrollments drop constraint enrollments_closed_reason_check;
alter table enrollments add constraint enrollments_closed_reason_check check (closed_reason in
  ('NOT_ELIGIBLE', 'HIGHER_LEVEL_NEEDED', 'NO_PAYER', 'DECLINED', 'UNREACHABLE', 'NEVER_STARTED', 'ADMITTED_ELSEWHERE', 'DECEASED', 'DUPLICATE', 'PROGRAM_CLOSED'));

-- What programs call services, models, populations and payers.
insert into codes (system, code, label, sort) values
  ('PROGRAM_SERVICE', '12_STEP_FACILITATION', '12-step facilitation', 1),
  ('PROGRAM_SERVICE', 'ACUPUNCTURE', 'Acupuncture', 2),
  ('PROGRAM_SERVICE', 'ADVENTURE_THERAPY', 'Adventure therapy', 3),
  ('PROGRAM_SERVICE', 'AFTERCARE_CONTINUING_CARE', 'Aftercare/continuing care', 4),
  ('PROGRAM_SERVICE', 'ALCOHOL_DETOXIFICATION', 'Alcohol Detoxification', 5),
  ('PROGRAM_SERVICE', 'ANGER_MANAGEMENT', 'Anger management', 6),
  ('PROGRAM_SERVICE', 'ART_THERAPY', 'Art therapy', 7),
  ('PROGRAM_SERVICE', 'ASSISTANCE_WITH_OBTAINING_SOCIAL', 'Assistance with obtaining social services', 8),
  ('PROGRAM_SERVICE', 'BENZODIAZEPINES_DETOXIFICATION', 'Benzodiazepines Detoxification', 9),
  ('PROGRAM_SERVICE', 'BRIEF_INTERVENTION', 'Brief intervention', 10),
  ('PROGRAM_SERVICE', 'BUPRENORPHINE_USED_IN_TREATMENT', 'Buprenorphine used in Treatment', 11),
  ('PROGRAM_SERVICE', 'CASE_MANAGEMENT_SERVICE', 'Case management service', 12),
  ('PROGRAM_SERVICE', 'CHILD_CARE_FOR_CLIENTS_CHILDREN', 'Child care for clients'' children', 13),
  ('PROGRAM_SERVICE', 'COCAINE_DETOXIFICATION', 'Cocaine Detoxification', 14),
  ('PROGRAM_SERVICE', 'COGNITIVE_BEHAVIORAL_THERAPY', 'Cognitive behavioral therapy', 15),
  ('PROGRAM_SERVICE', 'COMMUNITY_REINFORCEMENT_PLUS_VOUCHERS', 'Community reinforcement plus vouchers', 16),
  ('PROGRAM_SERVICE', 'CONTINGENCY_MANAGEMENT_MOTIVATIONAL', 'Contingency management/motivational incentives', 17),
  ('PROGRAM_SERVICE', 'DISCHARGE_PLANNING', 'Discharge Planning', 18),
  ('PROGRAM_SERVICE', 'DOMESTIC_VIOLENCE_SERVICES_INCLUDING', 'Domestic violence services, including family or partner', 19),
  ('PROGRAM_SERVICE', 'DRUG_MONITORING', 'Drug monitoring', 20),
  ('PROGRAM_SERVICE', 'EARLY_INTERVENTION_FOR_HIV', 'Early intervention for HIV', 21),
  ('PROGRAM_SERVICE', 'EMPLOYMENT_COUNSELING_OR_TRAINING', 'Employment counseling or training', 22),
  ('PROGRAM_SERVICE', 'EQUINE_THERAPY', 'Equine-assisted therapy', 23),
  ('PROGRAM_SERVICE', 'FAMILY_COUNSELING', 'Family counseling', 24),
  ('PROGRAM_SERVICE', 'GROUP_COUNSELING', 'Group counseling', 25),
  ('PROGRAM_SERVICE', 'HEALTH_EDUCATION_SERVICES_OTHER_THAN_HIV', 'Health education services other than HIV/AIDS or hepatitis', 26),
  ('PROGRAM_SERVICE', 'HEPATITIS_EDUCATION_COUNSELING_OR', 'Hepatitis education, counseling, or support', 27),
  ('PROGRAM_SERVICE', 'HIV_OR_AIDS_EDUCATION_COUNSELING_OR', 'HIV or AIDS education, counseling, or support', 28),
  ('PROGRAM_SERVICE', 'HOUSING_SERVICES', 'Housing services', 29),
  ('PROGRAM_SERVICE', 'INDIVIDUAL_COUNSELING', 'Individual counseling', 30),
  ('PROGRAM_SERVICE', 'INTEGRATED_PRIMARY_CARE_SERVICES', 'Integrated primary care services', 31),
  ('PROGRAM_SERVICE', 'MARITAL_COUPLES_COUNSELING', 'Marital/couples counseling', 32),
  ('PROGRAM_SERVICE', 'MATRIX_MODEL', 'Matrix Model', 33),
  ('PROGRAM_SERVICE', 'MEDICATION_FOR_OPIOID_USE_DISORDER', 'Medication for opioid use disorder', 34),
  ('PROGRAM_SERVICE', 'MEDICATION_MANAGEMENT', 'Medication management', 35),
  ('PROGRAM_SERVICE', 'MEDICATION_ROUTINELY_USED_DURING', 'Medication routinely used during detoxification', 36),
  ('PROGRAM_SERVICE', 'MENTAL_HEALTH_SERVICES', 'Mental health services', 37),
  ('PROGRAM_SERVICE', 'MENTORING_PEER_SUPPORT', 'Mentoring/peer support', 38),
  ('PROGRAM_SERVICE', 'METHADONE_USED_IN_TREATMENT', 'Methadone used in Treatment', 39),
  ('PROGRAM_SERVICE', 'METHAMPHETAMINES_DETOXIFICATION', 'Methamphetamines detoxification', 40),
  ('PROGRAM_SERVICE', 'MOTIVATIONAL_INTERVIEWING', 'Motivational interviewing', 41),
  ('PROGRAM_SERVICE', 'MUSIC_THERAPY', 'Music therapy', 42),
  ('PROGRAM_SERVICE', 'NALOXONE_AND_OVERDOSE_EDUCATION', 'Naloxone and overdose education', 43),
  ('PROGRAM_SERVICE', 'NALTREXONE_USED_IN_TREATMENT', 'Naltrexone used in Treatment', 44),
  ('PROGRAM_SERVICE', 'OPIOIDS_DETOXIFICATION', 'Opioids detoxification', 45),
  ('PROGRAM_SERVICE', 'OUTCOME_FOLLOW_UP_AFTER_DISCHARGE', 'Outcome follow-up after discharge', 46),
  ('PROGRAM_SERVICE', 'RECOVERY_COACH', 'Recovery coach', 47),
  ('PROGRAM_SERVICE', 'RELAPSE_PREVENTION', 'Relapse prevention', 48),
  ('PROGRAM_SERVICE', 'RESIDENTIAL_BEDS_FOR_CLIENTS_CHILDREN', 'Residential beds for clients'' children', 49),
  ('PROGRAM_SERVICE', 'SELF_HELP_GROUPS', 'Self-help groups', 50),
  ('PROGRAM_SERVICE', 'SMOKING_VAPING_TOBACCO_CESSATION', 'Smoking/vaping/tobacco cessation counseling', 51),
  ('PROGRAM_SERVICE', 'SOCIAL_SKILLS_DEVELOPMENT', 'Social skills development', 52),
  ('PROGRAM_SERVICE', 'SUBSTANCE_USE_DISORDER_COUNSELING', 'Substance use disorder counseling', 53),
  ('PROGRAM_SERVICE', 'SUBSTANCE_USE_DISORDER_EDUCATION', 'Substance use disorder education', 54),
  ('PROGRAM_SERVICE', 'SUICIDE_PREVENTION_SERVICES', 'Suicide prevention services', 55),
  ('PROGRAM_SERVICE', 'TELEMEDICINE_TELEHEALTH_THERAPY', 'Telemedicine/telehealth therapy', 56),
  ('PROGRAM_SERVICE', 'TRANSPORTATION_ASSISTANCE', 'Transportation assistance', 57),
  ('PROGRAM_SERVICE', 'TRAUMA_RELATED_COUNSELING', 'Trauma-related counseling', 58),
  ('PROGRAM_SERVICE', 'TREATMENT_FOR_GAMBLING_DISORDER', 'Treatment for gambling disorder', 59),
  ('PROGRAM_SERVICE', 'TREATMENT_FOR_OTHER_ADDICTION_DISORDER', 'Treatment for other addiction disorder', 60),
  ('PROGRAM_SERVICE', 'VOCATIONAL_TRAINING_OR_EDUCATIONAL', 'Vocational training or educational support', 61),
  ('PROGRAM_SERVICE', 'WITHDRAWAL_MANAGEMENT', 'Withdrawal management', 62),
  ('PROGRAM_SERVICE', 'YOGA', 'Yoga', 63);

insert into codes (system, code, label, sort) values
  ('TREATMENT_MODEL', 'COGNITIVE_BEHAVIORAL', 'Cognitive behavioral', 1),
  ('TREATMENT_MODEL', 'COMMUNITY_REINFORCEMENT', 'Community reinforcement', 2),
  ('TREATMENT_MODEL', 'CONTINGENCY_MANAGEMENT', 'Contingency management', 3),
  ('TREATMENT_MODEL', 'DIALECTICAL_BEHAVIOR', 'Dialectical behavior', 4),
  ('TREATMENT_MODEL', 'HARM_REDUCTION', 'Harm reduction', 5),
  ('TREATMENT_MODEL', 'MATRIX_MODEL', 'Matrix model', 6),
  ('TREATMENT_MODEL', 'MOTIVATIONAL_ENHANCEMENT', 'Motivational enhancement', 7),
  ('TREATMENT_MODEL', 'RELAPSE_PREVENTION', 'Relapse prevention', 8),
  ('TREATMENT_MODEL', 'SMART_RECOVERY', 'SMART Recovery', 9),
  ('TREATMENT_MODEL', 'THERAPEUTIC_COMMUNITY', 'Therapeutic community', 10),
  ('TREATMENT_MODEL', 'TRAUMA_INFORMED', 'Trauma-informed', 11),
  ('TREATMENT_MODEL', 'TWELVE_STEP_FACILITATION', '12-step facilitation', 12);

insert into codes (system, code, label, sort) values
  ('POPULATION', 'ADULTS', 'Adults', 1),
  ('POPULATION', 'ADOLESCENTS', 'Adolescents', 2),
  ('POPULATION', 'YOUNG_ADULTS', 'Young adults', 3),
  ('POPULATION', 'OLDER_ADULTS', 'Older adults', 4),
  ('POPULATION', 'WOMEN', 'Women', 5),
  ('POPULATION', 'MEN', 'Men', 6),
  ('POPULATION', 'PREGNANT', 'Pregnant or after birth', 7),
  ('POPULATION', 'LGBTQ', 'LGBTQ', 8),
  ('POPULATION', 'VETERANS', 'Veterans', 9),
  ('POPULATION', 'ACTIVE_MILITARY', 'Active military', 10),
  ('POPULATION', 'MILITARY_FAMILIES', 'Military families', 11),
  ('POPULATION', 'CRIMINAL_JUSTICE', 'Referred by courts', 12),
  ('POPULATION', 'DUI', 'Driving under the influence', 13),
  ('POPULATION', 'CO_OCCURRING', 'Co-occurring mental disorders', 14),
  ('POPULATION', 'CO_OCCURRING_PAIN', 'Co-occurring pain', 15),
  ('POPULATION', 'HIV', 'HIV or AIDS', 16),
  ('POPULATION', 'SEXUAL_ABUSE', 'Survivors of sexual abuse', 17),
  ('POPULATION', 'DOMESTIC_VIOLENCE', 'Survivors of domestic violence', 18),
  ('POPULATION', 'TRAUMA', 'Survivors of trauma', 19);

insert into codes (system, code, label, sort) values
  ('PAYER', 'MEDICARE', 'Medicare', 1),
  ('PAYER', 'MEDICAID', 'Medicaid', 2),
  ('PAYER', 'PRIVATE', 'Private insurance', 3),
  ('PAYER', 'SELF_PAY', 'Self-pay', 4),
  ('PAYER', 'MILITARY_INSURANCE', 'Military insurance', 5),
  ('PAYER', 'STATE_PLAN', 'State-financed plan other than Medicaid', 6),
  ('PAYER', 'GOVERNMENT_FUNDS', 'Other government funds', 7),
  ('PAYER', 'BLOCK_GRANT', 'Federal block grant', 8),
  ('PAYER', 'TRIBAL_FUNDS', 'Tribal or urban Indian funds', 9),
  ('PAYER', 'NO_CHARGE', 'No charge', 10),
  ('PAYER', 'PAYMENT_ASSISTANCE', 'Payment assistance', 11),
  ('PAYER', 'SLIDING_SCALE', 'Sliding scale', 12);

insert into codes (system, code, label, sort) values
  ('ACCREDITATION_BODY', 'CARF', 'CARF International', 1),
  ('ACCREDITATION_BODY', 'JOINT_COMMISSION', 'The Joint Commission', 2),
  ('ACCREDITATION_BODY', 'NCQA', 'National Committee for Quality Assurance', 3),
  ('ACCREDITATION_BODY', 'COA', 'Council on Accreditation', 4),
  ('ACCREDITATION_BODY', 'HFAP', 'Healthcare Facilities Accreditation Program', 5),
  ('ACCREDITATION_BODY', 'ASAM_LEVEL_OF_CARE', 'ASAM Level of Care Certification', 6),
  ('ACCREDITATION_BODY', 'OTHER', 'Other', 7);
