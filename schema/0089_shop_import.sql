-- Every file that was taken in is a batch, numbered in one order whatever it was a list of, so that
-- there is one list of them and one way back. Batches of parts keep their numbers, which stand in
-- rows of stock; those of customers, vehicles and past visits follow them.
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                            -- what the list was of
  file TEXT NOT NULL,                            -- as named by whoever imported it
  sha256 TEXT NOT NULL,                          -- of its bytes, in hex
  new_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  rejected_count INTEGER NOT NULL,
  at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  undone_at INTEGER,                             -- taken back as a whole
  undone_by INTEGER REFERENCES staff (id),
  former INTEGER NOT NULL DEFAULT 0 CHECK (former IN (0, 1))  -- kept by version 74 or before
) STRICT;
INSERT INTO import_batch
SELECT id, 'parts', file, sha256, new_count, changed_count, unchanged_count, rejected_count, at,
       staff_id, undone_at, undone_by, 1
  FROM part_import;
INSERT INTO import_batch
SELECT c.id + COALESCE((SELECT MAX(id) FROM part_import), 0), c.kind, c.file, c.sha256, c.new_count,
       c.changed_count, c.unchanged_count, c.rejected_count, c.at, c.staff_id, c.undone_at, NULL, 1
  FROM customer_import c;
CREATE INDEX import_batch_file ON import_batch (sha256);

-- What a batch made or changed: a row of `table_name`, and what stood there before. What parts it
-- changed stands in part_import_change.
CREATE TABLE import_batch_row (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  before TEXT,                                   -- of a change: name and value, length-prefixed;
                                                 -- personal, emptied with the customer
  salt TEXT NOT NULL
) STRICT;
INSERT INTO import_batch_row
SELECT r.id, r.import_id + COALESCE((SELECT MAX(id) FROM part_import), 0), r.table_name, r.row_id,
       r.outcome, r.before, r.salt
  FROM customer_import_row r;
CREATE INDEX import_batch_row_batch ON import_batch_row (batch_id);
CREATE INDEX import_batch_row_row ON import_batch_row (table_name, row_id);
DROP TABLE customer_import_row;
DROP TABLE customer_import;

-- How lists are to be read: the text of a mapping file, by a name of the shop's own or by the code of
-- the supplier whose lists they are.
CREATE TABLE import_mapping (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,                         -- TOML
  at INTEGER,                                    -- NULL: kept by version 74 or before
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO import_mapping (id, name, content)
SELECT m.id, s.code, m.content FROM part_import_mapping m JOIN supplier s ON s.id = m.supplier_id;
DROP TABLE part_import_mapping;
