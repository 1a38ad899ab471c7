-- A payment that was typed wrong is void the same day: a row of its amount the other way round names it.
-- Both are neither takings nor refunds.
ALTER TABLE payment ADD COLUMN voids_id INTEGER REFERENCES payment (id);
CREATE UNIQUE INDEX payment_voids ON payment (voids_id) WHERE voids_id IS NOT NULL;
