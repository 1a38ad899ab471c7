-- Since when the kind of a part that nobody stated is kept as 'unstated' and a bill that lists one is a
-- lapse (2.3-source). Earlier parts without a kind were kept as 'aftermarket', and cannot be told from
-- those that are.
INSERT INTO store_meta (name, value)
SELECT 'rule kind-stated', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
