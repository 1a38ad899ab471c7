-- What can be put right beside the facts of a visit (1.3-integrity): a certificate, which is the
-- company's; a booking or a visit that was cancelled by mistake; a complaint that was opened by mistake.
CREATE TABLE correction_before AS SELECT * FROM correction;
DROP TABLE correction;
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL,                            -- job, task, delivery, certificate, cancel …
  number TEXT NOT NULL,                          -- that people know it by: J261123-001, J261123-001/1
  field TEXT NOT NULL,
  job_id INTEGER REFERENCES job (id),            -- NULL: not of a visit
  outlet_id INTEGER REFERENCES outlet (id),      -- NULL: the company's
  before_value TEXT,                             -- NULL: nothing, or words
  after_value TEXT,
  before_words_id INTEGER REFERENCES person_words (id),
  after_words_id INTEGER REFERENCES person_words (id),
  why TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  row_id INTEGER                                 -- of what it is of, where that is no fact of a visit
) STRICT;
INSERT INTO correction (id, what, number, field, job_id, outlet_id, before_value, after_value,
                        before_words_id, after_words_id, why, recorded_at, staff_id)
SELECT id, what, number, field, job_id, outlet_id, before_value, after_value, before_words_id,
       after_words_id, why, recorded_at, staff_id
  FROM correction_before;
DROP TABLE correction_before;
CREATE INDEX correction_job ON correction (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX correction_row ON correction (what, row_id) WHERE row_id IS NOT NULL;
CREATE TRIGGER correction_no_update BEFORE UPDATE ON correction
BEGIN SELECT RAISE(ABORT, 'append-only: correction'); END;
CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'append-only: correction'); END;

-- Who cancelled a booking, and when; NULL: not cancelled, or by an older version.
ALTER TABLE booking ADD COLUMN cancelled_at INTEGER;
ALTER TABLE booking ADD COLUMN cancelled_by INTEGER REFERENCES staff (id);

-- A certificate that was typed wrong is put on file anew, as what it always was: since when the shop
-- knew of it stays. The one that it takes the place of counts for nothing.
ALTER TABLE certificate ADD COLUMN corrects_id INTEGER REFERENCES certificate (id);
ALTER TABLE certificate ADD COLUMN corrected_at INTEGER; -- when it took that one's place
CREATE UNIQUE INDEX certificate_corrects ON certificate (corrects_id) WHERE corrects_id IS NOT NULL;
