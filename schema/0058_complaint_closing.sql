-- What a complaint was closed with, each time (3.3-first, 3.3-cause): reopened, it is handled anew, and
-- what it was closed with before stays known.
CREATE TABLE complaint_closing (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  round INTEGER NOT NULL,
  first_handler_id INTEGER REFERENCES staff (id),
  signed_off_by INTEGER REFERENCES staff (id),
  against_id INTEGER REFERENCES staff (id),      -- whom it was against
  has_cause INTEGER NOT NULL CHECK (has_cause IN (0, 1)),
  has_correction INTEGER NOT NULL CHECK (has_correction IN (0, 1)),
  has_answer INTEGER NOT NULL CHECK (has_answer IN (0, 1)),
  has_prevention INTEGER NOT NULL CHECK (has_prevention IN (0, 1)),
  prevention_owned INTEGER NOT NULL CHECK (prevention_owned IN (0, 1)), -- by somebody, by a day
  cause_repeated INTEGER NOT NULL CHECK (cause_repeated IN (0, 1)), -- an earlier complaint had it
  verdict TEXT,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (complaint_id, round)
) STRICT;
INSERT INTO complaint_closing (complaint_id, round, first_handler_id, signed_off_by, against_id,
                               has_cause, has_correction, has_answer, has_prevention,
                               prevention_owned, cause_repeated, verdict, at, recorded_at, staff_id,
                               outlet_id)
SELECT c.id, c.round, c.first_handler_id, c.signed_off_by, c.against_id,
       CASE WHEN c.cause_class <> '' AND c.cause <> '' THEN 1 ELSE 0 END,
       CASE WHEN c.correction <> '' THEN 1 ELSE 0 END,
       CASE WHEN c.answered_at IS NOT NULL THEN 1 ELSE 0 END,
       CASE WHEN c.prevention <> '' THEN 1 ELSE 0 END,
       CASE WHEN c.prevention_owner_id IS NOT NULL AND c.prevention_due_on IS NOT NULL
            THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM complaint b
                          WHERE b.cause_class = c.cause_class AND b.cause = c.cause
                            AND b.cause <> '' AND b.id < c.id) THEN 1 ELSE 0 END,
       c.verdict, c.closed_at, c.closed_at, c.closed_by, c.outlet_id
  FROM complaint c WHERE c.state = 'closed' ORDER BY c.closed_at, c.id;
CREATE INDEX complaint_closing_at ON complaint_closing (at);
CREATE TRIGGER complaint_closing_no_update BEFORE UPDATE ON complaint_closing
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_closing'); END;
CREATE TRIGGER complaint_closing_no_delete BEFORE DELETE ON complaint_closing
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_closing'); END;

-- Whom the complaint was against when the step was taken. Of older steps: whom it is against now.
DROP TRIGGER complaint_step_no_update;
ALTER TABLE complaint_step ADD COLUMN against_id INTEGER REFERENCES staff (id);
UPDATE complaint_step
   SET against_id = (SELECT c.against_id FROM complaint c WHERE c.id = complaint_step.complaint_id);
CREATE TRIGGER complaint_step_no_update BEFORE UPDATE ON complaint_step
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_step'); END;
CREATE INDEX complaint_follow_up ON complaint (follow_up_id) WHERE follow_up_id IS NOT NULL;
CREATE INDEX complaint_step_at ON complaint_step (at);
-- A term counts for the period that it ends in.
CREATE INDEX complaint_clock_term ON complaint_clock (due_at);
