-- What is special to a batch of parts; the rest stands in import_batch.
CREATE TABLE part_import_before AS SELECT * FROM part_import;
DROP TABLE part_import;
CREATE TABLE part_import (
  id INTEGER PRIMARY KEY REFERENCES import_batch (id),
  mode TEXT NOT NULL,
  stock TEXT NOT NULL DEFAULT '',
  supplier_id INTEGER REFERENCES supplier (id)
) STRICT;
INSERT INTO part_import SELECT id, mode, stock, supplier_id FROM part_import_before;
DROP TABLE part_import_before;

-- Rows that are never deleted bear the number of the batch that they came with: what a batch said
-- counts no more once it is taken back. Readers of these tables read the cards below.
CREATE TABLE supplier_price_before AS SELECT * FROM supplier_price;
DROP TABLE supplier_price;
CREATE TABLE supplier_price (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  supplier_number TEXT NOT NULL DEFAULT '',      -- the part's number there
  cost_amount INTEGER NOT NULL CHECK (cost_amount >= 0),  -- for one unit
  from_on TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  batch_id INTEGER REFERENCES import_batch (id)  -- NULL: typed, or taken in by version 74 or before
) STRICT;
INSERT INTO supplier_price SELECT b.*, NULL FROM supplier_price_before b;
DROP TABLE supplier_price_before;
CREATE UNIQUE INDEX supplier_price_from
  ON supplier_price (supplier_id, part_id, from_on, COALESCE(batch_id, 0));
CREATE INDEX supplier_price_part ON supplier_price (part_id, from_on);
CREATE TRIGGER supplier_price_no_update BEFORE UPDATE ON supplier_price
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_price'); END;
CREATE TRIGGER supplier_price_no_delete BEFORE DELETE ON supplier_price
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_price'); END;
CREATE VIEW supplier_price_card AS
SELECT p.id AS id, p.supplier_id AS supplier_id, p.part_id AS part_id,
       p.supplier_number AS supplier_number, p.cost_amount AS cost_amount, p.from_on AS from_on
  FROM supplier_price p
 WHERE NOT EXISTS (SELECT 1 FROM import_batch b
                    WHERE b.id = p.batch_id AND b.undone_at IS NOT NULL);

CREATE TABLE stock_count_entry_before AS SELECT * FROM stock_count_entry;
DROP TABLE stock_count_entry;
CREATE TABLE stock_count_entry (
  id INTEGER PRIMARY KEY,
  count_id INTEGER NOT NULL REFERENCES stock_count (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),
  round INTEGER NOT NULL CHECK (round > 0),
  qty INTEGER NOT NULL CHECK (qty >= 0),
  counted_at INTEGER NOT NULL,
  after_id INTEGER NOT NULL,                     -- the last movement recorded before
  reason TEXT NOT NULL DEFAULT '',               -- of a difference
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  batch_id INTEGER REFERENCES import_batch (id)  -- NULL: typed, or taken in by version 74 or before
) STRICT;
INSERT INTO stock_count_entry SELECT b.*, NULL FROM stock_count_entry_before b;
DROP TABLE stock_count_entry_before;
CREATE UNIQUE INDEX stock_count_entry_round
  ON stock_count_entry (count_id, lot_id, round, COALESCE(batch_id, 0));
CREATE INDEX stock_count_entry_lot ON stock_count_entry (lot_id);
CREATE TRIGGER stock_count_entry_no_update BEFORE UPDATE ON stock_count_entry
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_entry'); END;
CREATE TRIGGER stock_count_entry_no_delete BEFORE DELETE ON stock_count_entry
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_entry'); END;
CREATE VIEW stock_count_entry_card AS
SELECT e.id AS id, e.count_id AS count_id, e.lot_id AS lot_id, e.round AS round, e.qty AS qty,
       e.counted_at AS counted_at, e.after_id AS after_id, e.reason AS reason,
       e.staff_id AS staff_id
  FROM stock_count_entry e
 WHERE NOT EXISTS (SELECT 1 FROM import_batch b
                    WHERE b.id = e.batch_id AND b.undone_at IS NOT NULL);
