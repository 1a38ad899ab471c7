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
