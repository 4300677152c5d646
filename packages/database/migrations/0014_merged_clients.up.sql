-- A record that was begun for a client while it was merged would stay with the id that nobody asks any more. Whoever was
-- that late begins anew, and then meets the client of today.
create function client_is_not_merged() returns trigger language plpgsql as $$
declare merged_into uuid;
begin
  -- Waits for a merge that goes on, and holds off one to come.
  select c.merged_into_id into merged_into from clients c
    where c.organisation_id = new.organisation_id and c.id = new.client_id for key share;
  if merged_into is not null then
    raise exception 'the client was merged' using errcode = 'serialization_failure';
  end if;
  return new;
end $$;

do $$
declare owned text;
begin
  for owned in
    select c.conrelid::regclass::text from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'client_id'
    where c.contype = 'f' and c.confrelid = 'clients'::regclass and c.conrelid <> 'client_details'::regclass
    order by 1
  loop
    execute format('create trigger client_is_not_merged before insert on %s for each row execute function client_is_not_merged()', owned);
  end loop;
end $$;

-- Rows of valid and recorded time tell what was believed when: of one that stands only the end of the belief is written, once.
create function belief_is_kept() returns trigger language plpgsql as $$
begin
  if old.superseded_at is not null or to_jsonb(new) - 'superseded_at' <> to_jsonb(old) - 'superseded_at' then
    raise exception 'what was believed is not rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger belief_is_kept before update on placements for each row execute function belief_is_kept();
create trigger belief_is_kept before update on enrollment_leaves for each row execute function belief_is_kept();
create trigger belief_is_kept before update on treatment_stages for each row execute function belief_is_kept();
create trigger belief_is_kept before update on plan_hours for each row execute function belief_is_kept();
