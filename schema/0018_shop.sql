-- Outlets, people, their roles, rights and certificates (clauses 1.1 and 1.2).
--
-- This file and the eight after it hold the present tables, one file for each slice. Each table is
-- made anew, its rows going through a copy: renaming ninety tables away costs half a second even in
-- an empty store, for SQLite reads the whole schema each time. Columns of codes have no CHECK: the
-- program keeps their vocabularies (codes<Enum>) and `svcctl db check` compares them, so that a
-- code can be added without a migration. Rows of an outlet's work bear its `outlet_id`. Foreign
-- keys to lots, parts, jobs, customers and vehicles have an index.

CREATE TABLE outlet_before AS SELECT * FROM outlet;
DROP TABLE outlet;
CREATE TABLE outlet (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  district TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  hours TEXT NOT NULL DEFAULT '',                -- opening hours, in words
  scope TEXT NOT NULL CHECK (scope <> ''),       -- 1.1-plan: no outlet without a scope
  credit_code TEXT NOT NULL DEFAULT ''           -- unified social credit code
) STRICT;
INSERT INTO outlet SELECT * FROM outlet_before;
DROP TABLE outlet_before;

CREATE TABLE staff_before AS SELECT * FROM staff;
DROP TABLE staff;
CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  outlet_id INTEGER REFERENCES outlet (id)       -- NULL: works at every outlet
) STRICT;
INSERT INTO staff SELECT * FROM staff_before;
DROP TABLE staff_before;

CREATE TABLE staff_role_before AS SELECT * FROM staff_role;
DROP TABLE staff_role;
CREATE TABLE staff_role (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL,
  UNIQUE (staff_id, role)
) STRICT;
INSERT INTO staff_role SELECT * FROM staff_role_before;
DROP TABLE staff_role_before;

-- Rights given to or taken from one person, beside those of the roles.
CREATE TABLE staff_right_before AS SELECT * FROM staff_right;
DROP TABLE staff_right;
CREATE TABLE staff_right (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  right_code TEXT NOT NULL,
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  UNIQUE (staff_id, right_code)
) STRICT;
INSERT INTO staff_right SELECT * FROM staff_right_before;
DROP TABLE staff_right_before;

-- Certificates of technicians (1.2-technician).
CREATE TABLE certificate_before AS SELECT * FROM certificate;
DROP TABLE certificate;
CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  level TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  valid_from_on TEXT,
  valid_to_on TEXT,                              -- last day; NULL: no end
  UNIQUE (staff_id, kind, number)
) STRICT;
INSERT INTO certificate SELECT * FROM certificate_before;
DROP TABLE certificate_before;
