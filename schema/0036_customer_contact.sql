-- Further phones of a customer and people who come or are called in their place (1.3-privacy).
CREATE TABLE customer_contact (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  name TEXT NOT NULL DEFAULT '',                 -- empty: the customer's own further phone
  phone TEXT NOT NULL DEFAULT '',                -- normal form
  relation TEXT NOT NULL DEFAULT '',             -- driver, spouse, fleet manager …
  from_at INTEGER NOT NULL,
  to_at INTEGER,                                 -- NULL: in use
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  salt TEXT NOT NULL                             -- keys the digest that the log keeps of the row
) STRICT;
CREATE INDEX customer_contact_customer ON customer_contact (customer_id, id);
CREATE INDEX customer_contact_phone ON customer_contact (phone) WHERE phone <> '';
