-- One that was asked before may be asked again, in a later wave.
alter table referral_recipients
  drop constraint referral_recipients_referral_id_recipient_organisation_id_p_key,
  add constraint once_in_a_wave unique (referral_id, recipient_organisation_id, program_id, wave),
  add constraint cancel_reason_known check (cancel_reason in ('SENDER_REQUEST', 'CONSENT_REVOKED', 'FILLED_ELSEWHERE', 'NO_SHOW')),
  add column no_show_at timestamptz,
  -- Until when the recipient owes word of what became of the intake.
  add column outcome_due_at timestamptz,
  -- Whom a recipient that declined named in its place.
  add column forwarded_to_organisation_id uuid,
  add column forwarded_to_program_id uuid,
  add check ((forwarded_to_organisation_id is null) = (forwarded_to_program_id is null)),
  add foreign key (forwarded_to_organisation_id, forwarded_to_program_id) references programs (organisation_id, id);

-- By these two packets of one person are found, for the recipient to whom both are open. As the client's own record has them.
alter table referral_packets
  add column search_name text,
  add column birth_date date;
create index referral_packets_alike on referral_packets (recipient_organisation_id, birth_date);
create index referral_packets_namesake on referral_packets (recipient_organisation_id, search_name);

-- The owner, too, is under row security until it is lifted; the migrator puts it back.
alter table referral_packets no force row level security;
update referral_packets set
  birth_date = (content -> 'DEMOGRAPHICS' -> 'facts' ->> 'birthDate')::date,
  search_name = trim(regexp_replace(regexp_replace(regexp_replace(lower(normalize(
      (content -> 'DEMOGRAPHICS' -> 'facts' ->> 'familyName') || ' ' || (content -> 'DEMOGRAPHICS' -> 'facts' ->> 'givenName'), NFKD)),
    '[\u0300-\u036f]', '', 'g'), '[''’`´.-]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
where content ? 'DEMOGRAPHICS';
