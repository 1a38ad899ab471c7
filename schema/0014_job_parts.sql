-- Parts wanted for and used on a job, old parts in depth (clauses 2.3-fit, 2.3-oldparts).

-- Parts that the customer brought. They are marked, fitted or given back, and never warranted by
-- the shop.
CREATE TABLE own_part (
  id INTEGER PRIMARY KEY,
  tag TEXT NOT NULL UNIQUE,
  job_id INTEGER NOT NULL REFERENCES job (id),
  text TEXT NOT NULL CHECK (text <> ''),
  qty INTEGER NOT NULL CHECK (qty > 0),
  condition TEXT NOT NULL DEFAULT '',            -- as handed over: new, boxed, used …
  told INTEGER NOT NULL CHECK (told IN (0, 1)),  -- the customer was told that there is no warranty
  state TEXT NOT NULL CHECK (state IN ('taken', 'fitted', 'returned')),
  task_id INTEGER REFERENCES task (id),          -- fitted by it
  words_id INTEGER REFERENCES person_words (id), -- who took it back
  settled_at INTEGER,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX own_part_job ON own_part (job_id);

-- Serial numbers of pieces that bear their own, as they went to a job.
CREATE TABLE part_serial (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  job_id INTEGER NOT NULL REFERENCES job (id),
  movement_id INTEGER NOT NULL REFERENCES stock_movement (id), -- the issue
  serial TEXT NOT NULL CHECK (serial <> ''),     -- on a tyre the whole DOT code
  came_back INTEGER NOT NULL DEFAULT 0 CHECK (came_back IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX part_serial_out ON part_serial (part_id, serial) WHERE came_back = 0;
CREATE INDEX part_serial_serial ON part_serial (serial);
CREATE INDEX part_serial_job ON part_serial (job_id);

-- Who may take hazardous waste away, and which.
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

-- The hazardous-waste ledger: every batch in and out. What leaves is negative.
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
CREATE INDEX waste_entry_code ON waste_entry (outlet_id, code, unit, id);
CREATE TRIGGER waste_entry_no_update BEFORE UPDATE ON waste_entry
BEGIN SELECT RAISE(ABORT, 'append-only: waste_entry'); END;
CREATE TRIGGER waste_entry_no_delete BEFORE DELETE ON waste_entry
BEGIN SELECT RAISE(ABORT, 'append-only: waste_entry'); END;

-- Exchange cores: what is charged for a part until the old one goes back, and what came of it.
CREATE TABLE core_return (
  id INTEGER PRIMARY KEY,
  old_part_id INTEGER NOT NULL UNIQUE REFERENCES old_part (id),
  supplier_id INTEGER REFERENCES supplier (id),
  charge_amount INTEGER NOT NULL CHECK (charge_amount >= 0),
  credit_amount INTEGER,                         -- NULL: not credited yet
  credit_document TEXT NOT NULL DEFAULT '',
  credited_at INTEGER
) STRICT;
CREATE INDEX core_return_open ON core_return (id) WHERE credit_amount IS NULL;
