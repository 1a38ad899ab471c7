-- Bill, payment, preparation, delivery and warranty (clauses 2.4).

CREATE TABLE bill_before AS SELECT * FROM bill;
DROP TABLE bill;
CREATE TABLE bill (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  job_id INTEGER NOT NULL REFERENCES job (id),
  labour_amount INTEGER NOT NULL,                -- before discount, customer's share and others'
  material_amount INTEGER NOT NULL,
  other_amount INTEGER NOT NULL,                 -- core deposits among it
  discount_amount INTEGER NOT NULL,
  tax_amount INTEGER NOT NULL,                   -- contained in the total
  total_amount INTEGER NOT NULL,
  customer_amount INTEGER NOT NULL,
  warranty_amount INTEGER NOT NULL,
  insurer_amount INTEGER NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO bill
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM bill_before b;
DROP TABLE bill_before;
CREATE UNIQUE INDEX bill_issued ON bill (job_id) WHERE state = 'issued';
CREATE INDEX bill_outlet ON bill (outlet_id, at);

CREATE TABLE bill_line_before AS SELECT * FROM bill_line;
DROP TABLE bill_line;
CREATE TABLE bill_line (
  id INTEGER PRIMARY KEY,
  bill_id INTEGER NOT NULL REFERENCES bill (id),
  line_id INTEGER NOT NULL REFERENCES job_line (id),
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  qty INTEGER NOT NULL,                          -- thousandths; labour: hours; below zero: cores in
  unit_price_amount INTEGER NOT NULL,            -- 2.4-itemise: no line without a price
  amount INTEGER NOT NULL,                       -- before discount
  discount_amount INTEGER NOT NULL,
  discount_reason TEXT NOT NULL DEFAULT '',
  payer TEXT NOT NULL,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO bill_line
SELECT b.*, (SELECT outlet_id FROM bill WHERE id = b.bill_id)
  FROM bill_line_before b;
DROP TABLE bill_line_before;
CREATE INDEX bill_line_bill ON bill_line (bill_id);
CREATE TRIGGER bill_line_no_update BEFORE UPDATE ON bill_line
BEGIN SELECT RAISE(ABORT, 'append-only: bill_line'); END;
CREATE TRIGGER bill_line_no_delete BEFORE DELETE ON bill_line
BEGIN SELECT RAISE(ABORT, 'append-only: bill_line'); END;

-- Money taken and given back; what leaves is negative.
CREATE TABLE payment_before AS SELECT * FROM payment;
DROP TABLE payment;
CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  job_id INTEGER NOT NULL REFERENCES job (id),
  kind TEXT NOT NULL,
  method TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  reference TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO payment
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM payment_before b;
DROP TABLE payment_before;
CREATE INDEX payment_job ON payment (job_id);
CREATE INDEX payment_at ON payment (at);
CREATE INDEX payment_outlet ON payment (outlet_id, at);
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only: payment'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only: payment'); END;

-- What was done before the car goes back (2.4-clean, 2.4-explain, 1.3-integrity).
CREATE TABLE preparation_before AS SELECT * FROM preparation;
DROP TABLE preparation;
CREATE TABLE preparation (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL UNIQUE REFERENCES job (id),
  cleaned INTEGER NOT NULL DEFAULT 0 CHECK (cleaned IN (0, 1)),
  cleaning_declined INTEGER NOT NULL DEFAULT 0 CHECK (cleaning_declined IN (0, 1)),
  explained TEXT NOT NULL DEFAULT '',
  demonstrated TEXT NOT NULL DEFAULT '',
  valuables_returned INTEGER NOT NULL DEFAULT 0 CHECK (valuables_returned IN (0, 1)),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO preparation
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM preparation_before b;
DROP TABLE preparation_before;

CREATE TABLE delivery_before AS SELECT * FROM delivery;
DROP TABLE delivery;
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL UNIQUE REFERENCES job (id),
  to_words_id INTEGER REFERENCES person_words (id),  -- who took the car and the papers
  odometer_km INTEGER CHECK (odometer_km >= 0),
  papers TEXT NOT NULL DEFAULT '',               -- 2.4-papers: handed over, comma-separated
  score INTEGER CHECK (score BETWEEN 1 AND 5),   -- 2.4-ask; NULL: not asked or declined
  score_declined INTEGER NOT NULL DEFAULT 0 CHECK (score_declined IN (0, 1)),
  comment TEXT NOT NULL DEFAULT '',              -- * once erased
  salt TEXT NOT NULL DEFAULT '',                 -- keys the digest that the log keeps of the row
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO delivery
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM delivery_before b;
DROP TABLE delivery_before;
CREATE INDEX delivery_at ON delivery (at);
CREATE INDEX delivery_outlet ON delivery (outlet_id, at);

-- What the repair is warranted for from leaving the shop, whichever limit comes first.
CREATE TABLE warranty_before AS SELECT * FROM warranty;
DROP TABLE warranty;
CREATE TABLE warranty (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL UNIQUE REFERENCES job (id),
  category TEXT NOT NULL,
  kilometres INTEGER NOT NULL,
  days INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  from_km INTEGER,                               -- NULL: not read at delivery; days alone count
  until_on TEXT NOT NULL,                        -- last day
  until_km INTEGER,
  outlet_id INTEGER NOT NULL REFERENCES outlet (id)
) STRICT;
INSERT INTO warranty
SELECT b.*, (SELECT outlet_id FROM job WHERE id = b.job_id)
  FROM warranty_before b;
DROP TABLE warranty_before;
