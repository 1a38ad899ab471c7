-- Complaint clocks, pauses and costs (clauses 3.3-timely and 3.3-cause).

-- A term that runs for a complaint. `due_at` is kept with every change of what it depends on, so
-- that what is late is a question of the time asked for alone.
CREATE TABLE complaint_clock (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  round INTEGER NOT NULL,                        -- of the complaint when it began
  kind TEXT NOT NULL CHECK (kind IN ('acknowledge', 'contact', 'answer', 'settle', 'legal',
    'authority', 'mediation', 'prevention')),
  started_at INTEGER NOT NULL,
  allowed INTEGER NOT NULL,                      -- seconds: working ones of the first four
  due_at INTEGER,                                -- NULL: stands still in a pause
  met_at INTEGER,                                -- NULL: runs, or stands still
  used INTEGER,                                  -- seconds of the same sort when it was met
  UNIQUE (complaint_id, round, kind)
) STRICT;
CREATE INDEX complaint_clock_due ON complaint_clock (due_at) WHERE met_at IS NULL;
CREATE INDEX complaint_clock_started ON complaint_clock (started_at);

-- Time that does not count; why stands in the complaint's steps.
CREATE TABLE complaint_pause (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,                                 -- NULL: paused
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX complaint_pause_complaint ON complaint_pause (complaint_id, id);

-- What a complaint cost, and to what it is charged. A mistake is mended by a negative amount.
CREATE TABLE complaint_cost (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  what TEXT NOT NULL,
  job_id INTEGER REFERENCES job (id),
  technician_id INTEGER REFERENCES staff (id),
  lot_id INTEGER REFERENCES lot (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX complaint_cost_complaint ON complaint_cost (complaint_id, id);
CREATE INDEX complaint_cost_lot ON complaint_cost (lot_id) WHERE lot_id IS NOT NULL;
CREATE TRIGGER complaint_cost_no_update BEFORE UPDATE ON complaint_cost
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_cost'); END;
CREATE TRIGGER complaint_cost_no_delete BEFORE DELETE ON complaint_cost
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_cost'); END;
