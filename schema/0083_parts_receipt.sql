-- A delivery that was entered by mistake is void (2.3-store): its goods never came. What it did to the
-- ledger is undone by movements of its number the other way round.
CREATE TABLE receipt_void (
  id INTEGER PRIMARY KEY,
  receipt_id INTEGER NOT NULL UNIQUE REFERENCES receipt (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX receipt_void_at ON receipt_void (at);
CREATE TRIGGER receipt_void_no_update BEFORE UPDATE ON receipt_void
BEGIN SELECT RAISE(ABORT, 'append-only: receipt_void'); END;
CREATE TRIGGER receipt_void_no_delete BEFORE DELETE ON receipt_void
BEGIN SELECT RAISE(ABORT, 'append-only: receipt_void'); END;
-- What the part cost before the delivery; NULL: the same, or not known.
ALTER TABLE receipt_line ADD COLUMN former_cost_amount INTEGER;
