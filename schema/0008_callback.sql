-- Follow-up and reminders (clauses 2.5).

-- What a rule of the configuration calls for. It becomes a follow-up when its day is near, once:
-- `source` tells what happened ("job:12", "vehicle:7:2027-05-01", "follow-up:3").
CREATE TABLE follow_up_plan (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                            -- of the rule
  rule TEXT NOT NULL,                            -- its name
  source TEXT NOT NULL,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  job_id INTEGER REFERENCES job (id),            -- NULL: it came from the vehicle's own dates
  due_on TEXT NOT NULL,
  announced_on TEXT,                             -- the day that the call is about, if there is one
  state TEXT NOT NULL CHECK (state IN ('waiting', 'made', 'withheld', 'superseded')), -- withheld:
                                                 -- no consent when its turn came; superseded: no
                                                 -- longer called for
  at INTEGER NOT NULL,
  UNIQUE (kind, source)
) STRICT;
CREATE INDEX follow_up_plan_waiting ON follow_up_plan (due_on, vehicle_id, kind)
  WHERE state = 'waiting';
CREATE INDEX follow_up_plan_vehicle ON follow_up_plan (vehicle_id) WHERE state = 'waiting';

-- Days that stand on a vehicle's own papers, each as it was told; the last one of a kind counts.
CREATE TABLE vehicle_date (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  kind TEXT NOT NULL CHECK (kind IN ('inspection', 'insurance')), -- due by then; ends then
  falls_on TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX vehicle_date_vehicle ON vehicle_date (vehicle_id, kind, id);
CREATE TRIGGER vehicle_date_no_update BEFORE UPDATE ON vehicle_date
BEGIN SELECT RAISE(ABORT, 'append-only: vehicle_date'); END;
CREATE TRIGGER vehicle_date_no_delete BEFORE DELETE ON vehicle_date
BEGIN SELECT RAISE(ABORT, 'append-only: vehicle_date'); END;

-- How far planning has read: the last row or event number of each source that it has seen.
CREATE TABLE callback_mark (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL UNIQUE,                   -- "lost", "declined-work:event"
  last_seen INTEGER NOT NULL
) STRICT;

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL UNIQUE REFERENCES follow_up_plan (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  job_id INTEGER REFERENCES job (id),
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind TEXT NOT NULL CHECK (kind IN ('after-service', 'maintenance', 'declined-work',
    'warranty-end', 'inspection', 'insurance', 'lost', 'issue')),
  rule TEXT NOT NULL,
  consent TEXT NOT NULL CHECK (consent IN ('service', 'marketing')), -- the one it needs
  called_for_on TEXT NOT NULL,                   -- the day by the rule (2.5-callback)
  due_on TEXT NOT NULL,                          -- the same until it is put off
  announced_on TEXT,
  assignee_id INTEGER REFERENCES staff (id),
  channel TEXT NOT NULL CHECK (channel IN ('phone', 'sms', 'wechat', 'visit')),
  state TEXT NOT NULL CHECK (state IN ('open', 'reached', 'closed', 'refused', 'unreachable',
    'superseded')),                              -- unreachable: so many attempts reached nobody;
                                                 -- superseded: the customer came first
  wrong_number TEXT NOT NULL DEFAULT '',         -- salted digest of the phone that was wrong
  complaint_id INTEGER,                          -- 2.5-resolve: what its issue became
  complaint_number TEXT NOT NULL DEFAULT '',
  issue_settled INTEGER NOT NULL DEFAULT 0 CHECK (issue_settled IN (0, 1)), -- that is closed
  comeback_job_id INTEGER REFERENCES job (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX follow_up_open ON follow_up (due_on) WHERE state = 'open';
CREATE INDEX follow_up_unfinished ON follow_up (id) WHERE state IN ('open', 'reached');
CREATE INDEX follow_up_assignee ON follow_up (assignee_id) WHERE state = 'open';
CREATE INDEX follow_up_complaint ON follow_up (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX follow_up_job ON follow_up (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX follow_up_vehicle ON follow_up (vehicle_id, id);
CREATE INDEX follow_up_customer ON follow_up (customer_id, id);

-- What a customer said, apart from the append-only attempt; erased by emptying the texts.
CREATE TABLE follow_up_words (
  id INTEGER PRIMARY KEY,
  follow_up_id INTEGER NOT NULL REFERENCES follow_up (id),
  comment TEXT,                                  -- NULL once erased
  car_use TEXT,                                  -- how the car is used
  issue TEXT,
  salt TEXT NOT NULL                             -- keys the digest that the log keeps of the row
) STRICT;
CREATE INDEX follow_up_words_follow_up ON follow_up_words (follow_up_id);

CREATE TABLE follow_up_attempt (
  id INTEGER PRIMARY KEY,
  follow_up_id INTEGER NOT NULL REFERENCES follow_up (id),
  channel TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'no-answer', 'wrong-number', 'refused')),
  score INTEGER CHECK (score BETWEEN 0 AND 10),
  promise_mark INTEGER CHECK (promise_mark BETWEEN 1 AND 5),   -- promise kept
  attitude_mark INTEGER CHECK (attitude_mark BETWEEN 1 AND 5),
  quality_mark INTEGER CHECK (quality_mark BETWEEN 1 AND 5),
  speed_mark INTEGER CHECK (speed_mark BETWEEN 1 AND 5),
  price_mark INTEGER CHECK (price_mark BETWEEN 1 AND 5),
  words_id INTEGER REFERENCES follow_up_words (id),
  raised INTEGER NOT NULL CHECK (raised IN (0, 1)), -- 2.5-resolve: an issue, or as low a score
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX follow_up_attempt_follow_up ON follow_up_attempt (follow_up_id);
CREATE TRIGGER follow_up_attempt_no_update BEFORE UPDATE ON follow_up_attempt
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_attempt'); END;
CREATE TRIGGER follow_up_attempt_no_delete BEFORE DELETE ON follow_up_attempt
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_attempt'); END;
