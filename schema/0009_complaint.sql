-- Complaints: one person owns each until the customer has an answer (clauses 3.3).

CREATE TABLE complaint (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  job_id INTEGER REFERENCES job (id),
  follow_up_id INTEGER REFERENCES follow_up (id), -- 2.5-resolve: where it came up
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('minor', 'normal', 'serious', 'safety')),
  severity_rule TEXT NOT NULL DEFAULT '',        -- the word or kind that made it so severe
  text TEXT NOT NULL,
  salt TEXT NOT NULL,                            -- keys the digest that the log keeps of the row
  received_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  first_handler_id INTEGER REFERENCES staff (id), -- 3.3-first: set once
  handler_id INTEGER REFERENCES staff (id),
  state TEXT NOT NULL CHECK (state IN
    ('open', 'acknowledged', 'investigating', 'answered', 'settled', 'closed')),
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
  verdict TEXT CHECK (verdict IN ('satisfied', 'unsatisfied')),
  verdict_at INTEGER,
  signed_off_by INTEGER REFERENCES staff (id),
  signed_off_at INTEGER,
  closed_by INTEGER REFERENCES staff (id),
  closed_at INTEGER
) STRICT;
CREATE INDEX complaint_open ON complaint (id) WHERE state <> 'closed';
CREATE INDEX complaint_received ON complaint (received_at);
CREATE INDEX complaint_customer ON complaint (customer_id);
CREATE INDEX complaint_job ON complaint (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX complaint_cause ON complaint (cause_class, cause) WHERE cause <> '';
CREATE TRIGGER complaint_first_handler BEFORE UPDATE OF first_handler_id ON complaint
WHEN OLD.first_handler_id IS NOT NEW.first_handler_id
BEGIN SELECT RAISE(ABORT, 'append-only: complaint.first_handler_id'); END;

-- Every step and hand-over, in order. What was said stands in the erasable side table.
CREATE TABLE complaint_step (
  id INTEGER PRIMARY KEY,
  complaint_id INTEGER NOT NULL REFERENCES complaint (id),
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'assessed', 'acknowledged', 'contacted',
    'not-reached', 'handed-over', 'paused', 'resumed', 'authority', 'investigated', 'acted',
    'prevented', 'cost', 'answered', 'verdict', 'signed-off', 'closed', 'reopened')),
  words_id INTEGER REFERENCES person_words (id),
  from_id INTEGER REFERENCES staff (id),
  to_id INTEGER REFERENCES staff (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX complaint_step_complaint ON complaint_step (complaint_id, id);
CREATE TRIGGER complaint_step_no_update BEFORE UPDATE ON complaint_step
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_step'); END;
CREATE TRIGGER complaint_step_no_delete BEFORE DELETE ON complaint_step
BEGIN SELECT RAISE(ABORT, 'append-only: complaint_step'); END;
