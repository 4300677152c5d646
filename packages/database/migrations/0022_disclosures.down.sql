-- Takes back 0022_disclosures.
drop table recipient_list_requests;
drop table breach_notices;
drop table breach_clients;
drop table breaches;
drop table emergency_reviews;
drop policy if exists app_select on referral_packets;
drop table emergency_accesses;
drop function emergency_is_the_recipients();
drop index disclosures_part;
drop index disclosures_client;
alter table disclosures
  drop constraint disclosures_id_sender_organisation_id_key,
  drop constraint names_somebody,
  drop constraint deidentified_names_nobody,
  drop constraint court_order_named,
  drop constraint emergency_recorded,
  drop column recorded_at,
  drop column circumstances,
  drop column reference,
  drop column disclosed_by,
  drop column recipient_affiliation,
  drop column manner;
alter table referral_packets drop column redisclosure;
alter table organisations drop column redisclosure_status;
