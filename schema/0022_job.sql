-- Diagnosis, plan, tasks, changes, checks; parts wanted for and used on a job; replaced parts
-- (clauses 2.2, 2.3-fit and 2.3-oldparts).

-- An inspection by a template of the configuration (2.2-inspect).
CREATE TABLE inspection_before AS SELECT * FROM inspection;
DROP TABLE inspection;
CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  template TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO inspection
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM inspection_before b;
DROP TABLE inspection_before;
CREATE INDEX inspection_job ON inspection (job_id);

CREATE TABLE inspection_result_before AS SELECT * FROM inspection_result;
DROP TABLE inspection_result;
CREATE TABLE inspection_result (
  id INTEGER PRIMARY KEY,
  inspection_id INTEGER NOT NULL REFERENCES inspection (id),
  item TEXT NOT NULL,
  result TEXT NOT NULL,
  value TEXT,                                    -- measured, with its unit
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (inspection_id, item)
) STRICT;
INSERT INTO inspection_result
SELECT b.*, (SELECT outlet_id FROM inspection WHERE id = b.inspection_id)
  FROM inspection_result_before b;
DROP TABLE inspection_result_before;

-- What is wrong and why (2.2-inspect). A repair task needs one behind it.
CREATE TABLE diagnosis_before AS SELECT * FROM diagnosis;
DROP TABLE diagnosis;
CREATE TABLE diagnosis (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  finding TEXT NOT NULL,
  codes TEXT NOT NULL DEFAULT '',                -- fault codes, comma-separated
  cause TEXT NOT NULL DEFAULT '',
  equipment TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO diagnosis
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM diagnosis_before b;
DROP TABLE diagnosis_before;
CREATE INDEX diagnosis_job ON diagnosis (job_id);

-- The plan put to the customer and what was chosen (2.2-plan).
CREATE TABLE repair_plan_before AS SELECT * FROM repair_plan;
DROP TABLE repair_plan;
CREATE TABLE repair_plan (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  options TEXT NOT NULL,                         -- one a line
  recommended TEXT NOT NULL,
  explained INTEGER NOT NULL CHECK (explained IN (0, 1)),
  chosen TEXT NOT NULL DEFAULT '',
  declined TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',               -- why it was declined; * once erased
  salt TEXT NOT NULL DEFAULT '',                 -- keys the digest that the log keeps of the row
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO repair_plan
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM repair_plan_before b;
DROP TABLE repair_plan_before;
CREATE INDEX repair_plan_job ON repair_plan (job_id);

-- A change of items or cost after confirmation (2.2-consent).
CREATE TABLE change_order_before AS SELECT * FROM change_order;
DROP TABLE change_order;
CREATE TABLE change_order (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  number INTEGER NOT NULL CHECK (number > 0),
  reason TEXT NOT NULL,
  before_amount INTEGER NOT NULL,                -- of the whole job after tax
  after_amount INTEGER NOT NULL,
  promised_at INTEGER,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  salt TEXT NOT NULL DEFAULT '',  -- keys the digest that the log keeps of the row
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (job_id, number)
) STRICT;
INSERT INTO change_order
SELECT b.*, '', (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM change_order_before b;
DROP TABLE change_order_before;

-- One operation to be done; confirming or consenting makes one for each labour line.
CREATE TABLE task_before AS SELECT * FROM task;
DROP TABLE task;
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  number INTEGER NOT NULL CHECK (number > 0),    -- 1, 2 … within the job
  line_id INTEGER NOT NULL REFERENCES job_line (id),
  change_id INTEGER REFERENCES change_order (id),
  operation TEXT NOT NULL,
  text TEXT NOT NULL,
  hours INTEGER NOT NULL,                        -- as quoted
  technician_id INTEGER REFERENCES staff (id),
  bay TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  round INTEGER NOT NULL DEFAULT 1,              -- 2 and more: rework; checks count for one round
  started_at INTEGER,
  finished_at INTEGER,
  dropped_reason TEXT,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (job_id, number)
) STRICT;
INSERT INTO task
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM task_before b;
DROP TABLE task_before;
CREATE INDEX task_bay ON task (bay) WHERE state = 'working';
CREATE INDEX task_started ON task (started_at) WHERE started_at IS NOT NULL;

-- Clocked time of a person on a task.
CREATE TABLE task_clock_before AS SELECT * FROM task_clock;
DROP TABLE task_clock;
CREATE TABLE task_clock (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task (id),
  staff_id INTEGER REFERENCES staff (id),
  started_at INTEGER NOT NULL,
  stopped_at INTEGER,                            -- NULL: running
  recorded_at INTEGER NOT NULL,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO task_clock
SELECT b.*, (SELECT outlet_id FROM task WHERE id = b.task_id)
  FROM task_clock_before b;
DROP TABLE task_clock_before;
CREATE INDEX task_clock_task ON task_clock (task_id);

-- Self-checks and cross-checks (2.2-quality).
CREATE TABLE task_check_before AS SELECT * FROM task_check;
DROP TABLE task_check;
CREATE TABLE task_check (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task (id),
  round INTEGER NOT NULL,                        -- of the task when it was checked
  kind TEXT NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  measures TEXT NOT NULL DEFAULT '',             -- NAME=VALUE, one a line
  note TEXT NOT NULL DEFAULT '',
  staff_id INTEGER REFERENCES staff (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO task_check
SELECT b.*, (SELECT outlet_id FROM task WHERE id = b.task_id)
  FROM task_check_before b;
DROP TABLE task_check_before;
CREATE INDEX task_check_task ON task_check (task_id, id);
CREATE TRIGGER task_check_no_update BEFORE UPDATE ON task_check
BEGIN SELECT RAISE(ABORT, 'append-only: task_check'); END;
CREATE TRIGGER task_check_no_delete BEFORE DELETE ON task_check
BEGIN SELECT RAISE(ABORT, 'append-only: task_check'); END;

-- Final inspection by an inspector (2.2-quality).
CREATE TABLE final_inspection_before AS SELECT * FROM final_inspection;
DROP TABLE final_inspection;
CREATE TABLE final_inspection (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  road_test_km INTEGER CHECK (road_test_km >= 0),
  note TEXT NOT NULL DEFAULT '',
  staff_id INTEGER REFERENCES staff (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO final_inspection
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM final_inspection_before b;
DROP TABLE final_inspection_before;
CREATE INDEX final_inspection_job ON final_inspection (job_id, id);
CREATE TRIGGER final_inspection_no_update BEFORE UPDATE ON final_inspection
BEGIN SELECT RAISE(ABORT, 'append-only: final_inspection'); END;
CREATE TRIGGER final_inspection_no_delete BEFORE DELETE ON final_inspection
BEGIN SELECT RAISE(ABORT, 'append-only: final_inspection'); END;

-- Replaced parts and hazardous waste (2.3-oldparts).
CREATE TABLE old_part_before AS SELECT * FROM old_part;
DROP TABLE old_part;
CREATE TABLE old_part (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  part_id INTEGER NOT NULL REFERENCES part (id), -- the part it was replaced by
  task_id INTEGER REFERENCES task (id),
  tag TEXT NOT NULL UNIQUE,
  qty INTEGER NOT NULL CHECK (qty > 0),
  place TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL,
  outcome_at INTEGER,
  words_id INTEGER REFERENCES person_words (id), -- who signed for it
  document TEXT NOT NULL DEFAULT '',             -- manifest of a waste consignment, core receipt
  waste_code TEXT,                               -- national hazardous waste code
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO old_part
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM old_part_before b;
DROP TABLE old_part_before;
CREATE INDEX old_part_job ON old_part (job_id);
CREATE INDEX old_part_open ON old_part (at) WHERE outcome = 'open';
CREATE INDEX old_part_part ON old_part (part_id);

-- Parts that the customer brought. They are marked, fitted or given back, and never warranted by
-- the shop.
CREATE TABLE own_part_before AS SELECT * FROM own_part;
DROP TABLE own_part;
CREATE TABLE own_part (
  id INTEGER PRIMARY KEY,
  tag TEXT NOT NULL UNIQUE,
  job_id INTEGER NOT NULL REFERENCES job (id),
  text TEXT NOT NULL CHECK (text <> ''),
  qty INTEGER NOT NULL CHECK (qty > 0),
  condition TEXT NOT NULL DEFAULT '',            -- as handed over: new, boxed, used …
  told INTEGER NOT NULL CHECK (told IN (0, 1)),  -- the customer was told that there is no warranty
  state TEXT NOT NULL,
  task_id INTEGER REFERENCES task (id),          -- fitted by it
  words_id INTEGER REFERENCES person_words (id), -- who took it back
  settled_at INTEGER,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO own_part
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM own_part_before b;
DROP TABLE own_part_before;
CREATE INDEX own_part_job ON own_part (job_id);

-- Serial numbers of pieces that bear their own, as they went to a job.
CREATE TABLE part_serial_before AS SELECT * FROM part_serial;
DROP TABLE part_serial;
CREATE TABLE part_serial (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  job_id INTEGER NOT NULL REFERENCES job (id),
  movement_id INTEGER NOT NULL REFERENCES stock_movement (id), -- the issue
  serial TEXT NOT NULL CHECK (serial <> ''),     -- on a tyre the whole DOT code
  came_back INTEGER NOT NULL DEFAULT 0 CHECK (came_back IN (0, 1)),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO part_serial
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM part_serial_before b;
DROP TABLE part_serial_before;
CREATE UNIQUE INDEX part_serial_out ON part_serial (part_id, serial) WHERE came_back = 0;
CREATE INDEX part_serial_serial ON part_serial (serial);
CREATE INDEX part_serial_job ON part_serial (job_id);

-- Who may take hazardous waste away, and which.
CREATE TABLE waste_receiver_before AS SELECT * FROM waste_receiver;
DROP TABLE waste_receiver;
CREATE TABLE waste_receiver (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  licence TEXT NOT NULL CHECK (licence <> ''),   -- hazardous-waste business licence
  waste_codes TEXT NOT NULL CHECK (waste_codes <> ''), -- comma-separated, as the licence lists them
  valid_from_on TEXT NOT NULL,
  valid_to_on TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO waste_receiver SELECT * FROM waste_receiver_before;
DROP TABLE waste_receiver_before;

-- The hazardous-waste ledger: every batch in and out. What leaves is negative.
CREATE TABLE waste_entry_before AS SELECT * FROM waste_entry;
DROP TABLE waste_entry;
CREATE TABLE waste_entry (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  code TEXT NOT NULL,                            -- national hazardous-waste code
  unit TEXT NOT NULL,                            -- kg, l, pc
  qty INTEGER NOT NULL CHECK (qty <> 0),
  container TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',               -- where it comes from, in words or a job's number
  old_part_id INTEGER REFERENCES old_part (id),
  receiver_id INTEGER REFERENCES waste_receiver (id),
  manifest TEXT NOT NULL DEFAULT '',
  carrier TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  CHECK (qty > 0 OR (receiver_id IS NOT NULL AND manifest <> ''))
) STRICT;
INSERT INTO waste_entry SELECT * FROM waste_entry_before;
DROP TABLE waste_entry_before;
CREATE INDEX waste_entry_code ON waste_entry (outlet_id, code, unit, id);
CREATE TRIGGER waste_entry_no_update BEFORE UPDATE ON waste_entry
BEGIN SELECT RAISE(ABORT, 'append-only: waste_entry'); END;
CREATE TRIGGER waste_entry_no_delete BEFORE DELETE ON waste_entry
BEGIN SELECT RAISE(ABORT, 'append-only: waste_entry'); END;

-- Exchange cores: what is charged for a part until the old one goes back, and what came of it.
CREATE TABLE core_return_before AS SELECT * FROM core_return;
DROP TABLE core_return;
CREATE TABLE core_return (
  id INTEGER PRIMARY KEY,
  old_part_id INTEGER NOT NULL UNIQUE REFERENCES old_part (id),
  supplier_id INTEGER REFERENCES supplier (id),
  charge_amount INTEGER NOT NULL CHECK (charge_amount >= 0),
  credit_amount INTEGER,                         -- NULL: not credited yet
  credit_document TEXT NOT NULL DEFAULT '',
  credited_at INTEGER,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO core_return
SELECT b.*, (SELECT outlet_id FROM old_part WHERE id = b.old_part_id)
  FROM core_return_before b;
DROP TABLE core_return_before;
CREATE INDEX core_return_open ON core_return (id) WHERE credit_amount IS NULL;
