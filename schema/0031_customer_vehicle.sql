-- A vehicle is its row; plate and VIN are what it is known by for a time (2.5-archive). Before, the
-- plate was the key: cars without one were kept under a word, all of them as one vehicle. Such a
-- vehicle keeps its visits, for nobody can say any more which car each was of; the word becomes the
-- state of its plate.

CREATE TABLE vehicle_before AS SELECT * FROM vehicle;
-- A plate written with dashes or other dots is the same plate, unless that one is on file too.
CREATE TABLE plate_normal AS
SELECT id,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(plate, '‧', ''), '∙', ''), '⋅', ''), '-', ''), '‐', '')
    , '‑', ''), '‒', ''), '–', ''), '—', ''), '―', ''), '−', '') AS plate
  FROM vehicle_before;
CREATE INDEX plate_normal_plate ON plate_normal (plate, id);
DROP TABLE vehicle;
CREATE TABLE vehicle (
  id INTEGER PRIMARY KEY,                        -- 12 is called V12
  plate TEXT NOT NULL DEFAULT '',                -- today's, in normal form; empty: none, or not told
  plate_reversed TEXT NOT NULL DEFAULT '',       -- from its end: finds it by its last characters
  plate_state TEXT,                              -- what it bears instead of a registered plate
  vin TEXT NOT NULL DEFAULT '',
  vin_reversed TEXT NOT NULL DEFAULT '',
  make TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  year INTEGER,
  engine TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'car',
  odometer_km INTEGER CHECK (odometer_km >= 0),  -- the last one seen
  -- merged: another row is the same car; retired: scrapped, exported, gone for good; forgotten: its
  -- owner was, and nothing of it is known any more.
  state TEXT NOT NULL DEFAULT 'active',
  merged_into_id INTEGER REFERENCES vehicle (id),
  salt TEXT NOT NULL
) STRICT;
INSERT INTO vehicle (id, plate, plate_reversed, plate_state, vin, vin_reversed, make, model, year,
                     engine, kind, odometer_km, state, salt)
SELECT b.id,
       CASE WHEN SUBSTR(b.plate, 1, 1) = '*' THEN ''
            WHEN EXISTS (SELECT 1 FROM plate_normal o JOIN vehicle_before e ON e.id = o.id
                          WHERE o.plate = n.plate AND o.id <> n.id
                            AND (e.plate = o.plate OR o.id < n.id)) THEN b.plate
            ELSE n.plate END,
       CASE WHEN SUBSTR(b.plate, 1, 1) = '*' THEN '' ELSE b.plate_reversed END, NULL,
       b.vin, b.vin_reversed, b.make, b.model, b.year, b.engine, b.kind,
       b.odometer_km, CASE WHEN SUBSTR(b.plate, 1, 1) = '*' THEN 'forgotten' ELSE 'active' END,
       b.salt
  FROM vehicle_before b JOIN plate_normal n ON n.id = b.id;
DROP TABLE plate_normal;
DROP TABLE vehicle_before;
UPDATE vehicle SET plate_reversed =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(plate_reversed, '‧', ''), '∙', ''), '⋅', ''), '-', ''), '‐', '')
    , '‑', ''), '‒', ''), '–', ''), '—', ''), '―', ''), '−', '')
 WHERE LENGTH(plate) < LENGTH(plate_reversed);
UPDATE vehicle SET plate = '', plate_reversed = '', plate_state = 'unplated'
 WHERE plate IN (
    '无牌', '未上牌', '没上牌', '未挂牌', '没牌', '无车牌', '无牌照', '无号牌', '待上牌', '未上户', '新车',
    '新车无牌', '暂无', '暂无牌', '无', '没有', '空', 'NONE', 'NOPLATE', 'UNPLATED', 'N/A', '新车未上牌',
    '暂未上牌', '还没上牌', '裸车');
UPDATE vehicle SET plate = '', plate_reversed = '', plate_state = 'temporary'
 WHERE plate IN (
    '临牌', '临时牌', '临时牌照', '临时车牌', '临时号牌', '临', '临时', 'TEMPORARY', 'TEMP');
CREATE UNIQUE INDEX vehicle_plate ON vehicle (plate) WHERE plate <> '';
CREATE INDEX vehicle_plate_end ON vehicle (plate_reversed) WHERE plate_reversed <> '';
CREATE INDEX vehicle_vin ON vehicle (vin) WHERE vin <> '';
CREATE INDEX vehicle_vin_end ON vehicle (vin_reversed) WHERE vin_reversed <> '';
CREATE INDEX vehicle_model ON vehicle (model) WHERE model <> '';
CREATE INDEX vehicle_merged ON vehicle (merged_into_id) WHERE merged_into_id IS NOT NULL;

-- The plates and VINs that a vehicle was known by, each for its time. The row of today says what
-- `vehicle` says. What was typed wrong stays as a row that names the one it was corrected by.
CREATE TABLE vehicle_identifier (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  kind TEXT NOT NULL,                            -- plate or vin
  state TEXT,                                    -- of a plate: as vehicle.plate_state
  value TEXT NOT NULL DEFAULT '',                -- normal form
  from_at INTEGER,                               -- NULL: not known since when
  to_at INTEGER,                                 -- NULL: still
  corrected_by_id INTEGER REFERENCES vehicle_identifier (id),
  reason TEXT NOT NULL DEFAULT '',               -- * once erased
  recorded_at INTEGER,                           -- NULL: kept before this table was
  staff_id INTEGER REFERENCES staff (id),
  salt TEXT NOT NULL
) STRICT;
INSERT INTO vehicle_identifier (vehicle_id, kind, state, value, salt)
SELECT id, 'plate', plate_state, plate, salt FROM vehicle
 WHERE plate <> '' OR plate_state IS NOT NULL ORDER BY id;
INSERT INTO vehicle_identifier (vehicle_id, kind, value, salt)
SELECT id, 'vin', vin, salt FROM vehicle WHERE vin <> '' ORDER BY id;
CREATE INDEX vehicle_identifier_vehicle ON vehicle_identifier (vehicle_id, id);
CREATE INDEX vehicle_identifier_value ON vehicle_identifier (value) WHERE value <> '';
