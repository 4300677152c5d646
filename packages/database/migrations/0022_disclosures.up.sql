-- What an organisation is, and so what it may do further with what it receives (42 CFR 2.32, 2.33(b)).
alter table organisations add column redisclosure_status text not null default 'PART2_PROGRAM'
  check (redisclosure_status in ('COVERED_ENTITY', 'PART2_PROGRAM', 'BUSINESS_ASSOCIATE', 'OTHER_LAWFUL_HOLDER'));

-- The rule as it stood when the packet was sent: it goes along, as the notice does.
alter table referral_packets add column redisclosure jsonb not null default
  '{"status": "PART2_PROGRAM", "purpose": "TREATMENT", "rule": "PROHIBITED", "may": "Not to be disclosed further without a written consent of the client that names who receives it (42 CFR 2.32, 2.33).", "never": "Never in civil, criminal, administrative or legislative proceedings against the client without a consent to that or a court order (42 CFR 2.12(d), 2.61 to 2.67)."}';
alter table referral_packets alter column redisclosure drop default;

-- What the law asks to be recorded of a disclosure without consent.
alter table disclosures
  add column manner text check (manner in ('ELECTRONIC', 'PAPER', 'FAX', 'VERBAL')),
  add column recipient_affiliation text,
  add column disclosed_by text,
  add column reference text,
  add column circumstances text,
  -- Where it differs from when it was disclosed.
  add column recorded_at timestamptz;
alter table disclosures
  add constraint emergency_recorded check (legal_basis <> 'MEDICAL_EMERGENCY'
    or recipient_affiliation is not null and disclosed_by is not null and circumstances is not null),
  add constraint court_order_named check (legal_basis <> 'COURT_ORDER' or reference is not null),
  add constraint deidentified_names_nobody check (legal_basis <> 'PUBLIC_HEALTH_DEIDENTIFIED' or client_id is null and referral_recipient_id is null),
  add constraint names_somebody check (client_id is not null or referral_recipient_id is not null or legal_basis = 'PUBLIC_HEALTH_DEIDENTIFIED');
alter table disclosures add unique (id, sender_organisation_id);
create index disclosures_client on disclosures (sender_organisation_id, client_id, at desc, id desc);
create index disclosures_part on disclosures (referral_recipient_id) where referral_recipient_id is not null;

-- A packet opened to medical personnel although the consent does not open it (42 CFR 2.51). Written once.
create table emergency_accesses (
  id uuid primary key,
  referral_recipient_id uuid not null,
  sender_organisation_id uuid not null references organisations (id),
  recipient_organisation_id uuid not null references organisations (id),
  -- Who treats, and where: 42 CFR 2.51(c)(1).
  personnel text not null check (length(personnel) between 1 and 200),
  affiliation text not null check (length(affiliation) between 1 and 200),
  nature text not null check (length(nature) between 1 and 2000),
  consent_unobtainable text not null check (length(consent_unobtainable) between 1 and 2000),
  opened_by uuid not null,
  opened_by_name text not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  check (closes_at > opened_at and closes_at <= opened_at + interval '4 hours'),
  unique (id, sender_organisation_id, recipient_organisation_id),
  foreign key (referral_recipient_id, sender_organisation_id, recipient_organisation_id) references referral_recipients (id, sender_organisation_id, recipient_organisation_id)
);
create index emergency_accesses_part on emergency_accesses (referral_recipient_id, closes_at);

-- Opened by who treats, never by the discloser for somebody else, and from now on alone.
create function emergency_is_the_recipients() returns trigger language plpgsql as $$
begin
  if app_organisation() is not null and (new.recipient_organisation_id <> app_organisation() or new.opened_at <> app_now()) then
    raise exception 'an emergency is opened by who treats, when it is' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger emergency_is_the_recipients before insert on emergency_accesses for each row execute function emergency_is_the_recipients();

-- Each side looks afterwards at what was disclosed in an emergency.
create table emergency_reviews (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  emergency_access_id uuid,
  discloser_organisation_id uuid,
  opener_organisation_id uuid,
  disclosure_id uuid,
  client_id uuid,
  due_at timestamptz not null,
  outcome text check (outcome in ('JUSTIFIED', 'NOT_JUSTIFIED')),
  note text,
  reviewed_by uuid,
  reviewed_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, emergency_access_id),
  check (num_nonnulls(emergency_access_id, disclosure_id) = 1),
  check (num_nonnulls(emergency_access_id, discloser_organisation_id, opener_organisation_id) in (0, 3)),
  check (emergency_access_id is null or organisation_id in (discloser_organisation_id, opener_organisation_id)),
  check ((outcome is null) = (reviewed_at is null)),
  check (outcome is null or note is not null),
  foreign key (emergency_access_id, discloser_organisation_id, opener_organisation_id) references emergency_accesses (id, sender_organisation_id, recipient_organisation_id),
  foreign key (disclosure_id, organisation_id) references disclosures (id, sender_organisation_id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create trigger client_is_not_merged before insert on emergency_reviews for each row execute function client_is_not_merged();

-- 45 CFR 164.400 to 164.414.
create table breaches (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  state text not null check (state in ('OPEN', 'ASSESSED', 'NOTIFIED', 'NOT_A_BREACH')),
  discovered_on date not null,
  occurred_on date,
  description text not null check (length(description) between 1 and 4000),
  -- Last day on which the persons affected are told: 60 days after the discovery.
  due_on date not null check (due_on = discovered_on + 60),
  emergency_review_id uuid,
  -- The four factors of 164.402(2).
  factor_information text,
  factor_recipient text,
  factor_acquired text,
  factor_mitigated text,
  conclusion text,
  assessed_by uuid,
  assessed_at timestamptz,
  notified_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  check (occurred_on is null or occurred_on <= discovered_on),
  constraint assessed_by_the_factors check (state = 'OPEN'
    or num_nonnulls(factor_information, factor_recipient, factor_acquired, factor_mitigated, conclusion, assessed_at) = 6),
  check ((state = 'NOTIFIED') = (notified_at is not null)),
  unique (organisation_id, id),
  foreign key (organisation_id, emergency_review_id) references emergency_reviews (organisation_id, id)
);

create table breach_clients (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  breach_id uuid not null,
  client_id uuid not null,
  -- Two capital letters; where the person lived when it was found, if known.
  residence_state text check (residence_state ~ '^[A-Z]{2}$'),
  created_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, breach_id) references breaches (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create index breach_clients_breach on breach_clients (organisation_id, breach_id, client_id);
create trigger client_is_not_merged before insert on breach_clients for each row execute function client_is_not_merged();

-- Each telling, written once.
create table breach_notices (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  breach_id uuid not null,
  audience text not null check (audience in ('INDIVIDUAL', 'MEDIA', 'HHS')),
  breach_client_id uuid,
  residence_state text,
  sent_on date not null,
  method text not null check (length(method) between 1 and 200),
  reference text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  check ((audience = 'INDIVIDUAL') = (breach_client_id is not null)),
  check ((audience = 'MEDIA') = (residence_state is not null)),
  unique (organisation_id, id),
  foreign key (organisation_id, breach_id) references breaches (organisation_id, id),
  foreign key (organisation_id, breach_client_id) references breach_clients (organisation_id, id)
);
create index breach_notices_breach on breach_notices (organisation_id, breach_id);

-- A client's written request who received records through an intermediary (42 CFR 2.24).
create table recipient_list_requests (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  client_id uuid not null,
  requested_on date not null,
  due_on date not null check (due_on = requested_on + 30),
  answered_on date,
  method text,
  answered_by uuid,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  check ((answered_on is null) = (method is null)),
  check (answered_on is null or answered_on >= requested_on),
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create trigger client_is_not_merged before insert on recipient_list_requests for each row execute function client_is_not_merged();
