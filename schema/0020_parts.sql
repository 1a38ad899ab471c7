-- Parts: what they fit (2.3-fit), where they come from (2.3-source), where they lie (2.3-store).

DROP VIEW part_card;

CREATE TABLE supplier_before AS SELECT * FROM supplier;
DROP TABLE supplier;
CREATE TABLE supplier (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  licence TEXT NOT NULL DEFAULT '',              -- business licence number
  qualification TEXT NOT NULL DEFAULT '',        -- dealership, certification … and its number
  valid_to_on TEXT,                              -- last day of the qualification; NULL: no end
  lead_days INTEGER NOT NULL DEFAULT 3 CHECK (lead_days >= 0),  -- from order to arrival
  state TEXT NOT NULL DEFAULT 'pending',
  approved_by INTEGER REFERENCES staff (id),     -- 2.3-source: approval by a manager
  approved_at INTEGER,
  suspended_reason TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO supplier SELECT * FROM supplier_before;
DROP TABLE supplier_before;

-- One number may stand twice, with different brands. `number_key` is the number as it is compared
-- and found: capitals, without blanks, dashes and other marks.
CREATE TABLE part_before AS SELECT * FROM part;
DROP TABLE part;
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,                          -- as printed
  number_key TEXT NOT NULL,
  brand TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  name_zh TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'aftermarket',
  category TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT 'pc',
  pack_qty INTEGER NOT NULL DEFAULT 1000 CHECK (pack_qty > 0), -- bought in multiples of it
  price_amount INTEGER,                          -- sales price with tax; NULL: unpriced
  cost_amount INTEGER,                           -- the latest purchase price known
  tax_class TEXT NOT NULL DEFAULT '',            -- for the accountant; bills contain [tax] rate
  min_qty INTEGER NOT NULL DEFAULT 0 CHECK (min_qty >= 0),
  max_qty INTEGER NOT NULL DEFAULT 0 CHECK (max_qty >= 0),
  bin TEXT NOT NULL DEFAULT '',
  shelf_life_days INTEGER NOT NULL DEFAULT 0 CHECK (shelf_life_days >= 0),  -- 0: keeps for ever
  storage TEXT NOT NULL DEFAULT '',              -- storage condition, in words
  hazard TEXT NOT NULL DEFAULT '',               -- hazardous-goods class of the new part
  waste_code TEXT NOT NULL DEFAULT '',           -- hazardous-waste code of the replaced part
  core_charge_amount INTEGER NOT NULL DEFAULT 0 CHECK (core_charge_amount >= 0),
  serial INTEGER NOT NULL DEFAULT 0 CHECK (serial IN (0, 1)), -- each piece bears a number of its own
  supplier_id INTEGER REFERENCES supplier (id),  -- where it is usually bought
  supplier_number TEXT NOT NULL DEFAULT '',      -- its number there
  superseded_by INTEGER REFERENCES part (id),    -- the part that took its place
  import_id INTEGER,                             -- the batch that made it
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  UNIQUE (number_key, number, brand)
) STRICT;
INSERT INTO part SELECT * FROM part_before;
DROP TABLE part_before;
CREATE INDEX part_unpriced ON part (id) WHERE price_amount IS NULL;
CREATE INDEX part_retired ON part (id) WHERE retired = 1;
CREATE INDEX part_successor ON part (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE TABLE fitment_before AS SELECT * FROM fitment;
DROP TABLE fitment;
CREATE TABLE fitment (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  make TEXT NOT NULL DEFAULT '',                 -- empty fields say nothing
  model TEXT NOT NULL DEFAULT '',
  year_from INTEGER,
  year_to INTEGER,
  engine TEXT NOT NULL DEFAULT '',
  vin_pattern TEXT NOT NULL DEFAULT '',          -- with * and ?
  excluded INTEGER NOT NULL DEFAULT 0 CHECK (excluded IN (0, 1))
) STRICT;
INSERT INTO fitment SELECT * FROM fitment_before;
DROP TABLE fitment_before;
CREATE INDEX fitment_part ON fitment (part_id);

CREATE TABLE lot_before AS SELECT * FROM lot;
DROP TABLE lot;
CREATE TABLE lot (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  supplier_id INTEGER REFERENCES supplier (id),  -- NULL: found in the shop, as at the first count
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  code TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  expires_on TEXT,                               -- last day it may be fitted; NULL: never
  cost_amount INTEGER NOT NULL DEFAULT 0,        -- for one unit
  trace TEXT NOT NULL DEFAULT '',                -- 2.3-fit: proof that it is no counterfeit
  certificate TEXT NOT NULL DEFAULT '',          -- number of its certificate of quality
  origin TEXT NOT NULL DEFAULT '',               -- proof of origin: maker, import papers
  state TEXT NOT NULL DEFAULT 'ok',
  state_reason TEXT NOT NULL DEFAULT '',
  qty INTEGER NOT NULL DEFAULT 0 CHECK (qty >= 0),  -- the ledger's sum, kept with each movement
  -- Written only when the last of it goes or the first comes, for the index below goes by it.
  in_stock INTEGER NOT NULL DEFAULT 0 CHECK
    ((in_stock = 1 AND qty > 0) OR (in_stock = 0 AND qty = 0)),
  import_id INTEGER,                             -- the batch that made it
  UNIQUE (part_id, outlet_id, code)
) STRICT;
INSERT INTO lot SELECT * FROM lot_before;
DROP TABLE lot_before;
CREATE INDEX lot_expiry ON lot (expires_on) WHERE expires_on IS NOT NULL AND in_stock = 1;

-- The stock ledger, append-only (2.3-store). Mistakes are mended by a movement the other way.
CREATE TABLE stock_movement_before AS SELECT * FROM stock_movement;
DROP TABLE stock_movement;
CREATE TABLE stock_movement (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  kind TEXT NOT NULL,
  qty INTEGER NOT NULL CHECK (qty <> 0),         -- thousandths; what leaves is negative
  cost_amount INTEGER NOT NULL DEFAULT 0,        -- for one unit
  value_amount INTEGER NOT NULL,                 -- the lot's value after it less before, to the fen
  average_qty INTEGER,                           -- of the part at the outlet after it, and its value
  average_amount INTEGER,                        --   at moving average; NULL: told late or in bulk
  job_id INTEGER,
  task_id INTEGER,
  reason TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '',             -- delivery note, order, count …
  import_id INTEGER,                             -- the batch it came with
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO stock_movement SELECT * FROM stock_movement_before;
DROP TABLE stock_movement_before;
-- The ledger of a part at an outlet in the order things happened; and what a lot held on any day,
-- read from the index alone.
CREATE INDEX stock_movement_part ON stock_movement (part_id, outlet_id, at);
CREATE INDEX stock_movement_lot ON stock_movement (lot_id, at, qty);
-- Lines after which the moving average has to be replayed.
CREATE INDEX stock_movement_unaveraged ON stock_movement (part_id, outlet_id, at)
  WHERE average_qty IS NULL;
CREATE INDEX stock_movement_job ON stock_movement (job_id) WHERE job_id IS NOT NULL;
-- Clause checks over a period read the cases of that period only. What a file set the stock to is
-- told by its batch, which stands for its document.
CREATE INDEX stock_movement_at ON stock_movement (at)
  WHERE (kind = 'issue' OR kind = 'return') OR kind = 'receipt' OR import_id IS NULL;
CREATE TRIGGER stock_movement_no_update BEFORE UPDATE ON stock_movement
BEGIN SELECT RAISE(ABORT, 'append-only: stock_movement'); END;
CREATE TRIGGER stock_movement_no_delete BEFORE DELETE ON stock_movement
BEGIN SELECT RAISE(ABORT, 'append-only: stock_movement'); END;

-- Files taken in, each a batch.
CREATE TABLE part_import_before AS SELECT * FROM part_import;
DROP TABLE part_import;
CREATE TABLE part_import (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,                            -- as named by whoever imported it
  sha256 TEXT NOT NULL,                          -- of its bytes, in hex
  mode TEXT NOT NULL,
  stock TEXT NOT NULL DEFAULT '',
  supplier_id INTEGER REFERENCES supplier (id),
  new_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  rejected_count INTEGER NOT NULL,
  at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  undone_at INTEGER,                             -- taken back as a whole
  undone_by INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO part_import SELECT * FROM part_import_before;
DROP TABLE part_import_before;
CREATE INDEX part_import_file ON part_import (sha256);

-- What a batch changed of parts that were there, so that it can be taken back. What it made bears
-- its number (import_id of part, lot and stock_movement).
CREATE TABLE part_import_change_before AS SELECT * FROM part_import_change;
DROP TABLE part_import_change;
CREATE TABLE part_import_change (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES part_import (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  line INTEGER NOT NULL,                         -- of the file
  part_values TEXT NOT NULL                      -- in JSON: {column: [former, given], …}
) STRICT;
INSERT INTO part_import_change SELECT * FROM part_import_change_before;
DROP TABLE part_import_change_before;
CREATE INDEX part_import_change_import ON part_import_change (import_id);
CREATE INDEX part_import_change_part ON part_import_change (part_id);

-- How a supplier's lists are to be read: the text of a mapping file.
CREATE TABLE part_import_mapping_before AS SELECT * FROM part_import_mapping;
DROP TABLE part_import_mapping;
CREATE TABLE part_import_mapping (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL UNIQUE REFERENCES supplier (id),
  content TEXT NOT NULL                          -- TOML
) STRICT;
INSERT INTO part_import_mapping SELECT * FROM part_import_mapping_before;
DROP TABLE part_import_mapping_before;

-- Numbers by which a part is also known: a shop hears the maker's, a price list prints another's.
CREATE TABLE part_reference_before AS SELECT * FROM part_reference;
DROP TABLE part_reference;
CREATE TABLE part_reference (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  number TEXT NOT NULL,                          -- as printed
  number_key TEXT NOT NULL,                      -- as compared, like part.number_key
  brand TEXT NOT NULL DEFAULT '',                -- whose number it is
  kind TEXT NOT NULL DEFAULT 'alternative',
  UNIQUE (part_id, number_key, brand)
) STRICT;
INSERT INTO part_reference SELECT * FROM part_reference_before;
DROP TABLE part_reference_before;
CREATE INDEX part_reference_key ON part_reference (number_key);

-- Sales prices with tax by level, each from a day on. part.price_amount is the price of the level
-- 'retail' before the first such day.
CREATE TABLE part_price_before AS SELECT * FROM part_price;
DROP TABLE part_price;
CREATE TABLE part_price (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  level TEXT NOT NULL DEFAULT 'retail',
  from_on TEXT NOT NULL,                         -- first day it holds
  price_amount INTEGER NOT NULL CHECK (price_amount >= 0),
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO part_price SELECT * FROM part_price_before;
DROP TABLE part_price_before;
CREATE INDEX part_price_part ON part_price (part_id, level, from_on);
CREATE TRIGGER part_price_no_update BEFORE UPDATE ON part_price
BEGIN SELECT RAISE(ABORT, 'append-only: part_price'); END;
CREATE TRIGGER part_price_no_delete BEFORE DELETE ON part_price
BEGIN SELECT RAISE(ABORT, 'append-only: part_price'); END;

-- Where one outlet differs from what the part says.
CREATE TABLE part_outlet_before AS SELECT * FROM part_outlet;
DROP TABLE part_outlet;
CREATE TABLE part_outlet (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  min_qty INTEGER CHECK (min_qty >= 0),          -- NULL: as the part says
  max_qty INTEGER CHECK (max_qty >= 0),
  bin TEXT,
  UNIQUE (part_id, outlet_id)
) STRICT;
INSERT INTO part_outlet SELECT * FROM part_outlet_before;
DROP TABLE part_outlet_before;

-- A supplier's price of a part from a day on; the latest that has begun counts.
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
  UNIQUE (supplier_id, part_id, from_on)
) STRICT;
INSERT INTO supplier_price SELECT * FROM supplier_price_before;
DROP TABLE supplier_price_before;
CREATE INDEX supplier_price_part ON supplier_price (part_id, from_on);
CREATE TRIGGER supplier_price_no_update BEFORE UPDATE ON supplier_price
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_price'); END;
CREATE TRIGGER supplier_price_no_delete BEFORE DELETE ON supplier_price
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_price'); END;

-- A part wanted for a job: requested → ordered → partly → arrived → issued, by quantity.
CREATE TABLE part_request_before AS SELECT * FROM part_request;
DROP TABLE part_request;
CREATE TABLE part_request (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  job_id INTEGER NOT NULL,
  job TEXT NOT NULL,                             -- its number
  part_id INTEGER NOT NULL REFERENCES part (id),
  qty INTEGER NOT NULL CHECK (qty > 0),
  arrived_qty INTEGER NOT NULL DEFAULT 0,        -- there for the job: come in, or issued
  issued_qty INTEGER NOT NULL DEFAULT 0,         -- issued to the job since it was asked for
  -- From the quantities; ordered: all that is missing is on an order.
  state TEXT NOT NULL,
  cancelled_reason TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO part_request SELECT * FROM part_request_before;
DROP TABLE part_request_before;
CREATE INDEX part_request_open ON part_request (part_id)
  WHERE state IN ('requested', 'ordered', 'partly', 'arrived');
CREATE INDEX part_request_job ON part_request (job_id);

CREATE TABLE parts_order_before AS SELECT * FROM parts_order;
DROP TABLE parts_order;
CREATE TABLE parts_order (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  state TEXT NOT NULL,
  expected_on TEXT,                              -- promised by the supplier
  note TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',               -- why cancelled, or closed before all had come
  placed_at INTEGER,
  closed_at INTEGER,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO parts_order SELECT * FROM parts_order_before;
DROP TABLE parts_order_before;
CREATE INDEX parts_order_open ON parts_order (supplier_id) WHERE state IN ('draft', 'placed');
CREATE INDEX parts_order_supplier ON parts_order (supplier_id, id);

CREATE TABLE parts_order_line_before AS SELECT * FROM parts_order_line;
DROP TABLE parts_order_line;
CREATE TABLE parts_order_line (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES parts_order (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  qty INTEGER NOT NULL CHECK (qty > 0),
  arrived_qty INTEGER NOT NULL DEFAULT 0 CHECK (arrived_qty >= 0), -- taken in, not refused
  cost_amount INTEGER NOT NULL DEFAULT 0 CHECK (cost_amount >= 0), -- agreed for one unit
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (order_id, part_id)
) STRICT;
INSERT INTO parts_order_line
SELECT b.*, (SELECT outlet_id FROM parts_order WHERE id = b.order_id)
  FROM parts_order_line_before b;
DROP TABLE parts_order_line_before;
CREATE INDEX parts_order_line_part ON parts_order_line (part_id);

-- Which order brings how much of what a job waits for.
CREATE TABLE part_request_order_before AS SELECT * FROM part_request_order;
DROP TABLE part_request_order;
CREATE TABLE part_request_order (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES part_request (id),
  order_line_id INTEGER NOT NULL REFERENCES parts_order_line (id),
  qty INTEGER NOT NULL CHECK (qty > 0),
  arrived_qty INTEGER NOT NULL DEFAULT 0 CHECK (arrived_qty >= 0), -- of it
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (request_id, order_line_id)
) STRICT;
INSERT INTO part_request_order
SELECT b.*, (SELECT outlet_id FROM part_request WHERE id = b.request_id)
  FROM part_request_order_before b;
DROP TABLE part_request_order_before;
CREATE INDEX part_request_order_line ON part_request_order (order_line_id);

-- A delivery as it arrived, against an order or without one.
CREATE TABLE receipt_before AS SELECT * FROM receipt;
DROP TABLE receipt;
CREATE TABLE receipt (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  order_id INTEGER REFERENCES parts_order (id),
  document TEXT NOT NULL DEFAULT '',             -- the supplier's delivery note
  freight_amount INTEGER NOT NULL DEFAULT 0 CHECK (freight_amount >= 0),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO receipt SELECT * FROM receipt_before;
DROP TABLE receipt_before;
CREATE INDEX receipt_supplier ON receipt (supplier_id, at);
CREATE INDEX receipt_order ON receipt (order_id) WHERE order_id IS NOT NULL;
CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'append-only: receipt'); END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'append-only: receipt'); END;

-- What the inspection of a delivery found, line by line. Goods and freight together are the lot's
-- value and what rounding to whole fen for one unit leaves.
CREATE TABLE receipt_line_before AS SELECT * FROM receipt_line;
DROP TABLE receipt_line;
CREATE TABLE receipt_line (
  id INTEGER PRIMARY KEY,
  receipt_id INTEGER NOT NULL REFERENCES receipt (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  lot_id INTEGER REFERENCES lot (id),            -- NULL: refused at the door
  outcome TEXT NOT NULL,
  qty INTEGER NOT NULL CHECK (qty > 0),
  goods_amount INTEGER NOT NULL,                 -- as the supplier asks for it
  freight_amount INTEGER NOT NULL DEFAULT 0,     -- this line's share
  rounding_amount INTEGER NOT NULL DEFAULT 0,    -- goods + freight − quantity × the lot's cost
  reason TEXT NOT NULL DEFAULT '',               -- why not accepted
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO receipt_line
SELECT b.*, (SELECT outlet_id FROM receipt WHERE id = b.receipt_id)
  FROM receipt_line_before b;
DROP TABLE receipt_line_before;
CREATE INDEX receipt_line_receipt ON receipt_line (receipt_id);
CREATE INDEX receipt_line_lot ON receipt_line (lot_id) WHERE lot_id IS NOT NULL;
CREATE INDEX receipt_line_part ON receipt_line (part_id);
CREATE TRIGGER receipt_line_no_update BEFORE UPDATE ON receipt_line
BEGIN SELECT RAISE(ABORT, 'append-only: receipt_line'); END;
CREATE TRIGGER receipt_line_no_delete BEFORE DELETE ON receipt_line
BEGIN SELECT RAISE(ABORT, 'append-only: receipt_line'); END;

-- Goods that go back to their supplier, and the credit given for them.
CREATE TABLE supplier_return_before AS SELECT * FROM supplier_return;
DROP TABLE supplier_return;
CREATE TABLE supplier_return (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  reason TEXT NOT NULL,
  value_amount INTEGER NOT NULL,                 -- at the lots' cost
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO supplier_return SELECT * FROM supplier_return_before;
DROP TABLE supplier_return_before;
CREATE INDEX supplier_return_supplier ON supplier_return (supplier_id, at);
CREATE TRIGGER supplier_return_no_update BEFORE UPDATE ON supplier_return
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_return'); END;
CREATE TRIGGER supplier_return_no_delete BEFORE DELETE ON supplier_return
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_return'); END;

CREATE TABLE supplier_return_line_before AS SELECT * FROM supplier_return_line;
DROP TABLE supplier_return_line;
CREATE TABLE supplier_return_line (
  id INTEGER PRIMARY KEY,
  return_id INTEGER NOT NULL REFERENCES supplier_return (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),
  qty INTEGER NOT NULL CHECK (qty > 0),
  cost_amount INTEGER NOT NULL,                  -- for one unit
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO supplier_return_line
SELECT b.*, (SELECT outlet_id FROM supplier_return WHERE id = b.return_id)
  FROM supplier_return_line_before b;
DROP TABLE supplier_return_line_before;
CREATE INDEX supplier_return_line_return ON supplier_return_line (return_id);
CREATE INDEX supplier_return_line_lot ON supplier_return_line (lot_id);
CREATE TRIGGER supplier_return_line_no_update BEFORE UPDATE ON supplier_return_line
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_return_line'); END;
CREATE TRIGGER supplier_return_line_no_delete BEFORE DELETE ON supplier_return_line
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_return_line'); END;

CREATE TABLE supplier_credit_before AS SELECT * FROM supplier_credit;
DROP TABLE supplier_credit;
CREATE TABLE supplier_credit (
  id INTEGER PRIMARY KEY,
  return_id INTEGER NOT NULL REFERENCES supplier_return (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  document TEXT NOT NULL DEFAULT '',             -- the supplier's credit note
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO supplier_credit
SELECT b.*, (SELECT outlet_id FROM supplier_return WHERE id = b.return_id)
  FROM supplier_credit_before b;
DROP TABLE supplier_credit_before;
CREATE INDEX supplier_credit_return ON supplier_credit (return_id);
CREATE TRIGGER supplier_credit_no_update BEFORE UPDATE ON supplier_credit
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_credit'); END;
CREATE TRIGGER supplier_credit_no_delete BEFORE DELETE ON supplier_credit
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_credit'); END;

-- What is held for a job; the rest of the usable stock may be issued to others. Falls with each
-- issue to the job, and to nothing when the job is done with.
CREATE TABLE part_reservation_before AS SELECT * FROM part_reservation;
DROP TABLE part_reservation;
CREATE TABLE part_reservation (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  job_id INTEGER NOT NULL,
  qty INTEGER NOT NULL CHECK (qty >= 0),         -- still held
  at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  UNIQUE (job_id, part_id, outlet_id)
) STRICT;
INSERT INTO part_reservation SELECT * FROM part_reservation_before;
DROP TABLE part_reservation_before;
CREATE INDEX part_reservation_part ON part_reservation (part_id, outlet_id) WHERE qty > 0;

-- The paper behind an adjustment or a scrapping. Above the value in the configuration a second
-- person stands behind it too.
CREATE TABLE stock_document_before AS SELECT * FROM stock_document;
DROP TABLE stock_document;
CREATE TABLE stock_document (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- D261123-001
  kind TEXT NOT NULL,
  movement_id INTEGER NOT NULL REFERENCES stock_movement (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  second_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO stock_document
SELECT b.*, (SELECT outlet_id FROM stock_movement WHERE id = b.movement_id)
  FROM stock_document_before b;
DROP TABLE stock_document_before;
CREATE TRIGGER stock_document_no_update BEFORE UPDATE ON stock_document
BEGIN SELECT RAISE(ABORT, 'append-only: stock_document'); END;
CREATE TRIGGER stock_document_no_delete BEFORE DELETE ON stock_document
BEGIN SELECT RAISE(ABORT, 'append-only: stock_document'); END;

-- Goods from one outlet to another, in two signed steps; in between they are on neither's books.
CREATE TABLE stock_transfer_before AS SELECT * FROM stock_transfer;
DROP TABLE stock_transfer;
CREATE TABLE stock_transfer (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- T261123-001
  from_outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  to_outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  state TEXT NOT NULL DEFAULT 'sent',
  note TEXT NOT NULL DEFAULT '',
  sent_at INTEGER NOT NULL,
  sent_by INTEGER REFERENCES staff (id),
  done_at INTEGER,                               -- received or taken back
  done_by INTEGER REFERENCES staff (id)
) STRICT;
INSERT INTO stock_transfer SELECT * FROM stock_transfer_before;
DROP TABLE stock_transfer_before;
CREATE INDEX stock_transfer_open ON stock_transfer (from_outlet_id) WHERE state = 'sent';

CREATE TABLE stock_transfer_line_before AS SELECT * FROM stock_transfer_line;
DROP TABLE stock_transfer_line;
CREATE TABLE stock_transfer_line (
  id INTEGER PRIMARY KEY,
  transfer_id INTEGER NOT NULL REFERENCES stock_transfer (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),   -- it left from
  qty INTEGER NOT NULL CHECK (qty > 0),
  value_amount INTEGER NOT NULL,                 -- at cost, of what was sent
  to_lot_id INTEGER REFERENCES lot (id),         -- it came to: recalls follow it
  received_qty INTEGER CHECK (received_qty >= 0),
  reason TEXT NOT NULL DEFAULT '',               -- of a difference
  outlet_id INTEGER NOT NULL REFERENCES outlet (id) -- the one it left
) STRICT;
INSERT INTO stock_transfer_line
SELECT b.*, (SELECT from_outlet_id FROM stock_transfer WHERE id = b.transfer_id)
  FROM stock_transfer_line_before b;
DROP TABLE stock_transfer_line_before;
CREATE INDEX stock_transfer_line_transfer ON stock_transfer_line (transfer_id);
CREATE INDEX stock_transfer_line_lot ON stock_transfer_line (lot_id);
CREATE INDEX stock_transfer_line_to_lot ON stock_transfer_line (to_lot_id)
  WHERE to_lot_id IS NOT NULL;
CREATE INDEX stock_transfer_line_part ON stock_transfer_line (part_id);

-- A stocktake of an outlet: of all of it, of a bin, or of a class (category) of parts.
CREATE TABLE stock_count_before AS SELECT * FROM stock_count;
DROP TABLE stock_count;
CREATE TABLE stock_count (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- S261123-001
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  scope TEXT NOT NULL,
  scope_value TEXT NOT NULL DEFAULT '',          -- which bin or class
  blind INTEGER NOT NULL DEFAULT 0 CHECK (blind IN (0, 1)),  -- those who count see no balance
  state TEXT NOT NULL DEFAULT 'open',
  snapshot_id INTEGER NOT NULL,                  -- the last movement before it was opened
  opened_at INTEGER NOT NULL,
  opened_by INTEGER REFERENCES staff (id),
  closed_at INTEGER,
  closed_by INTEGER REFERENCES staff (id),       -- who approved the differences
  reason TEXT NOT NULL DEFAULT ''                -- of cancelling
) STRICT;
INSERT INTO stock_count SELECT * FROM stock_count_before;
DROP TABLE stock_count_before;
CREATE INDEX stock_count_open ON stock_count (outlet_id) WHERE state = 'open';

-- What was counted of a lot, by whom and when; a recount is a further round. The last one stands.
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
  UNIQUE (count_id, lot_id, round)
) STRICT;
INSERT INTO stock_count_entry
SELECT b.*, (SELECT outlet_id FROM stock_count WHERE id = b.count_id)
  FROM stock_count_entry_before b;
DROP TABLE stock_count_entry_before;
CREATE INDEX stock_count_entry_lot ON stock_count_entry (lot_id);
CREATE TRIGGER stock_count_entry_no_update BEFORE UPDATE ON stock_count_entry
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_entry'); END;
CREATE TRIGGER stock_count_entry_no_delete BEFORE DELETE ON stock_count_entry
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_entry'); END;

-- The differences as they were posted.
CREATE TABLE stock_count_variance_before AS SELECT * FROM stock_count_variance;
DROP TABLE stock_count_variance;
CREATE TABLE stock_count_variance (
  id INTEGER PRIMARY KEY,
  count_id INTEGER NOT NULL REFERENCES stock_count (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),
  expected_qty INTEGER NOT NULL,                 -- on the books when it was counted
  counted_qty INTEGER NOT NULL,
  movement_id INTEGER NOT NULL REFERENCES stock_movement (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (count_id, lot_id)
) STRICT;
INSERT INTO stock_count_variance
SELECT b.*, (SELECT outlet_id FROM stock_count WHERE id = b.count_id)
  FROM stock_count_variance_before b;
DROP TABLE stock_count_variance_before;
CREATE INDEX stock_count_variance_lot ON stock_count_variance (lot_id);
CREATE TRIGGER stock_count_variance_no_update BEFORE UPDATE ON stock_count_variance
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_variance'); END;
CREATE TRIGGER stock_count_variance_no_delete BEFORE DELETE ON stock_count_variance
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_variance'); END;

-- A part as it is shown.
CREATE VIEW part_card AS
SELECT p.id AS id, p.number AS number, p.number_key AS number_key, p.brand AS brand,
       p.name AS name, p.name_zh AS name_zh, p.kind AS kind, p.category AS category,
       p.unit AS unit, p.pack_qty AS pack_qty, p.price_amount AS price_amount,
       p.cost_amount AS cost_amount, p.tax_class AS tax_class, p.min_qty AS min_qty,
       p.max_qty AS max_qty, p.bin AS bin, p.shelf_life_days AS shelf_life_days,
       p.storage AS storage, p.hazard AS hazard, p.waste_code AS waste_code,
       p.core_charge_amount AS core_charge_amount, p.serial AS serial,
       p.supplier_id AS supplier_id, COALESCE(s.code, '') AS supplier,
       p.supplier_number AS supplier_number, p.superseded_by AS superseded_by,
       COALESCE(n.number, '') AS successor_number, COALESCE(n.brand, '') AS successor_brand,
       p.retired AS retired,
       (SELECT COALESCE(SUM(l.qty), 0) FROM lot l WHERE l.part_id = p.id) AS on_hand
  FROM part p
  LEFT JOIN supplier s ON s.id = p.supplier_id
  LEFT JOIN part n ON n.id = p.superseded_by;
