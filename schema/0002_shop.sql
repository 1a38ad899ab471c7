-- Outlets, people, their roles, rights and certificates (clauses 1.1 and 1.2).

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

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  outlet_id INTEGER REFERENCES outlet (id)       -- NULL: works at every outlet
) STRICT;

CREATE TABLE staff_role (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL CHECK (role IN
    ('manager', 'advisor', 'technician', 'inspector', 'parts-keeper', 'cashier')),
  UNIQUE (staff_id, role)
) STRICT;

-- Rights given to or taken from one person, beside those of the roles.
CREATE TABLE staff_right (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  right_code TEXT NOT NULL,
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  UNIQUE (staff_id, right_code)
) STRICT;

-- Certificates of technicians (1.2-technician).
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
