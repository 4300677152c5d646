-- Takes back 0018_threads.
drop table stored_objects;
drop table referral_documents;
drop table referral_threads;
drop table referral_messages;
