-- Customers, their vehicles, who owned which when, and the words of people (clauses 1.3-privacy and
-- 2.5-archive).

CREATE TABLE customer_before AS SELECT * FROM customer;
DROP TABLE customer;
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- K0001 …
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',                -- normal form
  phone_typed TEXT NOT NULL DEFAULT '',
  phone_reversed TEXT NOT NULL DEFAULT '',       -- the phone from its end, to find its last digits
  kind TEXT NOT NULL DEFAULT 'person',
  address TEXT NOT NULL DEFAULT '',
  credit_limit_amount INTEGER NOT NULL DEFAULT 0 CHECK (credit_limit_amount >= 0),
  service_contact INTEGER NOT NULL DEFAULT 1 CHECK (service_contact IN (0, 1)),
  marketing_contact INTEGER NOT NULL DEFAULT 0 CHECK (marketing_contact IN (0, 1)),
  -- merged: known by another number; restricted: kept, not used, while a retention duty runs;
  -- anonymised: nothing personal is left (1.3-privacy).
  state TEXT NOT NULL DEFAULT 'active',
  merged_into_id INTEGER REFERENCES customer (id),
  kept_until_on TEXT,                            -- of a restricted one: last day of the duty
  added_at INTEGER,                              -- put on file
  source_id TEXT NOT NULL DEFAULT '',            -- its number in the program it came from
  salt TEXT NOT NULL                             -- keys the digest that the log keeps of the row
) STRICT;
INSERT INTO customer SELECT * FROM customer_before;
DROP TABLE customer_before;
CREATE INDEX customer_phone ON customer (phone) WHERE phone <> '';
CREATE INDEX customer_phone_end ON customer (phone_reversed) WHERE phone_reversed <> '';
CREATE INDEX customer_name ON customer (name);
CREATE INDEX customer_given_name ON customer (SUBSTR(name, 2));
CREATE INDEX customer_source ON customer (source_id) WHERE source_id <> '';
CREATE INDEX customer_merged ON customer (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX customer_kept ON customer (kept_until_on) WHERE state = 'restricted';

CREATE TABLE vehicle_before AS SELECT * FROM vehicle;
DROP TABLE vehicle;
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
  kind TEXT NOT NULL DEFAULT 'car',
  odometer_km INTEGER CHECK (odometer_km >= 0),  -- the last one seen
  salt TEXT NOT NULL
) STRICT;
INSERT INTO vehicle SELECT * FROM vehicle_before;
DROP TABLE vehicle_before;
CREATE INDEX vehicle_plate_end ON vehicle (plate_reversed);
CREATE INDEX vehicle_vin ON vehicle (vin) WHERE vin <> '';
CREATE INDEX vehicle_vin_end ON vehicle (vin_reversed) WHERE vin_reversed <> '';
CREATE INDEX vehicle_model ON vehicle (model) WHERE model <> '';

CREATE TABLE vehicle_owner_before AS SELECT * FROM vehicle_owner;
DROP TABLE vehicle_owner;
CREATE TABLE vehicle_owner (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,                                 -- NULL: still the owner
  reason TEXT NOT NULL DEFAULT '',               -- * once erased
  salt TEXT NOT NULL DEFAULT ''                  -- keys the digest that the log keeps of the row
) STRICT;
INSERT INTO vehicle_owner SELECT b.*, '' FROM vehicle_owner_before b;
DROP TABLE vehicle_owner_before;
CREATE INDEX vehicle_owner_vehicle ON vehicle_owner (vehicle_id, id);
CREATE INDEX vehicle_owner_customer ON vehicle_owner (customer_id);

-- Each yes or no to being contacted, and how it was given (PIPL). What stands in `customer` is the
-- last answer; service and marketing are apart. NULL: not asked this time.
CREATE TABLE contact_consent_before AS SELECT * FROM contact_consent;
DROP TABLE contact_consent;
CREATE TABLE contact_consent (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  service INTEGER CHECK (service IN (0, 1)),
  marketing INTEGER CHECK (marketing IN (0, 1)),
  method TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO contact_consent SELECT * FROM contact_consent_before;
DROP TABLE contact_consent_before;
CREATE INDEX contact_consent_customer ON contact_consent (customer_id, id);
CREATE TRIGGER contact_consent_no_update BEFORE UPDATE ON contact_consent
BEGIN SELECT RAISE(ABORT, 'append-only: contact_consent'); END;
CREATE TRIGGER contact_consent_no_delete BEFORE DELETE ON contact_consent
BEGIN SELECT RAISE(ABORT, 'append-only: contact_consent'); END;

-- Who had personal data shown whole or written to a file, and what for (1.3-privacy).
CREATE TABLE personal_access_before AS SELECT * FROM personal_access;
DROP TABLE personal_access;
CREATE TABLE personal_access (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  command TEXT NOT NULL,                         -- "customer list"
  customer_id INTEGER REFERENCES customer (id),  -- NULL: a list
  purpose TEXT NOT NULL CHECK (purpose <> ''),
  file TEXT NOT NULL DEFAULT '',                 -- of an export: the copy that was made
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO personal_access SELECT * FROM personal_access_before;
DROP TABLE personal_access_before;
CREATE INDEX personal_access_at ON personal_access (at);
CREATE INDEX personal_access_customer ON personal_access (customer_id)
  WHERE customer_id IS NOT NULL;
CREATE TRIGGER personal_access_no_update BEFORE UPDATE ON personal_access
BEGIN SELECT RAISE(ABORT, 'append-only: personal_access'); END;
CREATE TRIGGER personal_access_no_delete BEFORE DELETE ON personal_access
BEGIN SELECT RAISE(ABORT, 'append-only: personal_access'); END;

-- A copy of personal data that no longer exists.
CREATE TABLE personal_copy_end_before AS SELECT * FROM personal_copy_end;
DROP TABLE personal_copy_end;
CREATE TABLE personal_copy_end (
  id INTEGER PRIMARY KEY,
  access_id INTEGER NOT NULL UNIQUE REFERENCES personal_access (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO personal_copy_end SELECT * FROM personal_copy_end_before;
DROP TABLE personal_copy_end_before;
CREATE TRIGGER personal_copy_end_no_update BEFORE UPDATE ON personal_copy_end
BEGIN SELECT RAISE(ABORT, 'append-only: personal_copy_end'); END;
CREATE TRIGGER personal_copy_end_no_delete BEFORE DELETE ON personal_copy_end
BEGIN SELECT RAISE(ABORT, 'append-only: personal_copy_end'); END;

-- Files of customers, vehicles and past visits taken in, each a batch that can be taken back.
CREATE TABLE customer_import_before AS SELECT * FROM customer_import;
DROP TABLE customer_import;
CREATE TABLE customer_import (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
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
INSERT INTO customer_import SELECT * FROM customer_import_before;
DROP TABLE customer_import_before;

-- What a batch made or changed: a row of `table_name`, and what stood there before.
CREATE TABLE customer_import_row_before AS SELECT * FROM customer_import_row;
DROP TABLE customer_import_row;
CREATE TABLE customer_import_row (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES customer_import (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  before TEXT,                                   -- of a change: name and value, length-prefixed;
                                                 -- personal, emptied with the customer
  salt TEXT NOT NULL
) STRICT;
INSERT INTO customer_import_row SELECT * FROM customer_import_row_before;
DROP TABLE customer_import_row_before;
CREATE INDEX customer_import_row_import ON customer_import_row (import_id);
CREATE INDEX customer_import_row_row ON customer_import_row (table_name, row_id);

-- Visits told by another program: what was done before this one was in use.
CREATE TABLE past_visit_before AS SELECT * FROM past_visit;
DROP TABLE past_visit;
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
INSERT INTO past_visit SELECT * FROM past_visit_before;
DROP TABLE past_visit_before;
CREATE INDEX past_visit_vehicle ON past_visit (vehicle_id, visited_on);

-- Words and names of people that stand behind append-only rows. Each bears the customer whom it is
-- about, so that forgetting, exporting and merging a customer finds the words of every table, also
-- of one that a later migration adds. Erased by emptying `text`.
CREATE TABLE person_words_before AS SELECT * FROM person_words;
DROP TABLE person_words;
CREATE TABLE person_words (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind TEXT NOT NULL,                            -- what they belong to: consent, delivery, call …
  at INTEGER NOT NULL,                           -- when they were said
  text TEXT,                                     -- NULL once erased
  salt TEXT NOT NULL                             -- keys the digest that the log keeps of the words
) STRICT;
INSERT INTO person_words (id, customer_id, kind, at, text, salt)
SELECT b.id, o.customer_id, b.kind, o.at, b.text, b.salt
  FROM person_words_before b
  JOIN (SELECT words_id, MIN(customer_id) AS customer_id, MIN(at) AS at
          FROM (SELECT c.words_id AS words_id, j.customer_id AS customer_id, c.at AS at
                  FROM consent c JOIN job j ON j.id = c.job_id
                UNION ALL
                SELECT d.to_words_id, j.customer_id, d.at
                  FROM delivery d JOIN job j ON j.id = d.job_id
                UNION ALL
                SELECT p.words_id, j.customer_id, COALESCE(p.outcome_at, p.at)
                  FROM old_part p JOIN job j ON j.id = p.job_id
                UNION ALL
                SELECT p.words_id, j.customer_id, COALESCE(p.settled_at, p.at)
                  FROM own_part p JOIN job j ON j.id = p.job_id
                UNION ALL
                SELECT s.words_id, c.customer_id, s.at
                  FROM complaint_step s JOIN complaint c ON c.id = s.complaint_id) u
         WHERE words_id IS NOT NULL
         GROUP BY words_id) o ON o.words_id = b.id;
-- What was said on a call: up to three words each, after those that were there.
INSERT INTO person_words (id, customer_id, kind, at, text, salt)
SELECT m.last + 3 * w.id - 2, f.customer_id, 'call-comment', a.at, w.comment, w.salt
  FROM follow_up_words w
  JOIN follow_up_attempt a ON a.words_id = w.id
  JOIN follow_up f ON f.id = w.follow_up_id
  CROSS JOIN (SELECT COALESCE(MAX(id), 0) AS last FROM person_words_before) m
 WHERE w.comment <> ''
UNION ALL
SELECT m.last + 3 * w.id - 1, f.customer_id, 'call-car-use', a.at, w.car_use, w.salt
  FROM follow_up_words w
  JOIN follow_up_attempt a ON a.words_id = w.id
  JOIN follow_up f ON f.id = w.follow_up_id
  CROSS JOIN (SELECT COALESCE(MAX(id), 0) AS last FROM person_words_before) m
 WHERE w.car_use <> ''
UNION ALL
SELECT m.last + 3 * w.id, f.customer_id, 'call-issue', a.at, w.issue, w.salt
  FROM follow_up_words w
  JOIN follow_up_attempt a ON a.words_id = w.id
  JOIN follow_up f ON f.id = w.follow_up_id
  CROSS JOIN (SELECT COALESCE(MAX(id), 0) AS last FROM person_words_before) m
 WHERE w.issue <> '';
CREATE INDEX person_words_customer ON person_words (customer_id, id);

-- The last customer number given, so that numbers go on from it.
INSERT INTO document_counter (scope, day_on, last)
SELECT 'K', '', last FROM (SELECT MAX(id) AS last FROM customer) m WHERE last IS NOT NULL;
