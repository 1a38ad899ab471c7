-- Stock that grew without a supplier's delivery: corrected, found, counted, set by an import, or more
-- arrived than was sent. Each is a case of 2.3-source.
CREATE TABLE stock_growth (
  id INTEGER PRIMARY KEY,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  source TEXT NOT NULL,
  value_amount INTEGER NOT NULL CHECK (value_amount >= 0), -- at cost
  document TEXT NOT NULL,                        -- number of the count, transfer or document; file
  reason TEXT NOT NULL DEFAULT '',
  second_asked INTEGER NOT NULL CHECK (second_asked IN (0, 1)),
  second_id INTEGER REFERENCES staff (id),       -- who stands behind it beside who acted
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX stock_growth_staff ON stock_growth (staff_id, recorded_at);
CREATE INDEX stock_growth_at ON stock_growth (at);
CREATE TRIGGER stock_growth_no_update BEFORE UPDATE ON stock_growth
BEGIN SELECT RAISE(ABORT, 'append-only: stock_growth'); END;
CREATE TRIGGER stock_growth_no_delete BEFORE DELETE ON stock_growth
BEGIN SELECT RAISE(ABORT, 'append-only: stock_growth'); END;
