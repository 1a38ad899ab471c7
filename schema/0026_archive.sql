-- The whole file of a vehicle and a customer (clauses 2.5-archive, 1.3-privacy).

-- Two records of one customer joined: what was under the other number is under the kept one.
CREATE TABLE customer_merge_before AS SELECT * FROM customer_merge;
DROP TABLE customer_merge;
CREATE TABLE customer_merge (
  id INTEGER PRIMARY KEY,
  kept_id INTEGER NOT NULL REFERENCES customer (id),
  other_id INTEGER NOT NULL REFERENCES customer (id),
  phone_taken INTEGER NOT NULL CHECK (phone_taken IN (0, 1)),      -- the kept one had none
  address_taken INTEGER NOT NULL CHECK (address_taken IN (0, 1)),
  service_before INTEGER NOT NULL CHECK (service_before IN (0, 1)),
  marketing_before INTEGER NOT NULL CHECK (marketing_before IN (0, 1)),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  undone_at INTEGER
) STRICT;
INSERT INTO customer_merge SELECT * FROM customer_merge_before;
DROP TABLE customer_merge_before;
CREATE INDEX customer_merge_other ON customer_merge (other_id, id);
CREATE INDEX customer_merge_kept ON customer_merge (kept_id, id);

-- Which rows a merge moved; its way back moves the same ones.
CREATE TABLE customer_merge_row_before AS SELECT * FROM customer_merge_row;
DROP TABLE customer_merge_row;
CREATE TABLE customer_merge_row (
  id INTEGER PRIMARY KEY,
  merge_id INTEGER NOT NULL REFERENCES customer_merge (id),
  kind TEXT NOT NULL,
  row_id INTEGER NOT NULL
) STRICT;
INSERT INTO customer_merge_row SELECT * FROM customer_merge_row_before;
DROP TABLE customer_merge_row_before;
CREATE INDEX customer_merge_row_merge ON customer_merge_row (merge_id);

-- What became of a wish to be forgotten, and of data whose time had passed (PIPL 47).
CREATE TABLE customer_erasure_before AS SELECT * FROM customer_erasure;
DROP TABLE customer_erasure;
CREATE TABLE customer_erasure (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind TEXT NOT NULL,
  asked INTEGER NOT NULL CHECK (asked IN (0, 1)), -- 0: the retention time had passed
  kept_until_on TEXT,                            -- of a restriction: last day of the duty
  duty TEXT NOT NULL DEFAULT '',                 -- what runs still, or the record that is kept
  numbers INTEGER NOT NULL DEFAULT 0,            -- customer records emptied
  vehicles INTEGER NOT NULL DEFAULT 0,           -- whose plate and VIN were emptied
  words INTEGER NOT NULL DEFAULT 0,              -- names and words emptied
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO customer_erasure SELECT * FROM customer_erasure_before;
DROP TABLE customer_erasure_before;
CREATE INDEX customer_erasure_customer ON customer_erasure (customer_id, id);
CREATE TRIGGER customer_erasure_no_update BEFORE UPDATE ON customer_erasure
BEGIN SELECT RAISE(ABORT, 'append-only: customer_erasure'); END;
CREATE TRIGGER customer_erasure_no_delete BEFORE DELETE ON customer_erasure
BEGIN SELECT RAISE(ABORT, 'append-only: customer_erasure'); END;
