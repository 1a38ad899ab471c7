-- Somebody else changed by what a person proves who they are (1.3-integrity): took a user of the
-- computer from them or gave them a further one, or set their PIN. Until it ends, what they named
-- that person for is not signed under that person's code by the same user of the computer.
CREATE TABLE staff_takeover (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  by_id INTEGER NOT NULL REFERENCES staff (id),  -- who changed it
  how TEXT NOT NULL,                             -- binding, pin
  os_user TEXT NOT NULL,                         -- of the computer, who typed the change
  from_at INTEGER NOT NULL,
  to_at INTEGER                                  -- NULL: until the person sets their own PIN, and a while longer
) STRICT;
CREATE INDEX staff_takeover_staff ON staff_takeover (staff_id);
CREATE TRIGGER staff_takeover_no_update BEFORE UPDATE OF staff_id, by_id, how, os_user, from_at ON staff_takeover
BEGIN SELECT RAISE(ABORT, 'append-only: staff_takeover'); END;
CREATE TRIGGER staff_takeover_ends_once BEFORE UPDATE OF to_at ON staff_takeover
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: staff_takeover'); END;
CREATE TRIGGER staff_takeover_no_delete BEFORE DELETE ON staff_takeover
BEGIN SELECT RAISE(ABORT, 'append-only: staff_takeover'); END;
