-- Buying (clause 2.3-source): what suppliers ask, what is ordered, what arrived, what went back.

-- A supplier's price of a part from a day on; the latest that has begun counts.
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
CREATE INDEX supplier_price_part ON supplier_price (part_id, from_on);
CREATE TRIGGER supplier_price_no_update BEFORE UPDATE ON supplier_price
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_price'); END;
CREATE TRIGGER supplier_price_no_delete BEFORE DELETE ON supplier_price
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_price'); END;

-- A part wanted for a job: requested → ordered → partly → arrived → issued, by quantity.
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
  state TEXT NOT NULL CHECK (state IN
    ('requested', 'ordered', 'partly', 'arrived', 'issued', 'cancelled')),
  cancelled_reason TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX part_request_open ON part_request (part_id)
  WHERE state IN ('requested', 'ordered', 'partly', 'arrived');
CREATE INDEX part_request_job ON part_request (job_id);

CREATE TABLE parts_order (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'placed', 'closed', 'cancelled')),
  expected_on TEXT,                              -- promised by the supplier
  note TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',               -- why cancelled, or closed before all had come
  placed_at INTEGER,
  closed_at INTEGER,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX parts_order_open ON parts_order (supplier_id) WHERE state IN ('draft', 'placed');
CREATE INDEX parts_order_supplier ON parts_order (supplier_id, id);

CREATE TABLE parts_order_line (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES parts_order (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  qty INTEGER NOT NULL CHECK (qty > 0),
  arrived_qty INTEGER NOT NULL DEFAULT 0 CHECK (arrived_qty >= 0), -- taken in, not refused
  cost_amount INTEGER NOT NULL DEFAULT 0 CHECK (cost_amount >= 0), -- agreed for one unit
  UNIQUE (order_id, part_id)
) STRICT;
CREATE INDEX parts_order_line_part ON parts_order_line (part_id);

-- Which order brings how much of what a job waits for.
CREATE TABLE part_request_order (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES part_request (id),
  order_line_id INTEGER NOT NULL REFERENCES parts_order_line (id),
  qty INTEGER NOT NULL CHECK (qty > 0),
  arrived_qty INTEGER NOT NULL DEFAULT 0 CHECK (arrived_qty >= 0), -- of it
  UNIQUE (request_id, order_line_id)
) STRICT;
CREATE INDEX part_request_order_line ON part_request_order (order_line_id);

-- A delivery as it arrived, against an order or without one.
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
CREATE INDEX receipt_supplier ON receipt (supplier_id, at);
CREATE INDEX receipt_order ON receipt (order_id) WHERE order_id IS NOT NULL;

-- What the inspection of a delivery found, line by line. Goods and freight together are the lot's
-- value and what rounding to whole fen for one unit leaves.
CREATE TABLE receipt_line (
  id INTEGER PRIMARY KEY,
  receipt_id INTEGER NOT NULL REFERENCES receipt (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  lot_id INTEGER REFERENCES lot (id),            -- NULL: refused at the door
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'quarantined', 'refused')),
  qty INTEGER NOT NULL CHECK (qty > 0),
  goods_amount INTEGER NOT NULL,                 -- as the supplier asks for it
  freight_amount INTEGER NOT NULL DEFAULT 0,     -- this line's share
  rounding_amount INTEGER NOT NULL DEFAULT 0,    -- goods + freight − quantity × the lot's cost
  reason TEXT NOT NULL DEFAULT ''                -- why not accepted
) STRICT;
CREATE INDEX receipt_line_receipt ON receipt_line (receipt_id);
CREATE INDEX receipt_line_lot ON receipt_line (lot_id) WHERE lot_id IS NOT NULL;
CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'append-only: receipt'); END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'append-only: receipt'); END;
CREATE TRIGGER receipt_line_no_update BEFORE UPDATE ON receipt_line
BEGIN SELECT RAISE(ABORT, 'append-only: receipt_line'); END;
CREATE TRIGGER receipt_line_no_delete BEFORE DELETE ON receipt_line
BEGIN SELECT RAISE(ABORT, 'append-only: receipt_line'); END;

-- Goods that go back to their supplier, and the credit given for them.
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
CREATE INDEX supplier_return_supplier ON supplier_return (supplier_id, at);
CREATE TABLE supplier_return_line (
  id INTEGER PRIMARY KEY,
  return_id INTEGER NOT NULL REFERENCES supplier_return (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),
  qty INTEGER NOT NULL CHECK (qty > 0),
  cost_amount INTEGER NOT NULL                   -- for one unit
) STRICT;
CREATE INDEX supplier_return_line_return ON supplier_return_line (return_id);
CREATE TABLE supplier_credit (
  id INTEGER PRIMARY KEY,
  return_id INTEGER NOT NULL REFERENCES supplier_return (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  document TEXT NOT NULL DEFAULT '',             -- the supplier's credit note
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX supplier_credit_return ON supplier_credit (return_id);
CREATE TRIGGER supplier_return_no_update BEFORE UPDATE ON supplier_return
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_return'); END;
CREATE TRIGGER supplier_return_no_delete BEFORE DELETE ON supplier_return
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_return'); END;
CREATE TRIGGER supplier_return_line_no_update BEFORE UPDATE ON supplier_return_line
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_return_line'); END;
CREATE TRIGGER supplier_return_line_no_delete BEFORE DELETE ON supplier_return_line
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_return_line'); END;
CREATE TRIGGER supplier_credit_no_update BEFORE UPDATE ON supplier_credit
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_credit'); END;
CREATE TRIGGER supplier_credit_no_delete BEFORE DELETE ON supplier_credit
BEGIN SELECT RAISE(ABORT, 'append-only: supplier_credit'); END;
