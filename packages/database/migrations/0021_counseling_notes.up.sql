-- Counseling notes (42 CFR 2.11): of the one who wrote them, apart from the record. Only added to; a merge moves them.
create table counseling_notes (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  client_id uuid not null,
  enrollment_id uuid,
  author_id uuid not null,
  -- The note that this one amends.
  amends_id uuid,
  text text not null,
  held_on date not null,
  written_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, client_id) references clients (organisation_id, id),
  foreign key (organisation_id, enrollment_id) references enrollments (organisation_id, id),
  foreign key (organisation_id, author_id) references memberships (organisation_id, id),
  foreign key (organisation_id, amends_id) references counseling_notes (organisation_id, id)
);
create index counseling_notes_client on counseling_notes (organisation_id, client_id, written_at desc, id desc);
create trigger client_is_not_merged before insert on counseling_notes
  for each row execute function client_is_not_merged();

create function note_is_kept() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'client_id' <> to_jsonb(old) - 'client_id' then
    raise exception 'a note is not rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger note_is_kept before update on counseling_notes for each row execute function note_is_kept();
