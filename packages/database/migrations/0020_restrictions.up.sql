-- What a client asked not to be disclosed (45 CFR 164.522(a)), and what was said to it.
create table disclosure_restrictions (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  client_id uuid not null,
  kind text not null check (kind in ('SELF_PAID', 'OTHER')),
  state text not null check (state in ('AGREED', 'REFUSED', 'ENDED')),
  -- Of SELF_PAID: the health plan, or any where it is null. Of OTHER: the organisation, or all.
  payer_name text,
  towards_organisation_id uuid references organisations (id),
  -- None: everything.
  categories text[] not null default '{}',
  service_from date,
  service_until date,
  request text not null,
  refusal_reason text,
  requested_on date not null,
  decided_by uuid,
  ended_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  constraint self_paid_is_agreed check (kind <> 'SELF_PAID' or state <> 'REFUSED'),
  constraint self_paid_has_days check (kind <> 'SELF_PAID' or service_from is not null and towards_organisation_id is null),
  constraint refusal_has_reason check ((state = 'REFUSED') = (refusal_reason is not null)),
  constraint restriction_end_is_dated check ((state = 'ENDED') = (ended_at is not null)),
  check (service_until is null or service_from is null or service_until > service_from)
);
create index disclosure_restrictions_client on disclosure_restrictions (organisation_id, client_id);
create trigger client_is_not_merged before insert on disclosure_restrictions
  for each row execute function client_is_not_merged();
