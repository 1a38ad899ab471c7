-- What a part was sold for or cost before somebody set another price or cost without a delivery
-- (2.4-itemise): a price is judged by what it was for a month, not by what it was made yesterday. Prices
-- from a day on stand in part_price. What was set before this version is not known.
CREATE TABLE part_former_value (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  value TEXT NOT NULL,                           -- price, cost
  amount INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,                  -- it held until then
  staff_id INTEGER REFERENCES staff (id)         -- who set another
) STRICT;
CREATE INDEX part_former_value_part ON part_former_value (part_id, value, recorded_at);
CREATE TRIGGER part_former_value_no_update BEFORE UPDATE ON part_former_value
BEGIN SELECT RAISE(ABORT, 'append-only: part_former_value'); END;
CREATE TRIGGER part_former_value_no_delete BEFORE DELETE ON part_former_value
BEGIN SELECT RAISE(ABORT, 'append-only: part_former_value'); END;
