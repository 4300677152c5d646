-- Receivers that are not on the platform: an organisation named by one sender, and the links by which it acts.

alter table organisations drop constraint organisations_status_check;
alter table organisations add constraint organisations_status_check
  check (status in ('ONBOARDING', 'LIVE', 'SUSPENDED', 'CLOSED', 'OUTSIDE'));
-- Who named it. It alone finds it.
alter table organisations add column named_by uuid references organisations (id);
alter table organisations add constraint outside_is_named check (status <> 'OUTSIDE' or named_by is not null and named_by <> id);

-- Nobody becomes visible to another, or hides, by naming a namer afterwards; nor does one that is served turn into an outside one.
create function named_by_is_kept() returns trigger language plpgsql as $$
begin
  if new.named_by is distinct from old.named_by
    or (new.status = 'OUTSIDE') is distinct from (old.status = 'OUTSIDE') and new.status <> 'CLOSED' then
    raise exception 'who named an organisation stays' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger named_by_is_kept before update of named_by, status on organisations for each row execute function named_by_is_kept();

-- The sender's own card of such a receiver: where its link goes, and where its code.
create table outside_receivers (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  -- The organisation that stands for it; opened by a transaction of its own right after, hence no key.
  receiver_organisation_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  city text,
  region text,
  email text not null,
  -- E.164.
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  time_zone text not null,
  state text not null check (state in ('ACTIVE', 'RETIRED')),
  created_by uuid,
  created_at timestamptz not null,
  retired_at timestamptz,
  version integer not null default 1,
  unique (organisation_id, id),
  unique (organisation_id, receiver_organisation_id)
);
create index outside_receivers_recent on outside_receivers (organisation_id, created_at desc, id desc);

-- A level it offers; the id is that of the program that stands for it.
create table outside_receiver_levels (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  receiver_id uuid not null,
  edition text not null,
  level_code text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  unique (organisation_id, id),
  unique (organisation_id, receiver_id, edition, level_code),
  foreign key (organisation_id, receiver_id) references outside_receivers (organisation_id, id),
  foreign key (edition, level_code) references levels_of_care (edition, code)
);

-- A link to one part of a referral. The sender issues and closes it; codes, tries and the session are the receiver's.
create table outside_links (
  id uuid primary key,
  sender_organisation_id uuid not null references organisations (id),
  recipient_organisation_id uuid not null references organisations (id),
  referral_recipient_id uuid not null,
  signed_link_id uuid not null,
  issued_by uuid,
  created_at timestamptz not null,
  closed_at timestamptz,
  -- What the code is made from, with the deployment's secret: the code itself is nowhere.
  code_id uuid,
  code_expires_at timestamptz,
  codes_asked integer not null default 0,
  codes_asked_since timestamptz,
  -- Since the last right code or the last lock; all that ever failed.
  tries integer not null default 0,
  failures integer not null default 0,
  locked_until timestamptz,
  -- One browser at a time, for as long as it is used.
  session_hash bytea,
  session_seen_at timestamptz,
  session_until timestamptz,
  opened_at timestamptz,
  foreign key (referral_recipient_id, sender_organisation_id, recipient_organisation_id)
    references referral_recipients (id, sender_organisation_id, recipient_organisation_id),
  foreign key (sender_organisation_id, signed_link_id) references signed_links (organisation_id, id)
);
create unique index one_open_outside_link on outside_links (sender_organisation_id, referral_recipient_id) where closed_at is null;

alter table messages drop constraint messages_channel_check;
alter table messages add constraint messages_channel_check check (channel in ('EMAIL', 'SMS'));
