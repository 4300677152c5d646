-- What was revoked, or found false, stays so (42 CFR 2.31(a)(6)): not even its own discloser opens it again by hand.
create function grant_ends_for_good() returns trigger language plpgsql as $$
begin
  if app_organisation() is not null and old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then
    raise exception 'a consent that was revoked stays so' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger grant_ends_for_good before update on consent_grants for each row execute function grant_ends_for_good();

-- A recipient adds to the accounting of another what it reads now, not what it says to have read.
create function read_is_now() returns trigger language plpgsql as $$
begin
  if app_organisation() is not null and new.sender_organisation_id <> app_organisation() and new.at <> app_now() then
    raise exception 'a reading is accounted for when it is' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger read_is_now before insert on disclosures for each row execute function read_is_now();
