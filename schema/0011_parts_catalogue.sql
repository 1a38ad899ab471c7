-- The catalogue in depth (clause 2.3-fit).

-- Numbers by which a part is also known: a shop hears the maker's, a price list prints another's.
CREATE TABLE part_reference (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  number TEXT NOT NULL,                          -- as printed
  number_key TEXT NOT NULL,                      -- as compared, like part.number_key
  brand TEXT NOT NULL DEFAULT '',                -- whose number it is
  kind TEXT NOT NULL DEFAULT 'alternative' CHECK (kind IN ('oem', 'alternative', 'old')),
  UNIQUE (part_id, number_key, brand)
) STRICT;
CREATE INDEX part_reference_key ON part_reference (number_key);

-- Sales prices with tax by level, each from a day on. part.price_amount is the price of the level
-- 'retail' before the first such day.
CREATE TABLE part_price (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  level TEXT NOT NULL DEFAULT 'retail',
  from_on TEXT NOT NULL,                         -- first day it holds
  price_amount INTEGER NOT NULL CHECK (price_amount >= 0),
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX part_price_part ON part_price (part_id, level, from_on);
CREATE TRIGGER part_price_no_update BEFORE UPDATE ON part_price
BEGIN SELECT RAISE(ABORT, 'append-only: part_price'); END;
CREATE TRIGGER part_price_no_delete BEFORE DELETE ON part_price
BEGIN SELECT RAISE(ABORT, 'append-only: part_price'); END;

-- Where one outlet differs from what the part says.
CREATE TABLE part_outlet (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  min_qty INTEGER CHECK (min_qty >= 0),          -- NULL: as the part says
  max_qty INTEGER CHECK (max_qty >= 0),
  bin TEXT,
  UNIQUE (part_id, outlet_id)
) STRICT;

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

CREATE INDEX part_unpriced ON part (id) WHERE price_amount IS NULL;
CREATE INDEX part_retired ON part (id) WHERE retired = 1;

-- Which words stand in which parts: an index of its own, derived from part and fitment and no part
-- of the log. Each flush of its writer is a segment; a segment has one row for each word.
CREATE TABLE word_segment (
  id INTEGER PRIMARY KEY,
  level INTEGER NOT NULL,                        -- segments of one level are of like size
  postings INTEGER NOT NULL,                     -- entries in all its rows
  first_id INTEGER NOT NULL,                     -- least and greatest part in it
  last_id INTEGER NOT NULL
) STRICT;
CREATE TABLE word_posting (
  segment INTEGER NOT NULL,
  word TEXT NOT NULL,                            -- capitals; two Chinese characters; marks of its field
  ids BLOB NOT NULL,                             -- parts: distances, seven bits a byte
  PRIMARY KEY (segment, word)
) STRICT, WITHOUT ROWID;
