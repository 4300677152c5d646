-- The audit, sealed in batches. An entry waits in audit_pending until the sealer has given it its place in the chain of
-- its organisation: entries commit in any order, so their place is given after the commit.

create table audit_pending (
  organisation_id uuid not null,
  entry_id uuid not null,
  -- By the server's clock, which nobody moves: how long an entry has been waiting.
  noted_at timestamptz not null default clock_timestamp(),
  primary key (organisation_id, entry_id)
);
create index audit_pending_oldest on audit_pending (noted_at);

create table audit_seals (
  organisation_id uuid not null,
  batch bigint not null check (batch > 0),
  -- The canonical form that was hashed.
  form smallint not null check (form = 1),
  -- In ascending order; the second array is the hash of each.
  entry_ids uuid[] not null check (cardinality(entry_ids) > 0),
  entry_hashes bytea[] not null check (cardinality(entry_hashes) = cardinality(entry_ids)),
  -- Entries of this organisation that are sealed by this batch and all before.
  entries bigint not null check (entries >= cardinality(entry_ids)),
  sealed_at timestamptz not null,
  -- Whether nothing was left waiting: no entry that comes later can tell of a time much before.
  drained boolean not null,
  hash bytea not null check (length(hash) = 32),
  primary key (organisation_id, batch)
);

create table audit_heads (
  organisation_id uuid primary key,
  batch bigint not null,
  entries bigint not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  -- The newest batch whose hash is written down outside.
  anchored_batch bigint not null default 0
);

-- What was kept before there were seals is sealed first. The owner, too, is under row security until it is put aside.
alter table audit_entries no force row level security;
insert into audit_pending (organisation_id, entry_id) select organisation_id, id from audit_entries;
alter table audit_entries force row level security;

create function audit_waits_for_seal() returns trigger language plpgsql as $$
begin
  insert into audit_pending (organisation_id, entry_id) select organisation_id, id from added;
  return null;
end $$;
create trigger audit_waits_for_seal after insert on audit_entries referencing new table as added
  for each statement execute function audit_waits_for_seal();

-- A second lock beside the grants, for the owner as well. Taking it off is itself a finding of the verification.
create function audit_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is only ever added to' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_kept before update or delete or truncate on audit_entries
  for each statement execute function audit_is_kept();
create trigger audit_is_kept before update or delete or truncate on audit_seals
  for each statement execute function audit_is_kept();
