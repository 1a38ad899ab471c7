-- Whether a part left with the customer as it is, and was not fitted (2.2-quality). Of parts issued
-- before this version it was not told, and nobody judges whether work of the visit fitted them.
ALTER TABLE stock_movement ADD COLUMN handed_over INTEGER NOT NULL DEFAULT 0
  CHECK (handed_over IN (0, 1));
INSERT INTO store_meta (name, value)
SELECT 'rule fitted-by-work', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
