-- Follow-up and reminders (clauses 2.5).

-- What a rule of the configuration calls for. It becomes a follow-up when its day is near, once:
-- `source` tells what happened ("job:12", "vehicle:7:2027-05-01", "follow-up:3").
CREATE TABLE follow_up_plan_before AS SELECT * FROM follow_up_plan;
DROP TABLE follow_up_plan;
CREATE TABLE follow_up_plan (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                            -- of the rule
  rule TEXT NOT NULL,                            -- its name
  source TEXT NOT NULL,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  job_id INTEGER REFERENCES job (id),            -- NULL: it came from the vehicle's own dates
  due_on TEXT NOT NULL,
  announced_on TEXT,                             -- the day that the call is about, if there is one
  state TEXT NOT NULL,                           -- withheld: no consent when its turn came;
                                                 -- superseded: no longer called for
  at INTEGER NOT NULL,
  outlet_id INTEGER REFERENCES outlet (id),      -- NULL: of no visit
  UNIQUE (kind, source)
) STRICT;
INSERT INTO follow_up_plan
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM follow_up_plan_before b;
DROP TABLE follow_up_plan_before;
CREATE INDEX follow_up_plan_waiting ON follow_up_plan (due_on, vehicle_id, kind)
  WHERE state = 'waiting';
CREATE INDEX follow_up_plan_vehicle ON follow_up_plan (vehicle_id) WHERE state = 'waiting';
CREATE INDEX follow_up_plan_job ON follow_up_plan (job_id) WHERE job_id IS NOT NULL;

-- Days that stand on a vehicle's own papers, each as it was told; the last one of a kind counts.
CREATE TABLE vehicle_date_before AS SELECT * FROM vehicle_date;
DROP TABLE vehicle_date;
CREATE TABLE vehicle_date (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  kind TEXT NOT NULL,                            -- due by then; ends then
  falls_on TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO vehicle_date SELECT * FROM vehicle_date_before;
DROP TABLE vehicle_date_before;
CREATE INDEX vehicle_date_vehicle ON vehicle_date (vehicle_id, kind, id);
CREATE TRIGGER vehicle_date_no_update BEFORE UPDATE ON vehicle_date
BEGIN SELECT RAISE(ABORT, 'append-only: vehicle_date'); END;
CREATE TRIGGER vehicle_date_no_delete BEFORE DELETE ON vehicle_date
BEGIN SELECT RAISE(ABORT, 'append-only: vehicle_date'); END;

-- How far planning has read: the last row or event number of each source that it has seen.
CREATE TABLE callback_mark_before AS SELECT * FROM callback_mark;
DROP TABLE callback_mark;
CREATE TABLE callback_mark (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL UNIQUE,                   -- "lost", "declined-work:event"
  last_seen INTEGER NOT NULL
) STRICT;
INSERT INTO callback_mark SELECT * FROM callback_mark_before;
DROP TABLE callback_mark_before;

CREATE TABLE follow_up_before AS SELECT * FROM follow_up;
DROP TABLE follow_up;
CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL UNIQUE REFERENCES follow_up_plan (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  job_id INTEGER REFERENCES job (id),
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  consent TEXT NOT NULL,                         -- the one it needs
  called_for_on TEXT NOT NULL,                   -- the day by the rule (2.5-callback)
  due_on TEXT NOT NULL,                          -- the same until it is put off
  announced_on TEXT,
  assignee_id INTEGER REFERENCES staff (id),
  channel TEXT NOT NULL,
  state TEXT NOT NULL,                           -- unreachable: so many attempts reached nobody;
                                                 -- superseded: the customer came first
  wrong_number TEXT NOT NULL DEFAULT '',         -- salted digest of the phone that was wrong
  complaint_id INTEGER,                          -- 2.5-resolve: what its issue became
  complaint_number TEXT NOT NULL DEFAULT '',
  issue_settled INTEGER NOT NULL DEFAULT 0 CHECK (issue_settled IN (0, 1)), -- that is closed
  comeback_job_id INTEGER REFERENCES job (id),
  at INTEGER NOT NULL
) STRICT;
INSERT INTO follow_up SELECT * FROM follow_up_before;
DROP TABLE follow_up_before;
CREATE INDEX follow_up_open ON follow_up (due_on) WHERE state = 'open';
CREATE INDEX follow_up_unfinished ON follow_up (id) WHERE state IN ('open', 'reached');
CREATE INDEX follow_up_assignee ON follow_up (assignee_id) WHERE state = 'open';
CREATE INDEX follow_up_complaint ON follow_up (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX follow_up_job ON follow_up (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX follow_up_vehicle ON follow_up (vehicle_id, id);
CREATE INDEX follow_up_customer ON follow_up (customer_id, id);
CREATE INDEX follow_up_comeback ON follow_up (comeback_job_id) WHERE comeback_job_id IS NOT NULL;
CREATE INDEX follow_up_outlet ON follow_up (outlet_id, due_on) WHERE state = 'open';

CREATE TABLE follow_up_attempt_before AS SELECT * FROM follow_up_attempt;
DROP TABLE follow_up_attempt;
CREATE TABLE follow_up_attempt (
  id INTEGER PRIMARY KEY,
  follow_up_id INTEGER NOT NULL REFERENCES follow_up (id),
  channel TEXT NOT NULL,
  outcome TEXT NOT NULL,
  score INTEGER CHECK (score BETWEEN 0 AND 10),
  promise_mark INTEGER CHECK (promise_mark BETWEEN 1 AND 5),   -- promise kept
  attitude_mark INTEGER CHECK (attitude_mark BETWEEN 1 AND 5),
  quality_mark INTEGER CHECK (quality_mark BETWEEN 1 AND 5),
  speed_mark INTEGER CHECK (speed_mark BETWEEN 1 AND 5),
  price_mark INTEGER CHECK (price_mark BETWEEN 1 AND 5),
  comment_id INTEGER REFERENCES person_words (id),
  car_use_id INTEGER REFERENCES person_words (id), -- how the car is used
  issue_id INTEGER REFERENCES person_words (id),
  raised INTEGER NOT NULL CHECK (raised IN (0, 1)), -- 2.5-resolve: an issue, or as low a score
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO follow_up_attempt (id, follow_up_id, channel, outcome, score, promise_mark,
                               attitude_mark, quality_mark, speed_mark, price_mark, comment_id,
                               car_use_id, issue_id, raised, at, recorded_at, staff_id, outlet_id)
SELECT b.id, b.follow_up_id, b.channel, b.outcome, b.score, b.promise_mark, b.attitude_mark,
       b.quality_mark, b.speed_mark, b.price_mark,
       (SELECT id FROM person_words WHERE id = m.last + 3 * b.words_id - 2),
       (SELECT id FROM person_words WHERE id = m.last + 3 * b.words_id - 1),
       (SELECT id FROM person_words WHERE id = m.last + 3 * b.words_id),
       b.raised, b.at, b.recorded_at, b.staff_id,
       (SELECT outlet_id FROM follow_up WHERE id = b.follow_up_id)
  FROM follow_up_attempt_before b
  CROSS JOIN (SELECT COALESCE(MAX(id), 0) AS last FROM person_words_before) m;
DROP TABLE follow_up_attempt_before;
CREATE INDEX follow_up_attempt_follow_up ON follow_up_attempt (follow_up_id);
CREATE TRIGGER follow_up_attempt_no_update BEFORE UPDATE ON follow_up_attempt
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_attempt'); END;
CREATE TRIGGER follow_up_attempt_no_delete BEFORE DELETE ON follow_up_attempt
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_attempt'); END;

-- The send ledger: what was handed to a message platform, once for each follow-up. The text itself
-- names people and is not kept.
CREATE TABLE follow_up_message_before AS SELECT * FROM follow_up_message;
DROP TABLE follow_up_message;
CREATE TABLE follow_up_message (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- M261123-001, the platform's reference
  follow_up_id INTEGER NOT NULL UNIQUE REFERENCES follow_up (id),
  text_digest TEXT NOT NULL,                     -- salted SHA-256
  characters INTEGER NOT NULL CHECK (characters > 0), -- UTF-16 units
  segments INTEGER NOT NULL CHECK (segments > 0),
  purpose TEXT NOT NULL CHECK (purpose <> ''),   -- 1.3-privacy: of handing the phone number out
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO follow_up_message
SELECT b.*, (SELECT outlet_id FROM follow_up WHERE id = b.follow_up_id)
  FROM follow_up_message_before b;
DROP TABLE follow_up_message_before;
CREATE TRIGGER follow_up_message_no_update BEFORE UPDATE ON follow_up_message
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_message'); END;
CREATE TRIGGER follow_up_message_no_delete BEFORE DELETE ON follow_up_message
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_message'); END;

-- What the platform reported; a report read again adds nothing.
CREATE TABLE follow_up_message_result_before AS SELECT * FROM follow_up_message_result;
DROP TABLE follow_up_message_result;
CREATE TABLE follow_up_message_result (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES follow_up_message (id),
  outcome TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (message_id, outcome)
) STRICT;
INSERT INTO follow_up_message_result
SELECT b.*, (SELECT outlet_id FROM follow_up_message WHERE id = b.message_id)
  FROM follow_up_message_result_before b;
DROP TABLE follow_up_message_result_before;
CREATE TRIGGER follow_up_message_result_no_update BEFORE UPDATE ON follow_up_message_result
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_message_result'); END;
CREATE TRIGGER follow_up_message_result_no_delete BEFORE DELETE ON follow_up_message_result
BEGIN SELECT RAISE(ABORT, 'append-only: follow_up_message_result'); END;

DROP TABLE follow_up_words;
DROP TABLE person_words_before;
