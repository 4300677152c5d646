-- Takes back 0003_messaging.
drop table webhook_attempts;
drop table webhook_deliveries;
drop table webhook_endpoints;
drop table suppressions;
drop table messages;
drop table notifications;
