-- Diagnosis, plan, tasks, changes, checks and replaced parts (clauses 2.2 and 2.3-oldparts).

-- An inspection by a template of the configuration (2.2-inspect).
CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  template TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX inspection_job ON inspection (job_id);

CREATE TABLE inspection_result (
  id INTEGER PRIMARY KEY,
  inspection_id INTEGER NOT NULL REFERENCES inspection (id),
  item TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('ok', 'watch', 'bad')),
  value TEXT,                                    -- measured, with its unit
  UNIQUE (inspection_id, item)
) STRICT;

-- What is wrong and why (2.2-inspect). A repair task needs one behind it.
CREATE TABLE diagnosis (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  finding TEXT NOT NULL,
  codes TEXT NOT NULL DEFAULT '',                -- fault codes, comma-separated
  cause TEXT NOT NULL DEFAULT '',
  equipment TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX diagnosis_job ON diagnosis (job_id);

-- The plan put to the customer and what was chosen (2.2-plan).
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
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX repair_plan_job ON repair_plan (job_id);

-- A change of items or cost after confirmation (2.2-consent).
CREATE TABLE change_order (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  number INTEGER NOT NULL CHECK (number > 0),
  reason TEXT NOT NULL,
  before_amount INTEGER NOT NULL,                -- of the whole job after tax
  after_amount INTEGER NOT NULL,
  promised_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'consented', 'refused')),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  UNIQUE (job_id, number)
) STRICT;

-- One operation to be done; confirming or consenting makes one for each labour line.
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
  state TEXT NOT NULL CHECK (state IN ('waiting', 'assigned', 'working', 'paused', 'finished',
    'dropped')),
  round INTEGER NOT NULL DEFAULT 1,              -- 2 and more: rework; checks count for one round
  started_at INTEGER,
  finished_at INTEGER,
  dropped_reason TEXT,
  UNIQUE (job_id, number)
) STRICT;
CREATE INDEX task_bay ON task (bay) WHERE state = 'working';

-- Clocked time of a person on a task.
CREATE TABLE task_clock (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task (id),
  staff_id INTEGER REFERENCES staff (id),
  started_at INTEGER NOT NULL,
  stopped_at INTEGER,                            -- NULL: running
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_clock_task ON task_clock (task_id);

-- Self-checks and cross-checks (2.2-quality).
CREATE TABLE task_check (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task (id),
  round INTEGER NOT NULL,                        -- of the task when it was checked
  kind TEXT NOT NULL CHECK (kind IN ('self', 'cross')),
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  measures TEXT NOT NULL DEFAULT '',             -- NAME=VALUE, one a line
  note TEXT NOT NULL DEFAULT '',
  staff_id INTEGER REFERENCES staff (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_check_task ON task_check (task_id, id);
CREATE TRIGGER task_check_no_update BEFORE UPDATE ON task_check
BEGIN SELECT RAISE(ABORT, 'append-only: task_check'); END;
CREATE TRIGGER task_check_no_delete BEFORE DELETE ON task_check
BEGIN SELECT RAISE(ABORT, 'append-only: task_check'); END;

-- Final inspection by an inspector (2.2-quality).
CREATE TABLE final_inspection (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  road_test_km INTEGER CHECK (road_test_km >= 0),
  note TEXT NOT NULL DEFAULT '',
  staff_id INTEGER REFERENCES staff (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX final_inspection_job ON final_inspection (job_id, id);
CREATE TRIGGER final_inspection_no_update BEFORE UPDATE ON final_inspection
BEGIN SELECT RAISE(ABORT, 'append-only: final_inspection'); END;
CREATE TRIGGER final_inspection_no_delete BEFORE DELETE ON final_inspection
BEGIN SELECT RAISE(ABORT, 'append-only: final_inspection'); END;

-- Replaced parts and hazardous waste (2.3-oldparts).
CREATE TABLE old_part (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  part_id INTEGER NOT NULL REFERENCES part (id), -- the part it was replaced by
  task_id INTEGER REFERENCES task (id),
  tag TEXT NOT NULL UNIQUE,
  qty INTEGER NOT NULL CHECK (qty > 0),
  place TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL CHECK (outcome IN ('open', 'returned', 'scrapped', 'core', 'consigned')),
  outcome_at INTEGER,
  words_id INTEGER REFERENCES person_words (id), -- who signed for it
  document TEXT NOT NULL DEFAULT '',             -- manifest of a waste consignment, core receipt
  waste_code TEXT,                               -- national hazardous waste code
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX old_part_job ON old_part (job_id);
CREATE INDEX old_part_open ON old_part (at) WHERE outcome = 'open';
