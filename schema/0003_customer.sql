-- Customers, their vehicles and who owned which when (clauses 1.3-privacy and 2.5-archive).

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- K0001 …
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',                -- normal form
  phone_typed TEXT NOT NULL DEFAULT '',
  phone_reversed TEXT NOT NULL DEFAULT '',       -- the phone from its end: finds it by its last digits
  kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'company')),
  address TEXT NOT NULL DEFAULT '',
  credit_limit_amount INTEGER NOT NULL DEFAULT 0 CHECK (credit_limit_amount >= 0),
  service_contact INTEGER NOT NULL DEFAULT 1 CHECK (service_contact IN (0, 1)),
  marketing_contact INTEGER NOT NULL DEFAULT 0 CHECK (marketing_contact IN (0, 1)),
  -- merged: known by another number; restricted: kept, not used, while a retention duty runs;
  -- anonymised: nothing personal is left (1.3-privacy).
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN
    ('active', 'merged', 'restricted', 'anonymised')),
  merged_into_id INTEGER REFERENCES customer (id),
  kept_until_on TEXT,                            -- of a restricted one: last day of the duty
  added_at INTEGER,                              -- put on file
  source_id TEXT NOT NULL DEFAULT '',            -- its number in the program it came from
  salt TEXT NOT NULL                             -- keys the digest that the log keeps of the row
) STRICT;
CREATE INDEX customer_phone ON customer (phone) WHERE phone <> '';
CREATE INDEX customer_phone_end ON customer (phone_reversed) WHERE phone_reversed <> '';
CREATE INDEX customer_name ON customer (name);
CREATE INDEX customer_given_name ON customer (SUBSTR(name, 2));
CREATE INDEX customer_source ON customer (source_id) WHERE source_id <> '';
CREATE INDEX customer_merged ON customer (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX customer_kept ON customer (kept_until_on) WHERE state = 'restricted';

CREATE TABLE vehicle (
  id INTEGER PRIMARY KEY,
  plate TEXT NOT NULL UNIQUE,                    -- normal form
  plate_reversed TEXT NOT NULL DEFAULT '',       -- from its end: finds it by its last characters
  vin TEXT NOT NULL DEFAULT '',
  vin_reversed TEXT NOT NULL DEFAULT '',
  make TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  year INTEGER,
  engine TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'car' CHECK (kind IN ('car', 'hazmat', 'motorcycle', 'other')),
  odometer_km INTEGER CHECK (odometer_km >= 0),  -- the last one seen
  salt TEXT NOT NULL
) STRICT;
CREATE INDEX vehicle_plate_end ON vehicle (plate_reversed);
CREATE INDEX vehicle_vin ON vehicle (vin) WHERE vin <> '';
CREATE INDEX vehicle_vin_end ON vehicle (vin_reversed) WHERE vin_reversed <> '';
CREATE INDEX vehicle_model ON vehicle (model) WHERE model <> '';

CREATE TABLE vehicle_owner (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,                                 -- NULL: still the owner
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX vehicle_owner_vehicle ON vehicle_owner (vehicle_id, id);
CREATE INDEX vehicle_owner_customer ON vehicle_owner (customer_id);

-- Each yes or no to being contacted, and how it was given (PIPL). What stands in `customer` is the
-- last answer; service and marketing are apart. NULL: not asked this time.
CREATE TABLE contact_consent (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  service INTEGER CHECK (service IN (0, 1)),
  marketing INTEGER CHECK (marketing IN (0, 1)),
  method TEXT NOT NULL CHECK (method IN
    ('signature', 'phone', 'message', 'counter', 'import', 'merge', 'forget')),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX contact_consent_customer ON contact_consent (customer_id, id);
CREATE TRIGGER contact_consent_no_update BEFORE UPDATE ON contact_consent
BEGIN SELECT RAISE(ABORT, 'append-only: contact_consent'); END;
CREATE TRIGGER contact_consent_no_delete BEFORE DELETE ON contact_consent
BEGIN SELECT RAISE(ABORT, 'append-only: contact_consent'); END;

-- Who had personal data shown whole or written to a file, and what for (1.3-privacy).
CREATE TABLE personal_access (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('show', 'export')),
  command TEXT NOT NULL,                         -- "customer list"
  customer_id INTEGER REFERENCES customer (id),  -- NULL: a list
  purpose TEXT NOT NULL CHECK (purpose <> ''),
  file TEXT NOT NULL DEFAULT '',                 -- of an export: the copy that was made
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX personal_access_at ON personal_access (at);
CREATE TRIGGER personal_access_no_update BEFORE UPDATE ON personal_access
BEGIN SELECT RAISE(ABORT, 'append-only: personal_access'); END;
CREATE TRIGGER personal_access_no_delete BEFORE DELETE ON personal_access
BEGIN SELECT RAISE(ABORT, 'append-only: personal_access'); END;

-- A copy of personal data that no longer exists.
CREATE TABLE personal_copy_end (
  id INTEGER PRIMARY KEY,
  access_id INTEGER NOT NULL UNIQUE REFERENCES personal_access (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE TRIGGER personal_copy_end_no_update BEFORE UPDATE ON personal_copy_end
BEGIN SELECT RAISE(ABORT, 'append-only: personal_copy_end'); END;
CREATE TRIGGER personal_copy_end_no_delete BEFORE DELETE ON personal_copy_end
BEGIN SELECT RAISE(ABORT, 'append-only: personal_copy_end'); END;

-- Files of customers, vehicles and past visits taken in, each a batch that can be taken back.
CREATE TABLE customer_import (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('customer', 'vehicle', 'history')),
  file TEXT NOT NULL,                            -- as named by whoever imported it
  sha256 TEXT NOT NULL,                          -- of its bytes, in hex
  new_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  rejected_count INTEGER NOT NULL,
  undone_at INTEGER,
  at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;

-- What a batch made or changed: a row of `table_name`, and what stood there before.
CREATE TABLE customer_import_row (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES customer_import (id),
  table_name TEXT NOT NULL CHECK (table_name IN ('customer', 'vehicle', 'past_visit')),
  row_id INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('new', 'changed')),
  before TEXT,                                   -- of a change: name and value, length-prefixed;
                                                 -- personal, emptied with the customer
  salt TEXT NOT NULL
) STRICT;
CREATE INDEX customer_import_row_import ON customer_import_row (import_id);
CREATE INDEX customer_import_row_row ON customer_import_row (table_name, row_id);

-- Visits told by another program: what was done before this one was in use.
CREATE TABLE past_visit (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  visited_on TEXT NOT NULL,
  odometer_km INTEGER CHECK (odometer_km >= 0),
  work TEXT NOT NULL DEFAULT '',
  amount INTEGER,                                -- what was paid then; enters no sum of this shop
  document TEXT NOT NULL DEFAULT '',             -- its number there
  source_key TEXT NOT NULL,                      -- the document, else a digest of the row: once each
  UNIQUE (vehicle_id, source_key)
) STRICT;
CREATE INDEX past_visit_vehicle ON past_visit (vehicle_id, visited_on);
