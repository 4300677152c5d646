-- Messaging: what was told to whom, by which channel, with which outcome.

create table notifications (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  membership_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  -- Neutral words and a path inside the console; never a person's details.
  title text not null,
  link text not null,
  dedupe_key text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (organisation_id, id),
  unique (organisation_id, dedupe_key),
  foreign key (organisation_id, membership_id) references memberships (organisation_id, id)
);
create index notifications_unread on notifications (organisation_id, membership_id, created_at desc);

create table messages (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  channel text not null check (channel in ('EMAIL')),
  purpose text not null check (purpose in ('TRANSACTIONAL', 'CHECK_IN')),
  template text not null,
  membership_id uuid,
  client_id uuid,
  -- Personal: reached through the delivery service and the local mailbox alone.
  to_address text not null,
  from_name text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  state text not null check (state in ('QUEUED', 'SENT', 'FAILED', 'SUPPRESSED')),
  attempts integer not null default 0,
  error_code text,
  transport text check (transport in ('SMTP', 'MAILBOX')),
  dedupe_key text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, dedupe_key),
  foreign key (organisation_id, membership_id) references memberships (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id)
);
create index messages_recent on messages (organisation_id, created_at desc, id desc);

-- Addresses that asked not to be written to; kept as a keyed hash so that the list itself names nobody.
create table suppressions (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  channel text not null check (channel in ('EMAIL', 'SMS', 'VOICE')),
  address_hash bytea not null,
  reason text not null check (reason in ('OPT_OUT', 'BOUNCE', 'COMPLAINT', 'DO_NOT_CONTACT')),
  created_at timestamptz not null,
  unique (organisation_id, channel, address_hash)
);

create table webhook_endpoints (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  url text not null,
  -- Encrypted with the deployment's key; shown once at creation.
  secret bytea not null,
  -- Signs beside the new one until a day after the rotation.
  previous_secret bytea,
  rotated_at timestamptz,
  event_types text[] not null check (cardinality(event_types) > 0),
  state text not null check (state in ('ENABLED', 'DISABLED')),
  consecutive_failures integer not null default 0,
  -- Since when no delivery has been taken; a warning goes out after a day, and after five it is switched off.
  failing_since timestamptz,
  warned_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (organisation_id, id)
);

create table webhook_deliveries (
  id uuid primary key,
  organisation_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  subject_id uuid not null,
  ref_ids jsonb not null,
  occurred_at timestamptz not null,
  state text not null check (state in ('PENDING', 'DELIVERED', 'FAILED')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  response_status integer,
  error_code text,
  created_at timestamptz not null,
  delivered_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, endpoint_id, event_id),
  foreign key (organisation_id, endpoint_id) references webhook_endpoints (organisation_id, id)
);
create index webhook_deliveries_recent on webhook_deliveries (organisation_id, created_at desc, id desc);

create table webhook_attempts (
  id uuid primary key,
  organisation_id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  response_status integer,
  error_code text,
  duration_ms integer not null,
  foreign key (organisation_id, delivery_id) references webhook_deliveries (organisation_id, id)
);
create index webhook_attempts_delivery on webhook_attempts (organisation_id, delivery_id, at);
