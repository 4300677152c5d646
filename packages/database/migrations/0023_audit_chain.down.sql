-- Takes back 0023_audit_chain.
drop trigger audit_waits_for_seal on audit_entries;
drop trigger audit_is_kept on audit_entries;
drop table audit_seals;
drop table audit_heads;
drop table audit_pending;
drop function audit_waits_for_seal();
drop function audit_is_kept();
