-- Takes back 0019_outside_receivers.
delete from messages where channel = 'SMS';
alter table messages drop constraint messages_channel_check;
alter table messages add constraint messages_channel_check check (channel in ('EMAIL'));
drop table outside_links;
drop table outside_receiver_levels;
drop table outside_receivers;
drop trigger named_by_is_kept on organisations;
drop function named_by_is_kept();
alter table organisations drop constraint outside_is_named;
alter table organisations drop column named_by cascade;
update organisations set status = 'CLOSED' where status = 'OUTSIDE';
alter table organisations drop constraint organisations_status_check;
alter table organisations add constraint organisations_status_check
  check (status in ('ONBOARDING', 'LIVE', 'SUSPENDED', 'CLOSED'));
