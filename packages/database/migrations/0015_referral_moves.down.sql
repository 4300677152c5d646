-- Takes back 0015_referral_moves.
alter table referral_packets drop column search_name, drop column birth_date;
alter table referral_recipients
  drop column no_show_at,
  drop column outcome_due_at,
  drop column forwarded_to_organisation_id,
  drop column forwarded_to_program_id,
  drop constraint cancel_reason_known,
  drop constraint once_in_a_wave,
  add constraint referral_recipients_referral_id_recipient_organisation_id_p_key unique (referral_id, recipient_organisation_id, program_id);
