-- Roles, rights of people's own and their work here are periods (1.2-technician): a change ends a row
-- and begins one, and what held on a day stays known. `from_at` is NULL where it is not known since
-- when: older versions kept what holds at present.
CREATE TABLE staff_role_before AS SELECT * FROM staff_role;
DROP TABLE staff_role;
CREATE TABLE staff_role (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL,
  from_at INTEGER,                               -- NULL: not known
  to_at INTEGER                                  -- NULL: in force
) STRICT;
INSERT INTO staff_role (id, staff_id, role, from_at)
SELECT b.id, b.staff_id, b.role,
       (SELECT e.recorded_at FROM log_table t
          JOIN event_row r ON r.table_id = t.id AND r.row_id = b.id AND r.version = 1
          JOIN event e ON e.chain = r.chain AND e.seq = r.seq
         WHERE t.name = 'staff_role')
  FROM staff_role_before b;
DROP TABLE staff_role_before;
CREATE UNIQUE INDEX staff_role_held ON staff_role (staff_id, role) WHERE to_at IS NULL;
CREATE TRIGGER staff_role_no_update BEFORE UPDATE OF staff_id, role, from_at ON staff_role
BEGIN SELECT RAISE(ABORT, 'append-only: staff_role'); END;
CREATE TRIGGER staff_role_ends_once BEFORE UPDATE OF to_at ON staff_role
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: staff_role'); END;
CREATE TRIGGER staff_role_no_delete BEFORE DELETE ON staff_role
BEGIN SELECT RAISE(ABORT, 'append-only: staff_role'); END;

-- Rights given to or taken from one person, beside those of the roles.
CREATE TABLE staff_right_before AS SELECT * FROM staff_right;
DROP TABLE staff_right;
CREATE TABLE staff_right (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  right_code TEXT NOT NULL,
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  from_at INTEGER,                               -- NULL: not known
  to_at INTEGER                                  -- NULL: in force
) STRICT;
INSERT INTO staff_right (id, staff_id, right_code, granted, from_at)
SELECT b.id, b.staff_id, b.right_code, b.granted,
       (SELECT e.recorded_at FROM log_table t
          JOIN event_row r ON r.table_id = t.id AND r.row_id = b.id AND r.version = 1
          JOIN event e ON e.chain = r.chain AND e.seq = r.seq
         WHERE t.name = 'staff_right')
  FROM staff_right_before b;
DROP TABLE staff_right_before;
CREATE UNIQUE INDEX staff_right_held ON staff_right (staff_id, right_code) WHERE to_at IS NULL;
CREATE TRIGGER staff_right_no_update BEFORE UPDATE OF staff_id, right_code, granted, from_at ON staff_right
BEGIN SELECT RAISE(ABORT, 'append-only: staff_right'); END;
CREATE TRIGGER staff_right_ends_once BEFORE UPDATE OF to_at ON staff_right
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: staff_right'); END;
CREATE TRIGGER staff_right_no_delete BEFORE DELETE ON staff_right
BEGIN SELECT RAISE(ABORT, 'append-only: staff_right'); END;

-- When a person worked here. `staff.active` says whether they do now.
CREATE TABLE staff_employment (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  from_at INTEGER,                               -- NULL: not known
  to_at INTEGER                                  -- NULL: works here
) STRICT;
INSERT INTO staff_employment (staff_id, from_at)
SELECT s.id,
       (SELECT e.recorded_at FROM log_table t
          JOIN event_row r ON r.table_id = t.id AND r.row_id = s.id AND r.version = 1
          JOIN event e ON e.chain = r.chain AND e.seq = r.seq
         WHERE t.name = 'staff')
  FROM staff s WHERE s.active = 1 ORDER BY s.id;
CREATE UNIQUE INDEX staff_employment_now ON staff_employment (staff_id) WHERE to_at IS NULL;
CREATE TRIGGER staff_employment_no_update BEFORE UPDATE OF staff_id, from_at ON staff_employment
BEGIN SELECT RAISE(ABORT, 'append-only: staff_employment'); END;
CREATE TRIGGER staff_employment_ends_once BEFORE UPDATE OF to_at ON staff_employment
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: staff_employment'); END;
CREATE TRIGGER staff_employment_no_delete BEFORE DELETE ON staff_employment
BEGIN SELECT RAISE(ABORT, 'append-only: staff_employment'); END;

-- A certificate is what was put on file: its days never change, and since when the shop knew of it is
-- kept. What is wrong or void is withdrawn, by a row of its own.
CREATE TABLE certificate_before AS SELECT * FROM certificate;
DROP TABLE certificate;
CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  kind TEXT NOT NULL,
  number TEXT NOT NULL,                          -- once for a person, but for those withdrawn
  level TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  valid_from_on TEXT,
  valid_to_on TEXT,                              -- last day; NULL: no end
  recorded_at INTEGER                            -- put on file; NULL: not known
) STRICT;
INSERT INTO certificate (id, staff_id, kind, number, level, issuer, valid_from_on, valid_to_on,
                         recorded_at)
SELECT b.id, b.staff_id, b.kind, b.number, b.level, b.issuer, b.valid_from_on, b.valid_to_on,
       (SELECT e.recorded_at FROM log_table t
          JOIN event_row r ON r.table_id = t.id AND r.row_id = b.id AND r.version = 1
          JOIN event e ON e.chain = r.chain AND e.seq = r.seq
         WHERE t.name = 'certificate')
  FROM certificate_before b;
DROP TABLE certificate_before;
CREATE INDEX certificate_staff ON certificate (staff_id, kind);
CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate
BEGIN SELECT RAISE(ABORT, 'append-only: certificate'); END;
CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate
BEGIN SELECT RAISE(ABORT, 'append-only: certificate'); END;
CREATE TABLE certificate_withdrawal (
  id INTEGER PRIMARY KEY,
  certificate_id INTEGER NOT NULL UNIQUE REFERENCES certificate (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,                           -- it counts for nothing that happens from here on
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE TRIGGER certificate_withdrawal_no_update BEFORE UPDATE ON certificate_withdrawal
BEGIN SELECT RAISE(ABORT, 'append-only: certificate_withdrawal'); END;
CREATE TRIGGER certificate_withdrawal_no_delete BEFORE DELETE ON certificate_withdrawal
BEGIN SELECT RAISE(ABORT, 'append-only: certificate_withdrawal'); END;
