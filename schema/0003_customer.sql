-- Customers, their vehicles and who owned which when (clauses 1.3-privacy and 2.5-archive).

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,                   -- K0001 …
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',                -- normal form
  phone_typed TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'company')),
  address TEXT NOT NULL DEFAULT '',
  credit_limit_amount INTEGER NOT NULL DEFAULT 0 CHECK (credit_limit_amount >= 0),
  service_contact INTEGER NOT NULL DEFAULT 1 CHECK (service_contact IN (0, 1)),
  marketing_contact INTEGER NOT NULL DEFAULT 0 CHECK (marketing_contact IN (0, 1)),
  salt TEXT NOT NULL                             -- keys the digest that the log keeps of the row
) STRICT;
CREATE INDEX customer_phone ON customer (phone);

CREATE TABLE vehicle (
  id INTEGER PRIMARY KEY,
  plate TEXT NOT NULL UNIQUE,                    -- normal form
  vin TEXT NOT NULL DEFAULT '',
  make TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  year INTEGER,
  engine TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'car' CHECK (kind IN ('car', 'hazmat', 'motorcycle', 'other')),
  odometer_km INTEGER CHECK (odometer_km >= 0),  -- the last one seen
  salt TEXT NOT NULL
) STRICT;
CREATE INDEX vehicle_vin ON vehicle (vin) WHERE vin <> '';

CREATE TABLE vehicle_owner (
  id INTEGER PRIMARY KEY,
  vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,                                 -- NULL: still the owner
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX vehicle_owner_vehicle ON vehicle_owner (vehicle_id, id);
CREATE INDEX vehicle_owner_customer ON vehicle_owner (customer_id);
