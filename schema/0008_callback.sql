-- Follow-up after delivery (clauses 2.5).

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  job_id INTEGER NOT NULL REFERENCES job (id),
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind TEXT NOT NULL,                            -- of the rule that called for it
  due_on TEXT NOT NULL,
  assignee_id INTEGER REFERENCES staff (id),
  channel TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'reached', 'closed', 'refused')),
  complaint_id INTEGER,                          -- 2.5-resolve: what its issue became
  complaint_number TEXT NOT NULL DEFAULT '',
  issue_settled INTEGER NOT NULL DEFAULT 0 CHECK (issue_settled IN (0, 1)), -- that is closed
  comeback_job_id INTEGER REFERENCES job (id),
  at INTEGER NOT NULL,
  UNIQUE (kind, job_id)
) STRICT;
CREATE INDEX follow_up_open ON follow_up (due_on) WHERE state = 'open';
CREATE INDEX follow_up_complaint ON follow_up (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX follow_up_job ON follow_up (job_id);

CREATE TABLE follow_up_attempt (
  id INTEGER PRIMARY KEY,
  follow_up_id INTEGER NOT NULL REFERENCES follow_up (id),
  channel TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'no-answer', 'wrong-number', 'refused')),
  score INTEGER CHECK (score BETWEEN 0 AND 10),
  comment TEXT NOT NULL DEFAULT '',
  issue TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX follow_up_attempt_follow_up ON follow_up_attempt (follow_up_id);
CREATE TRIGGER follow_up_attempt_no_update BEFORE UPDATE ON follow_up_attempt
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_attempt'); END;
CREATE TRIGGER follow_up_attempt_no_delete BEFORE DELETE ON follow_up_attempt
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_attempt'); END;
