-- Words between the two organisations of a referral. Rows are only ever added.
create table referral_messages (
  id uuid primary key,
  referral_recipient_id uuid not null,
  sender_organisation_id uuid not null,
  recipient_organisation_id uuid not null,
  -- Which of the two wrote it, and who there.
  side text not null check (side in ('SENDER', 'RECIPIENT')),
  author_kind text not null,
  author_id uuid,
  text text not null check (length(text) between 1 and 4000),
  created_at timestamptz not null,
  foreign key (referral_recipient_id, sender_organisation_id, recipient_organisation_id) references referral_recipients (id, sender_organisation_id, recipient_organisation_id)
);
create index referral_messages_part on referral_messages (referral_recipient_id, created_at, id);

-- How far each side has read.
create table referral_threads (
  referral_recipient_id uuid primary key,
  sender_organisation_id uuid not null,
  recipient_organisation_id uuid not null,
  sender_read_at timestamptz,
  recipient_read_at timestamptz,
  foreign key (referral_recipient_id, sender_organisation_id, recipient_organisation_id) references referral_recipients (id, sender_organisation_id, recipient_organisation_id)
);

-- What is known of a document; its bytes are in the store, under a key that tells nothing.
create table referral_documents (
  id uuid primary key,
  referral_recipient_id uuid not null,
  sender_organisation_id uuid not null,
  recipient_organisation_id uuid not null,
  side text not null check (side in ('SENDER', 'RECIPIENT')),
  author_kind text not null,
  author_id uuid,
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  bytes integer not null check (bytes between 1 and 10485760),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  category text not null,
  state text not null check (state in ('QUARANTINED', 'CLEAN', 'NOT_SCANNED', 'REFUSED', 'REMOVED')),
  scanned_at timestamptz,
  scanner text,
  storage_key text not null,
  created_at timestamptz not null,
  version integer not null default 1,
  constraint counseling_notes_apart check (category <> 'COUNSELING_NOTES'),
  unique (storage_key, sender_organisation_id, recipient_organisation_id),
  foreign key (referral_recipient_id, sender_organisation_id, recipient_organisation_id) references referral_recipients (id, sender_organisation_id, recipient_organisation_id)
);
create index referral_documents_part on referral_documents (referral_recipient_id, created_at, id);

-- Sealed bytes, where the database is the store. Emptied when what they belong to is removed.
create table stored_objects (
  key text primary key,
  sender_organisation_id uuid not null references organisations (id),
  recipient_organisation_id uuid not null references organisations (id),
  sealed bytea,
  created_at timestamptz not null
);
