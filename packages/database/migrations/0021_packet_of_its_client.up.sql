-- A packet goes under a consent of the very client it is about: whoever forgot to ask is stopped here. After the policies,
-- so that who may not write at all learns nothing.
create function packet_under_own_consent() returns trigger language plpgsql as $$
begin
  if not exists (
    select from consent_grants g
      join consents c on c.id = g.consent_id
      join referral_recipients r on r.id = new.referral_recipient_id
      join referrals f on f.id = r.referral_id
    where g.id = new.grant_id and f.client_id = c.client_id
  ) then
    raise exception 'this consent is of somebody else' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger packet_under_own_consent after insert on referral_packets
  for each row execute function packet_under_own_consent();
