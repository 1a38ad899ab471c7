-- Days that stand on a vehicle's own papers are of the vehicle: reception, `vehicle set` and imports
-- tell them, reminders read them. Each as it was told; the last one of a kind counts, and one
-- without a day takes back what was told before.
CREATE TABLE vehicle_date_before AS SELECT * FROM vehicle_date;
DROP TABLE vehicle_date;
CREATE TABLE vehicle_date (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  kind TEXT NOT NULL,                            -- due by then; ends then
  falls_on TEXT,                                 -- NULL: not known any more
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
