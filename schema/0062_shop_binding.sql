-- Who acts proves who they are as far as one computer can: a person of the staff may be bound to users
-- of the operating system, and then nobody else acts as them (1.3-integrity).
CREATE TABLE staff_binding (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  os_user TEXT NOT NULL,                         -- name of the user
  from_at INTEGER NOT NULL,
  to_at INTEGER                                  -- NULL: in force
) STRICT;
CREATE UNIQUE INDEX staff_binding_held ON staff_binding (staff_id, os_user) WHERE to_at IS NULL;
CREATE TRIGGER staff_binding_no_update BEFORE UPDATE OF staff_id, os_user, from_at ON staff_binding
BEGIN SELECT RAISE(ABORT, 'append-only: staff_binding'); END;
CREATE TRIGGER staff_binding_ends_once BEFORE UPDATE OF to_at ON staff_binding
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: staff_binding'); END;
CREATE TRIGGER staff_binding_no_delete BEFORE DELETE ON staff_binding
BEGIN SELECT RAISE(ABORT, 'append-only: staff_binding'); END;
