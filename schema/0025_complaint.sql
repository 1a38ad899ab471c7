-- Complaints: one person owns each until the customer has an answer (clauses 3.3).

CREATE TABLE complaint_before AS SELECT * FROM complaint;
DROP TABLE complaint;
CREATE TABLE complaint (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  job_id INTEGER REFERENCES job (id),
  follow_up_id INTEGER REFERENCES follow_up (id), -- 2.5-resolve: where it came up
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  severity_rule TEXT NOT NULL DEFAULT '',        -- the word or kind that made it so severe
  text TEXT NOT NULL,
  salt TEXT NOT NULL,                            -- keys the digest that the log keeps of the row
  received_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  first_handler_id INTEGER REFERENCES staff (id), -- 3.3-first: set once
  handler_id INTEGER REFERENCES staff (id),
  state TEXT NOT NULL,
  round INTEGER NOT NULL DEFAULT 1,              -- one more with each reopening; clocks have it too
  paused_at INTEGER,                             -- NULL: its clocks run
  authority TEXT NOT NULL DEFAULT '',            -- who passed it on: 12315 …
  authority_case TEXT NOT NULL DEFAULT '',       -- and under which number
  acknowledged_at INTEGER,
  investigator_id INTEGER REFERENCES staff (id),
  cause_class TEXT NOT NULL DEFAULT '',          -- 3.3-cause
  cause TEXT NOT NULL DEFAULT '',
  against_id INTEGER REFERENCES staff (id),      -- whom it is about
  cause_task_id INTEGER REFERENCES task (id),    -- the work at fault
  cause_lot_id INTEGER REFERENCES lot (id),      -- the part at fault
  cause_supplier_id INTEGER REFERENCES supplier (id), -- whose, where no lot says it
  correction TEXT NOT NULL DEFAULT '',
  prevention TEXT NOT NULL DEFAULT '',
  prevention_owner_id INTEGER REFERENCES staff (id),
  prevention_due_on TEXT,
  answer TEXT NOT NULL DEFAULT '',               -- what the customer was told
  answered_at INTEGER,
  verdict TEXT,
  verdict_at INTEGER,
  signed_off_by INTEGER REFERENCES staff (id),
  signed_off_at INTEGER,
  closed_by INTEGER REFERENCES staff (id),
  closed_at INTEGER
) STRICT;
INSERT INTO complaint SELECT * FROM complaint_before;
DROP TABLE complaint_before;
CREATE INDEX complaint_open ON complaint (id) WHERE state <> 'closed';
CREATE INDEX complaint_received ON complaint (received_at);
CREATE INDEX complaint_customer ON complaint (customer_id);
CREATE INDEX complaint_job ON complaint (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX complaint_cause ON complaint (cause_class, cause) WHERE cause <> '';
CREATE INDEX complaint_cause_lot ON complaint (cause_lot_id) WHERE cause_lot_id IS NOT NULL;
CREATE INDEX complaint_outlet ON complaint (outlet_id, id) WHERE state <> 'closed';
CREATE TRIGGER complaint_first_handler BEFORE UPDATE OF first_handler_id ON complaint
WHEN COALESCE(OLD.first_handler_id, 0) <> COALESCE(NEW.first_handler_id, 0)
BEGIN SELECT RAISE(ABORT, 'append-only: complaint.first_handler_id'); END;

-- Every step and hand-over, in order. What was said stands in the erasable side table.
CREATE TABLE complaint_step_before AS SELECT * FROM complaint_step;
DROP TABLE complaint_step;
CREATE TABLE complaint_step (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL,
  words_id INTEGER REFERENCES person_words (id),
  from_id INTEGER REFERENCES staff (id),
  to_id INTEGER REFERENCES staff (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO complaint_step
SELECT b.*, (SELECT outlet_id FROM complaint WHERE id = b.complaint_id)
  FROM complaint_step_before b;
DROP TABLE complaint_step_before;
CREATE INDEX complaint_step_complaint ON complaint_step (complaint_id, id);
CREATE TRIGGER complaint_step_no_update BEFORE UPDATE ON complaint_step
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_step'); END;
CREATE TRIGGER complaint_step_no_delete BEFORE DELETE ON complaint_step
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_step'); END;

-- A term that runs for a complaint. `due_at` is kept with every change of what it depends on, so
-- that what is late is a question of the time asked for alone.
CREATE TABLE complaint_clock_before AS SELECT * FROM complaint_clock;
DROP TABLE complaint_clock;
CREATE TABLE complaint_clock (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  round INTEGER NOT NULL,                        -- of the complaint when it began
  kind TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  allowed INTEGER NOT NULL,                      -- seconds: working ones of the first four
  due_at INTEGER,                                -- NULL: stands still in a pause
  met_at INTEGER,                                -- NULL: runs, or stands still
  used INTEGER,                                  -- seconds of the same sort when it was met
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (complaint_id, round, kind)
) STRICT;
INSERT INTO complaint_clock
SELECT b.*, (SELECT outlet_id FROM complaint WHERE id = b.complaint_id)
  FROM complaint_clock_before b;
DROP TABLE complaint_clock_before;
CREATE INDEX complaint_clock_due ON complaint_clock (due_at) WHERE met_at IS NULL;
CREATE INDEX complaint_clock_started ON complaint_clock (started_at);

-- Time that does not count; why stands in the complaint's steps.
CREATE TABLE complaint_pause_before AS SELECT * FROM complaint_pause;
DROP TABLE complaint_pause;
CREATE TABLE complaint_pause (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,                                 -- NULL: paused
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO complaint_pause
SELECT b.*, (SELECT outlet_id FROM complaint WHERE id = b.complaint_id)
  FROM complaint_pause_before b;
DROP TABLE complaint_pause_before;
CREATE INDEX complaint_pause_complaint ON complaint_pause (complaint_id, id);

-- What a complaint cost, and to what it is charged. A mistake is mended by a negative amount.
CREATE TABLE complaint_cost_before AS SELECT * FROM complaint_cost;
DROP TABLE complaint_cost;
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
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO complaint_cost
SELECT b.*, (SELECT outlet_id FROM complaint WHERE id = b.complaint_id)
  FROM complaint_cost_before b;
DROP TABLE complaint_cost_before;
CREATE INDEX complaint_cost_complaint ON complaint_cost (complaint_id, id);
CREATE INDEX complaint_cost_lot ON complaint_cost (lot_id) WHERE lot_id IS NOT NULL;
CREATE INDEX complaint_cost_job ON complaint_cost (job_id) WHERE job_id IS NOT NULL;
CREATE TRIGGER complaint_cost_no_update BEFORE UPDATE ON complaint_cost
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_cost'); END;
CREATE TRIGGER complaint_cost_no_delete BEFORE DELETE ON complaint_cost
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_cost'); END;
