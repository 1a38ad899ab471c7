-- Who owes the share of a bill that the customer does not pay: an insurer, or a maker whose warranty
-- it is. What is said last of a job and payer counts (2.4-itemise).
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  payer TEXT NOT NULL,
  debtor TEXT NOT NULL CHECK (debtor <> ''),     -- the insurer or maker
  number TEXT NOT NULL CHECK (number <> ''),     -- of the claim there
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
CREATE INDEX claim_job ON claim (job_id, payer);
CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim
BEGIN SELECT RAISE(ABORT, 'append-only: claim'); END;
CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim
BEGIN SELECT RAISE(ABORT, 'append-only: claim'); END;

-- Whose share a payment is of.
ALTER TABLE payment ADD COLUMN payer TEXT NOT NULL DEFAULT 'customer';

-- Since when somebody is asked who owes it: the last event before this version.
INSERT INTO store_meta (name, value)
SELECT 'rule shares-claimed', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
