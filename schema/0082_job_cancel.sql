-- A visit that was cancelled by mistake goes on, and may be cancelled again: one row for each time.
CREATE TABLE job_cancel_before AS SELECT * FROM job_cancel;
DROP TABLE job_cancel;
CREATE TABLE job_cancel (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  second_asked INTEGER NOT NULL DEFAULT 0 CHECK (second_asked IN (0, 1)),
  second_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO job_cancel (id, job_id, outlet_id, at, recorded_at, staff_id, second_asked, second_id)
SELECT id, job_id, outlet_id, at, recorded_at, staff_id, second_asked, second_id
  FROM job_cancel_before;
DROP TABLE job_cancel_before;
CREATE INDEX job_cancel_at ON job_cancel (at);
CREATE INDEX job_cancel_job ON job_cancel (job_id);
CREATE TRIGGER job_cancel_no_update BEFORE UPDATE ON job_cancel
BEGIN SELECT RAISE(ABORT, 'append-only: job_cancel'); END;
CREATE TRIGGER job_cancel_no_delete BEFORE DELETE ON job_cancel
BEGIN SELECT RAISE(ABORT, 'append-only: job_cancel'); END;

-- What a cancelling ended, and as what it was before: it is so again where the visit goes on. Of
-- visits cancelled by older versions it is not known, and they are opened anew.
CREATE TABLE job_cancel_effect (
  id INTEGER PRIMARY KEY,
  cancel_id INTEGER NOT NULL REFERENCES job_cancel (id),
  what TEXT NOT NULL,                            -- job, task, change, line, reservation
  row_id INTEGER NOT NULL,
  former TEXT NOT NULL,                          -- its state; of a reservation, thousandths held
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
CREATE INDEX job_cancel_effect_cancel ON job_cancel_effect (cancel_id);
CREATE TRIGGER job_cancel_effect_no_update BEFORE UPDATE ON job_cancel_effect
BEGIN SELECT RAISE(ABORT, 'append-only: job_cancel_effect'); END;
CREATE TRIGGER job_cancel_effect_no_delete BEFORE DELETE ON job_cancel_effect
BEGIN SELECT RAISE(ABORT, 'append-only: job_cancel_effect'); END;
