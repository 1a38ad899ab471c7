-- Bill, payment, preparation, delivery and warranty (clauses 2.4).

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
  state TEXT NOT NULL CHECK (state IN ('issued', 'void')),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE UNIQUE INDEX bill_issued ON bill (job_id) WHERE state = 'issued';

CREATE TABLE bill_line (
  id INTEGER PRIMARY KEY,
  bill_id INTEGER NOT NULL REFERENCES bill (id),
  line_id INTEGER NOT NULL REFERENCES job_line (id),
  kind TEXT NOT NULL CHECK (kind IN ('labour', 'part', 'core', 'other')),
  text TEXT NOT NULL,
  qty INTEGER NOT NULL,                          -- thousandths; labour: hours; below zero: cores in
  unit_price_amount INTEGER NOT NULL,            -- 2.4-itemise: no line without a price
  amount INTEGER NOT NULL,                       -- before discount
  discount_amount INTEGER NOT NULL,
  discount_reason TEXT NOT NULL DEFAULT '',
  payer TEXT NOT NULL CHECK (payer IN ('customer', 'warranty', 'insurer'))
) STRICT;
CREATE INDEX bill_line_bill ON bill_line (bill_id);
CREATE TRIGGER bill_line_no_update BEFORE UPDATE ON bill_line
BEGIN SELECT RAISE(ABORT, 'append-only: bill_line'); END;
CREATE TRIGGER bill_line_no_delete BEFORE DELETE ON bill_line
BEGIN SELECT RAISE(ABORT, 'append-only: bill_line'); END;

-- Money taken and given back; what leaves is negative.
CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  job_id INTEGER NOT NULL REFERENCES job (id),
  kind TEXT NOT NULL CHECK (kind IN ('deposit', 'payment', 'refund')),
  method TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  reference TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX payment_job ON payment (job_id);
CREATE INDEX payment_at ON payment (at);
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only: payment'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only: payment'); END;

-- What was done before the car goes back (2.4-clean, 2.4-explain, 1.3-integrity).
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
  staff_id INTEGER REFERENCES staff (id)
) STRICT;

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
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX delivery_at ON delivery (at);

-- What the repair is warranted for from leaving the shop, whichever limit comes first.
CREATE TABLE warranty (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL UNIQUE REFERENCES job (id),
  category TEXT NOT NULL,
  kilometres INTEGER NOT NULL,
  days INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  from_km INTEGER,                               -- NULL: not read at delivery; days alone count
  until_on TEXT NOT NULL,                        -- last day
  until_km INTEGER
) STRICT;
