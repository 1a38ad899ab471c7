-- Reception, estimate and the customer's word (clauses 2.1 and 2.2-consent).
-- Money is minor units and includes tax; quantities and hours are thousandths.

-- Appointments (2.1-welcome).
CREATE TABLE booking_before AS SELECT * FROM booking;
DROP TABLE booking;
CREATE TABLE booking (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  plate TEXT NOT NULL,                           -- normal form; the car may not be known yet
  concern TEXT NOT NULL,
  salt TEXT NOT NULL DEFAULT '',                 -- keys the digest that the log keeps of the row
  for_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  cancelled_reason TEXT,
  job_id INTEGER,                                -- the visit it became
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO booking SELECT * FROM booking_before;
DROP TABLE booking_before;
CREATE INDEX booking_for ON booking (state, for_at);
CREATE INDEX booking_plate ON booking (plate);
CREATE INDEX booking_outlet ON booking (outlet_id, state, for_at);

-- One visit of one vehicle.
CREATE TABLE job_before AS SELECT * FROM job;
DROP TABLE job;
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  advisor_id INTEGER REFERENCES staff (id),
  category TEXT,
  category_given INTEGER NOT NULL DEFAULT 0 CHECK (category_given IN (0, 1)), -- 0: from its operations
  state TEXT NOT NULL,
  odometer_km INTEGER CHECK (odometer_km >= 0),  -- 2.1-listen
  concern TEXT NOT NULL CHECK (concern <> ''),   -- the customer's own words (2.1-listen); * once
                                                 -- erased
  symptoms TEXT NOT NULL DEFAULT '',             -- and when it happens
  salt TEXT NOT NULL DEFAULT '',                 -- keys the digest that the log keeps of the row
  old_parts_wish TEXT,                           -- 2.3-oldparts
  arrived_at INTEGER NOT NULL,                   -- 2.1-welcome: waiting runs from here
  opened_at INTEGER NOT NULL,                    -- to here
  recorded_at INTEGER NOT NULL,
  promised_at INTEGER,                           -- the last promise the customer agreed to
  first_promised_at INTEGER,                     -- the first one
  comeback_of_job_id INTEGER REFERENCES job (id),
  warranty_verdict TEXT,                         -- of a comeback: what was judged
  declined_reason TEXT,
  cancelled_reason TEXT
) STRICT;
INSERT INTO job SELECT * FROM job_before;
DROP TABLE job_before;
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_vehicle ON job (vehicle_id, id);
CREATE INDEX job_customer ON job (customer_id, id);
CREATE INDEX job_comeback ON job (comeback_of_job_id) WHERE comeback_of_job_id IS NOT NULL;
CREATE INDEX job_opened ON job (opened_at);
-- The jobs of one outlet.
CREATE INDEX job_outlet ON job (outlet_id, state, id);

-- Walk-round and belongings (2.1-listen, 1.3-integrity).
CREATE TABLE intake_check_before AS SELECT * FROM intake_check;
DROP TABLE intake_check;
CREATE TABLE intake_check (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  fuel_percent INTEGER CHECK (fuel_percent BETWEEN 0 AND 100),
  damage TEXT NOT NULL DEFAULT '',
  belongings TEXT NOT NULL DEFAULT '',           -- * once erased, as damage
  salt TEXT NOT NULL DEFAULT '',                 -- keys the digest that the log keeps of the row
  valuables_returned INTEGER NOT NULL DEFAULT 0 CHECK (valuables_returned IN (0, 1)),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO intake_check
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM intake_check_before b;
DROP TABLE intake_check_before;
CREATE INDEX intake_check_job ON intake_check (job_id);

-- What the customer asked and was told (2.1-answer).
CREATE TABLE intake_question_before AS SELECT * FROM intake_question;
DROP TABLE intake_question;
CREATE TABLE intake_question (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  question TEXT NOT NULL,
  answer TEXT,                                   -- NULL: not answered yet; * once erased
  salt TEXT NOT NULL DEFAULT '',                 -- keys the digest that the log keeps of the row
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO intake_question
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM intake_question_before b;
DROP TABLE intake_question_before;
CREATE INDEX intake_question_job ON intake_question (job_id);

-- Items, cost and time as put to the customer (2.1-confirm). Quoting again makes a new version
-- and voids the one before.
CREATE TABLE estimate_before AS SELECT * FROM estimate;
DROP TABLE estimate;
CREATE TABLE estimate (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  version INTEGER NOT NULL CHECK (version > 0),
  total_amount INTEGER NOT NULL,                 -- after tax
  tax_amount INTEGER NOT NULL,                   -- contained in the total
  labour_hours INTEGER NOT NULL,
  promised_at INTEGER,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (job_id, version)
) STRICT;
INSERT INTO estimate
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM estimate_before b;
DROP TABLE estimate_before;

-- A line of an estimate or of a change order.
CREATE TABLE job_line_before AS SELECT * FROM job_line;
DROP TABLE job_line;
CREATE TABLE job_line (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  number INTEGER NOT NULL CHECK (number > 0),    -- 1, 2 … within the job
  estimate_id INTEGER REFERENCES estimate (id),
  change_id INTEGER,                             -- change_order
  kind TEXT NOT NULL,
  operation TEXT,                                -- labour: the operation's code
  part_id INTEGER REFERENCES part (id),
  core_of INTEGER REFERENCES job_line (id),      -- core deposit: the line of the part
  text TEXT NOT NULL,
  qty INTEGER NOT NULL CHECK (qty > 0),          -- labour: hours
  unit_price_amount INTEGER,                     -- NULL: not priced yet (2.4-itemise)
  amount INTEGER NOT NULL,                       -- 0 while unpriced
  payer TEXT NOT NULL,
  state TEXT NOT NULL,
  drop_change_id INTEGER,                        -- the change order that would drop it
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (job_id, number)
) STRICT;
INSERT INTO job_line
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM job_line_before b;
DROP TABLE job_line_before;
CREATE INDEX job_line_part ON job_line (part_id) WHERE part_id IS NOT NULL;

-- The customer's yes or no, to an estimate or to a change order (2.1-confirm, 2.2-consent).
CREATE TABLE consent_before AS SELECT * FROM consent;
DROP TABLE consent;
CREATE TABLE consent (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  estimate_id INTEGER REFERENCES estimate (id),
  change_id INTEGER,                             -- change_order
  method TEXT NOT NULL,
  given INTEGER NOT NULL CHECK (given IN (0, 1)), -- 0: refused
  total_amount INTEGER NOT NULL,                 -- of the whole job after tax, as it now stands
  promised_at INTEGER,
  words_id INTEGER REFERENCES person_words (id), -- by whom
  at INTEGER NOT NULL,                           -- when the customer said so
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO consent
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM consent_before b;
DROP TABLE consent_before;
CREATE INDEX consent_job ON consent (job_id, id);
CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent
BEGIN SELECT RAISE(ABORT, 'append-only: consent'); END;
CREATE TRIGGER consent_no_delete BEFORE DELETE ON consent
BEGIN SELECT RAISE(ABORT, 'append-only: consent'); END;

-- Times a job stood still, and why.
CREATE TABLE job_hold_before AS SELECT * FROM job_hold;
DROP TABLE job_hold;
CREATE TABLE job_hold (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  reason TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER,                                 -- NULL: still held
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  salt TEXT NOT NULL DEFAULT '',                 -- keys the digest that the log keeps of the row
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO job_hold
SELECT b.*, '', (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM job_hold_before b;
DROP TABLE job_hold_before;
CREATE INDEX job_hold_job ON job_hold (job_id);
