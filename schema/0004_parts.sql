-- Parts: where they come from (2.3-source), where they lie (2.3-store), what they fit (2.3-fit).

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
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'suspended')),
  approved_by INTEGER REFERENCES staff (id),     -- 2.3-source: approval by a manager
  approved_at INTEGER,
  suspended_reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- One number may stand twice, with different brands. `number_key` is the number as it is compared
-- and found: capitals, without blanks, dashes and other marks. Checks of these tables say OR where
-- others say IN, whose list SQLite builds anew for each row: they are written by the million.
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,                          -- as printed
  number_key TEXT NOT NULL,
  brand TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  name_zh TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'aftermarket' CHECK
    (kind = 'aftermarket' OR kind = 'original' OR kind = 'equivalent' OR kind = 'remanufactured'
     OR kind = 'used' OR kind = 'customer'),
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
CREATE INDEX fitment_part ON fitment (part_id);

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
  state TEXT NOT NULL DEFAULT 'ok' CHECK
    (state = 'ok' OR state = 'quarantined' OR state = 'suspect'),
  state_reason TEXT NOT NULL DEFAULT '',
  qty INTEGER NOT NULL DEFAULT 0 CHECK (qty >= 0),  -- the ledger's sum, kept with each movement
  -- Written only when the last of it goes or the first comes, for the index below goes by it.
  in_stock INTEGER NOT NULL DEFAULT 0 CHECK (in_stock = (qty > 0)),
  import_id INTEGER,                             -- the batch that made it
  UNIQUE (part_id, outlet_id, code)
) STRICT;
CREATE INDEX lot_expiry ON lot (expires_on) WHERE expires_on IS NOT NULL AND in_stock = 1;

-- The stock ledger, append-only (2.3-store). Mistakes are mended by a movement the other way.
CREATE TABLE stock_movement (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  lot_id INTEGER NOT NULL REFERENCES lot (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  kind TEXT NOT NULL CHECK
    (kind = 'issue' OR kind = 'receipt' OR kind = 'adjust' OR kind = 'return' OR kind = 'scrap'
     OR kind = 'supplier_return' OR kind = 'transfer'),
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
-- The ledger of a part at an outlet in the order things happened; and what a lot held on any day,
-- read from the index alone.
CREATE INDEX stock_movement_part ON stock_movement (part_id, outlet_id, at);
CREATE INDEX stock_movement_lot ON stock_movement (lot_id, at, qty);
-- Lines after which the moving average has to be replayed.
CREATE INDEX stock_movement_unaveraged ON stock_movement (part_id, outlet_id, at)
  WHERE average_qty IS NULL;
CREATE INDEX stock_movement_job ON stock_movement (job_id) WHERE job_id IS NOT NULL;
CREATE TRIGGER stock_movement_no_update BEFORE UPDATE ON stock_movement
BEGIN SELECT RAISE(ABORT, 'append-only: stock_movement'); END;
CREATE TRIGGER stock_movement_no_delete BEFORE DELETE ON stock_movement
BEGIN SELECT RAISE(ABORT, 'append-only: stock_movement'); END;

-- Files taken in, each a batch.
CREATE TABLE part_import (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,                            -- as named by whoever imported it
  sha256 TEXT NOT NULL,                          -- of its bytes, in hex
  mode TEXT NOT NULL CHECK (mode IN ('upsert', 'insert', 'update')),
  stock TEXT NOT NULL DEFAULT '' CHECK (stock IN ('', 'set', 'add')),
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
CREATE INDEX part_import_file ON part_import (sha256);

-- What a batch changed of parts that were there, so that it can be taken back. What it made bears
-- its number (import_id of part, lot and stock_movement).
CREATE TABLE part_import_change (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES part_import (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  line INTEGER NOT NULL,                         -- of the file
  part_values TEXT NOT NULL                      -- in JSON: {column: [former, given], …}
) STRICT;
CREATE INDEX part_import_change_import ON part_import_change (import_id);

-- How a supplier's lists are to be read: the text of a mapping file.
CREATE TABLE part_import_mapping (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL UNIQUE REFERENCES supplier (id),
  content TEXT NOT NULL                          -- TOML
) STRICT;
