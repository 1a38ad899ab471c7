-- The licence of who takes hazardous waste away is a period (2.3-oldparts): a new one ends the one
-- before, and a consignment is judged by the licence on file when it was recorded.
CREATE TABLE waste_licence (
  id INTEGER PRIMARY KEY,
  receiver_id INTEGER NOT NULL REFERENCES waste_receiver (id),
  licence TEXT NOT NULL CHECK (licence <> ''),   -- hazardous-waste business licence
  waste_codes TEXT NOT NULL CHECK (waste_codes <> ''), -- comma-separated, as the licence lists them
  valid_from_on TEXT NOT NULL,
  valid_to_on TEXT NOT NULL,
  from_at INTEGER,                               -- on file since; NULL: not known
  to_at INTEGER,                                 -- NULL: in force
  staff_id INTEGER REFERENCES staff (id)         -- who put it on file; NULL: not known
) STRICT;
INSERT INTO waste_licence (receiver_id, licence, waste_codes, valid_from_on, valid_to_on)
SELECT id, licence, waste_codes, valid_from_on, valid_to_on FROM waste_receiver ORDER BY id;
CREATE INDEX waste_licence_receiver ON waste_licence (receiver_id, id);
CREATE UNIQUE INDEX waste_licence_now ON waste_licence (receiver_id) WHERE to_at IS NULL;
CREATE TRIGGER waste_licence_no_update BEFORE UPDATE OF receiver_id, licence, waste_codes, valid_from_on, valid_to_on, from_at, staff_id ON waste_licence
BEGIN SELECT RAISE(ABORT, 'append-only: waste_licence'); END;
CREATE TRIGGER waste_licence_ends_once BEFORE UPDATE OF to_at ON waste_licence
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: waste_licence'); END;
CREATE TRIGGER waste_licence_no_delete BEFORE DELETE ON waste_licence
BEGIN SELECT RAISE(ABORT, 'append-only: waste_licence'); END;
CREATE TABLE waste_receiver_before AS SELECT * FROM waste_receiver;
DROP TABLE waste_receiver;
CREATE TABLE waste_receiver (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  phone TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO waste_receiver (id, code, name, phone)
SELECT id, code, name, phone FROM waste_receiver_before;
DROP TABLE waste_receiver_before;
-- A plan that was made after work began is judged in the period that it was made in (2.2-plan).
-- Who worked on a task is judged by the day that their clock began (1.2-technician).
CREATE INDEX task_clock_started ON task_clock (started_at);
CREATE INDEX repair_plan_at ON repair_plan (at);
-- Cars that left undone are judged by the period that they left in.
CREATE INDEX job_cancel_at ON job_cancel (at);
