-- Stock that went down without a sale: corrected, scrapped, set by an import, fewer arrived than were
-- sent, given back to a supplier. What one person takes off alone counts by person and day (2.3-store).
CREATE TABLE stock_shrinkage (
  id INTEGER PRIMARY KEY,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  source TEXT NOT NULL,
  value_amount INTEGER NOT NULL CHECK (value_amount >= 0), -- by the dearest of cost and price
  document TEXT NOT NULL,                        -- number of the document, transfer or return; file
  reason TEXT NOT NULL DEFAULT '',
  second_id INTEGER REFERENCES staff (id),       -- who stands behind it beside who acted
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX stock_shrinkage_staff ON stock_shrinkage (staff_id, recorded_at);
CREATE TRIGGER stock_shrinkage_no_update BEFORE UPDATE ON stock_shrinkage
BEGIN SELECT RAISE(ABORT, 'append-only: stock_shrinkage'); END;
CREATE TRIGGER stock_shrinkage_no_delete BEFORE DELETE ON stock_shrinkage
BEGIN SELECT RAISE(ABORT, 'append-only: stock_shrinkage'); END;
INSERT INTO stock_shrinkage (outlet_id, source, value_amount, document, reason, second_id, at,
                             recorded_at, staff_id)
SELECT outlet_id, kind, -worth_amount, number, reason, second_id, at, recorded_at, staff_id
  FROM stock_document WHERE worth_amount < 0;
