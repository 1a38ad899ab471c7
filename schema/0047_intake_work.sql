-- What the work of a line is, kept as it was when the line was quoted (2.4-papers, 1.2-technician).
ALTER TABLE job_line ADD COLUMN category TEXT;   -- NULL: a part, a fee, or quoted before this version
ALTER TABLE job_line ADD COLUMN in_words INTEGER NOT NULL DEFAULT 0 CHECK (in_words IN (0, 1));
                                                 -- 1: no operation of the catalogue

-- What a person said of the category of a visit, or of work that is described in free words.
CREATE TABLE job_category (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  line_id INTEGER REFERENCES job_line (id),      -- NULL: of the whole visit
  category TEXT NOT NULL,
  certificate TEXT NOT NULL DEFAULT '',          -- of work in free words: what it asks of a technician
  lowered_from TEXT,                             -- a manager let it be less than its work, which was this
  reason TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
CREATE INDEX job_category_job ON job_category (job_id);
CREATE INDEX job_category_line ON job_category (line_id) WHERE line_id IS NOT NULL;
CREATE TRIGGER job_category_no_update BEFORE UPDATE ON job_category
BEGIN SELECT RAISE(ABORT, 'append-only: job_category'); END;
CREATE TRIGGER job_category_no_delete BEFORE DELETE ON job_category
BEGIN SELECT RAISE(ABORT, 'append-only: job_category'); END;

-- A category that was told at reception held against the heavier work of the visit; from here on it
-- is the least that the visit is.
INSERT INTO job_category (job_id, category, at, recorded_at, staff_id, outlet_id)
SELECT id, category, opened_at, recorded_at, advisor_id, outlet_id
  FROM job WHERE category_given = 1 AND category IS NOT NULL ORDER BY id;
