-- Two codes whose name or phone is the same count as one person wherever another person is asked for,
-- until a manager who is neither says that they are two (1.3-integrity). What older versions let go
-- by with --sure is not known.
CREATE TABLE staff_twin (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  other_id INTEGER NOT NULL REFERENCES staff (id),  -- who was there before
  by_id INTEGER REFERENCES staff (id),              -- who put the code on file, or said that they are one
  from_at INTEGER NOT NULL,
  to_at INTEGER,                                    -- NULL: they count as one
  ended_by INTEGER REFERENCES staff (id),           -- who says that they are two
  why TEXT                                          -- what they say
) STRICT;
CREATE INDEX staff_twin_staff ON staff_twin (staff_id) WHERE to_at IS NULL;
CREATE INDEX staff_twin_other ON staff_twin (other_id) WHERE to_at IS NULL;
CREATE TRIGGER staff_twin_no_update BEFORE UPDATE OF staff_id, other_id, by_id, from_at ON staff_twin
BEGIN SELECT RAISE(ABORT, 'append-only: staff_twin'); END;
CREATE TRIGGER staff_twin_ends_once BEFORE UPDATE OF to_at, ended_by, why ON staff_twin
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: staff_twin'); END;
CREATE TRIGGER staff_twin_no_delete BEFORE DELETE ON staff_twin
BEGIN SELECT RAISE(ABORT, 'append-only: staff_twin'); END;
