-- A person of the staff proves who they are by a PIN, where the shop's rules ask for one
-- (1.3-integrity). Each PIN is a row: setting another one ends it. Its hash is made by crypt(3),
-- yescrypt; it is emptied when the PIN ends or the person leaves, and is never shown or exported.
CREATE TABLE staff_pin (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  hash TEXT NOT NULL,                            -- empty once the PIN ended
  set_by INTEGER NOT NULL REFERENCES staff (id), -- the person, or a manager who set it anew
  wrong INTEGER NOT NULL DEFAULT 0,              -- wrong tries in a row
  locked_at INTEGER,                             -- after too many of them; NULL: not locked
  from_at INTEGER NOT NULL,
  to_at INTEGER                                  -- NULL: in force
) STRICT;
CREATE UNIQUE INDEX staff_pin_held ON staff_pin (staff_id) WHERE to_at IS NULL;
CREATE TRIGGER staff_pin_no_update BEFORE UPDATE OF staff_id, set_by, from_at ON staff_pin
BEGIN SELECT RAISE(ABORT, 'append-only: staff_pin'); END;
CREATE TRIGGER staff_pin_hash_goes BEFORE UPDATE OF hash ON staff_pin
WHEN NEW.hash <> ''
BEGIN SELECT RAISE(ABORT, 'append-only: staff_pin'); END;
CREATE TRIGGER staff_pin_ends_once BEFORE UPDATE OF to_at ON staff_pin
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: staff_pin'); END;
CREATE TRIGGER staff_pin_no_delete BEFORE DELETE ON staff_pin
BEGIN SELECT RAISE(ABORT, 'append-only: staff_pin'); END;
