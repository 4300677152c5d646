-- Takes back 0021_packet_of_its_client.
drop function packet_under_own_consent() cascade;
