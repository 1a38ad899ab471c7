-- What the shop noted on a job, in the order in which it was noted.
CREATE TABLE job_note (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  words_id INTEGER NOT NULL REFERENCES person_words (id),  -- emptied when the customer is forgotten
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX job_note_job ON job_note (job_id, id);
CREATE TRIGGER job_note_no_update BEFORE UPDATE ON job_note
BEGIN SELECT RAISE(ABORT, 'append-only: job_note'); END;
CREATE TRIGGER job_note_no_delete BEFORE DELETE ON job_note
BEGIN SELECT RAISE(ABORT, 'append-only: job_note'); END;
