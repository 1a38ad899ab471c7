-- Stock in depth (clause 2.3-store).

-- What is held for a job; the rest of the usable stock may be issued to others. Falls with each
-- issue to the job, and to nothing when the job is done with.
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
CREATE INDEX part_reservation_part ON part_reservation (part_id, outlet_id) WHERE qty > 0;

-- The paper behind an adjustment or a scrapping. Above the value in the configuration a second
-- person stands behind it too.
CREATE TABLE stock_document (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- D261123-001
  kind TEXT NOT NULL CHECK (kind IN ('adjust', 'scrap')),
  movement_id INTEGER NOT NULL REFERENCES stock_movement (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  second_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE TRIGGER stock_document_no_update BEFORE UPDATE ON stock_document
BEGIN SELECT RAISE(ABORT, 'append-only: stock_document'); END;
CREATE TRIGGER stock_document_no_delete BEFORE DELETE ON stock_document
BEGIN SELECT RAISE(ABORT, 'append-only: stock_document'); END;

-- Goods from one outlet to another, in two signed steps; in between they are on neither's books.
CREATE TABLE stock_transfer (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- T261123-001
  from_outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  to_outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  state TEXT NOT NULL DEFAULT 'sent' CHECK (state IN ('sent', 'received', 'taken_back')),
  note TEXT NOT NULL DEFAULT '',
  sent_at INTEGER NOT NULL,
  sent_by INTEGER REFERENCES staff (id),
  done_at INTEGER,                               -- received or taken back
  done_by INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX stock_transfer_open ON stock_transfer (from_outlet_id) WHERE state = 'sent';

CREATE TABLE stock_transfer_line (
  id INTEGER PRIMARY KEY,
  transfer_id INTEGER NOT NULL REFERENCES stock_transfer (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),   -- it left from
  qty INTEGER NOT NULL CHECK (qty > 0),
  value_amount INTEGER NOT NULL,                 -- at cost, of what was sent
  to_lot_id INTEGER REFERENCES lot (id),         -- it came to: recalls follow it
  received_qty INTEGER CHECK (received_qty >= 0),
  reason TEXT NOT NULL DEFAULT ''                -- of a difference
) STRICT;
CREATE INDEX stock_transfer_line_transfer ON stock_transfer_line (transfer_id);
CREATE INDEX stock_transfer_line_lot ON stock_transfer_line (lot_id);

-- A stocktake of an outlet: of all of it, of a bin, or of a class (category) of parts.
CREATE TABLE stock_count (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- S261123-001
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  scope TEXT NOT NULL CHECK (scope IN ('whole', 'bin', 'class')),
  scope_value TEXT NOT NULL DEFAULT '',          -- which bin or class
  blind INTEGER NOT NULL DEFAULT 0 CHECK (blind IN (0, 1)),  -- those who count see no balance
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'cancelled')),
  snapshot_id INTEGER NOT NULL,                  -- the last movement before it was opened
  opened_at INTEGER NOT NULL,
  opened_by INTEGER REFERENCES staff (id),
  closed_at INTEGER,
  closed_by INTEGER REFERENCES staff (id),       -- who approved the differences
  reason TEXT NOT NULL DEFAULT ''                -- of cancelling
) STRICT;
CREATE INDEX stock_count_open ON stock_count (outlet_id) WHERE state = 'open';

-- What was counted of a lot, by whom and when; a recount is a further round. The last one stands.
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
  UNIQUE (count_id, lot_id, round)
) STRICT;

-- The differences as they were posted.
CREATE TABLE stock_count_variance (
  id INTEGER PRIMARY KEY,
  count_id INTEGER NOT NULL REFERENCES stock_count (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),
  expected_qty INTEGER NOT NULL,                 -- on the books when it was counted
  counted_qty INTEGER NOT NULL,
  movement_id INTEGER NOT NULL REFERENCES stock_movement (id),
  UNIQUE (count_id, lot_id)
) STRICT;

CREATE TRIGGER stock_count_entry_no_update BEFORE UPDATE ON stock_count_entry
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_entry'); END;
CREATE TRIGGER stock_count_entry_no_delete BEFORE DELETE ON stock_count_entry
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_entry'); END;
CREATE TRIGGER stock_count_variance_no_update BEFORE UPDATE ON stock_count_variance
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_variance'); END;
CREATE TRIGGER stock_count_variance_no_delete BEFORE DELETE ON stock_count_variance
BEGIN SELECT RAISE(ABORT, 'append-only: stock_count_variance'); END;
