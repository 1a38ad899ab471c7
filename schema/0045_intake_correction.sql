-- A recorded fact was wrong: what it was and what it is, by whom and why (1.3-integrity). The row of the
-- fact holds what is right; the log keeps a digest of both. Words of a customer stand in
-- person_words, like all others.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL,                            -- job, task, delivery
  number TEXT NOT NULL,                          -- that people know it by: J261123-001, J261123-001/1
  field TEXT NOT NULL,
  job_id INTEGER NOT NULL REFERENCES job (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  before_value TEXT,                             -- NULL: nothing, or words
  after_value TEXT,
  before_words_id INTEGER REFERENCES person_words (id),
  after_words_id INTEGER REFERENCES person_words (id),
  why TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX correction_job ON correction (job_id);
CREATE TRIGGER correction_no_update BEFORE UPDATE ON correction
BEGIN SELECT RAISE(ABORT, 'append-only: correction'); END;
CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'append-only: correction'); END;
