-- Two numbers of one brand with one key are one part (2.3-fit): the store keeps them apart no more,
-- so that nothing can write a part twice. Parts that an older store has twice stay, the later ones
-- marked by their number.
DROP VIEW part_card;
CREATE TABLE part_before AS SELECT * FROM part;
DROP TABLE part;
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,                          -- as printed
  number_key TEXT NOT NULL,                      -- as compared: capitals, without blanks and marks
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
  twin TEXT                                      -- its number, where an older part has key and brand
) STRICT;
INSERT INTO part (id, number, number_key, brand, name, name_zh, kind, category, unit, pack_qty,
                  price_amount, cost_amount, tax_class, min_qty, max_qty, bin, shelf_life_days,
                  storage, hazard, waste_code, core_charge_amount, serial, supplier_id,
                  supplier_number, superseded_by, import_id, retired)
SELECT id, number, number_key, brand, name, name_zh, kind, category, unit, pack_qty, price_amount,
       cost_amount, tax_class, min_qty, max_qty, bin, shelf_life_days, storage, hazard, waste_code,
       core_charge_amount, serial, supplier_id, supplier_number, superseded_by, import_id, retired
  FROM part_before;
DROP TABLE part_before;
CREATE TABLE part_twin AS
SELECT number_key, brand, MIN(id) AS first_id FROM part
 GROUP BY number_key, brand HAVING COUNT(*) > 1;
UPDATE part SET twin = number
 WHERE EXISTS (SELECT 1 FROM part_twin t WHERE t.number_key = part.number_key
                  AND t.brand = part.brand AND t.first_id < part.id);
DROP TABLE part_twin;
CREATE UNIQUE INDEX part_key ON part (number_key, brand, (COALESCE(twin, '')));
CREATE INDEX part_unpriced ON part (id) WHERE price_amount IS NULL;
CREATE INDEX part_retired ON part (id) WHERE retired = 1;
CREATE INDEX part_successor ON part (superseded_by) WHERE superseded_by IS NOT NULL;

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
