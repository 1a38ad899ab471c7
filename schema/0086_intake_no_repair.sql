-- Of work in free words, whether a manager told that it is no repair: a wash, a polish. It needs no
-- diagnosis then (2.2-inspect).
ALTER TABLE job_category ADD COLUMN no_repair INTEGER NOT NULL DEFAULT 0
  CHECK (no_repair IN (0, 1));
-- Since when words that speak of a system of the car ask for its certificate, whatever category was told
-- (1.2-technician).
INSERT INTO store_meta (name, value)
SELECT 'rule words-of-systems', CAST(COALESCE((SELECT MAX(recorded_at) FROM event), -1) AS TEXT);
