-- Takes back 0021_counseling_notes.
drop table counseling_notes;
drop function note_is_kept();
