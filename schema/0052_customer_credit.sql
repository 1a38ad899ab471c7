-- What a customer may owe is a period (2.4-itemise): a new limit ends the one before. Without a row
-- nothing may be owed.
CREATE TABLE credit_limit (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  from_at INTEGER,                               -- NULL: not known
  to_at INTEGER,                                 -- NULL: in force
  staff_id INTEGER REFERENCES staff (id)         -- who set it; NULL: not known
) STRICT;
INSERT INTO credit_limit (customer_id, amount)
SELECT id, credit_limit_amount FROM customer WHERE credit_limit_amount <> 0 ORDER BY id;
CREATE INDEX credit_limit_customer ON credit_limit (customer_id, id);
CREATE UNIQUE INDEX credit_limit_now ON credit_limit (customer_id) WHERE to_at IS NULL;
CREATE TRIGGER credit_limit_no_update BEFORE UPDATE OF customer_id, amount, from_at, staff_id ON credit_limit
BEGIN SELECT RAISE(ABORT, 'append-only: credit_limit'); END;
CREATE TRIGGER credit_limit_ends_once BEFORE UPDATE OF to_at ON credit_limit
WHEN OLD.to_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: credit_limit'); END;
CREATE TRIGGER credit_limit_no_delete BEFORE DELETE ON credit_limit
BEGIN SELECT RAISE(ABORT, 'append-only: credit_limit'); END;
ALTER TABLE customer DROP COLUMN credit_limit_amount;
